import { canonicalizeUrl, type CanonicalUrl } from "../../core/url.ts";
import type { PageMetadata } from "./metadata-collector.ts";
import { pageBase } from "./page-base.ts";
import { readPage } from "./read-page.ts";

export type { PageMetadata } from "./metadata-collector.ts";

/** Title, language, canonical, base, refresh and robots of a page; header names in any case. Never throws. */
export function pageMetadata(html: string, headers: Readonly<Record<string, string>> = {}): PageMetadata {
  return readPage(html, "", headers).metadata;
}

/** Longest wait, in seconds, that still makes a refresh a redirect (crawler.md § 6). */
const REFRESH_SECONDS = 10;

/** Where a page redirects its reader by itself, on its base, or null: within 10 seconds, not to itself, to an http address. */
export function refreshRedirect(metadata: PageMetadata, pageUrl: CanonicalUrl): CanonicalUrl | null {
  const { refresh } = metadata;
  if (refresh === null || refresh.target === null || refresh.delaySeconds > REFRESH_SECONDS) return null;
  const target = canonicalizeUrl(refresh.target, pageBase(metadata.base, pageUrl));
  return target === pageUrl ? null : target;
}
