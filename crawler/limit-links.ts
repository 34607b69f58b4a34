import type { ExtractedLink } from "../core/link.ts";
import { hostOf, type CanonicalUrl } from "../core/url.ts";

/** Links of one page that are kept at most, and hosts other than its own that they may lead to (crawler.md § 3). */
export const MAX_LINKS = 5000;
export const MAX_OUTSIDE_HOSTS = 500;

/** The links of a page that are kept, in document order. */
export interface LimitedLinks {
  readonly links: readonly ExtractedLink[];
  readonly dropped: number;
}

/** Cuts the links of a page to its limits: a page of more is a trap or a list of everything, and tells nothing more. */
export function limitLinks(links: readonly ExtractedLink[], pageUrl: CanonicalUrl): LimitedLinks {
  const first = links.length > MAX_LINKS ? links.slice(0, MAX_LINKS) : links;
  const hosts = new Set<string>([hostOf(pageUrl)]);
  // Hosts cannot be more than links: most pages need no look at them.
  if (first.length <= MAX_OUTSIDE_HOSTS) return { links: first, dropped: links.length - first.length };
  const kept = first.filter(({ url }) => {
    if (url === null) return true;
    const host = hostOf(url);
    if (hosts.has(host)) return true;
    if (hosts.size > MAX_OUTSIDE_HOSTS) return false;
    hosts.add(host);
    return true;
  });
  return { links: kept, dropped: links.length - kept.length };
}
