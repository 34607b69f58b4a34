import type { Brand } from "./brand.ts";
import type { CanonicalUrl } from "./url.ts";

/** Short name of a site in the registry: `[a-z0-9.-]`, at most 100 characters. Also its address in the explorer. */
export type SiteId = Brand<string, "SiteId">;

const SITE_ID = /^[a-z0-9](?:[a-z0-9.-]{0,98}[a-z0-9])?$/;

/** The text as a site's id, or null when it holds anything but `[a-z0-9.-]` or does not begin and end with a letter or digit. */
export function parseSiteId(text: string): SiteId | null {
  return SITE_ID.test(text) && !text.includes("..") ? (text as SiteId) : null;
}

/** What a site is for. Extranet and archived sites receive no flag (methodology § 7). */
export const SITE_KINDS = [
  "portal",
  "service",
  "information",
  "institution",
  "open-data",
  "extranet",
  "archive",
] as const;
export type SiteKind = (typeof SITE_KINDS)[number];

/** A public site: a set of URL prefixes under one owner. */
export interface Site {
  readonly id: SiteId;
  readonly name: string;
  /** Addresses that belong to it; the longest registered prefix wins. At least one. */
  readonly prefixes: readonly CanonicalUrl[];
  readonly home: CanonicalUrl;
  /** Organisation that answers for the site; null when no source says. */
  readonly owner: string | null;
  readonly ministry: string | null;
  readonly kind: SiteKind;
  /** Linked by everyone by nature (the portal, the law, the directory): never off-theme. */
  readonly horizontal: boolean;
  /** Where this row comes from: a name and date, or an address. */
  readonly source: string;
}
