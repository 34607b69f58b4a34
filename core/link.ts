import type { CanonicalUrl } from "./url.ts";

/** Part of a page, by the nearest ancestor that tells (crawler.md § 6). */
export const ZONES = ["header", "nav", "main", "aside", "footer"] as const;
export type Zone = (typeof ZONES)[number];

/** What told the zone. */
export const ZONE_SOURCES = ["landmark", "role", "class", "default"] as const;
export type ZoneSource = (typeof ZONE_SOURCES)[number];

/** Where in the markup a link stands. Only the first two are ways for a reader to leave the page. */
export const LINK_KINDS = ["hyperlink", "frame", "form", "refresh", "canonical", "alternate", "next", "prev"] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** How much of its address a page reveals to the site it links to. */
export const REFERRALS = ["none", "origin", "url"] as const;
export type Referral = (typeof REFERRALS)[number];

/** One occurrence of a link on one page, in document order, duplicates kept. */
export interface ExtractedLink {
  /** The attribute as written. */
  readonly href: string;
  /** Where it leads, or null when that is no http address. */
  readonly url: CanonicalUrl | null;
  /** Tag name in lower case: `a`, `area`, `iframe`, `form`, `link`, `meta`. */
  readonly element: string;
  readonly kind: LinkKind;
  /** Tokens of `rel` in lower case, in order. */
  readonly rel: readonly string[];
  /** Text inside the element, white space collapsed. */
  readonly text: string;
  /** Name as a screen reader says it: aria-labelledby, aria-label, text with `alt`, title. */
  readonly accessibleName: string;
  readonly zone: Zone;
  readonly zoneSource: ZoneSource;
  /** Nearest heading before the link, or "" when none. */
  readonly heading: string;
  /** The sentence around the link, at most 300 characters. */
  readonly sentence: string;
  /** 0 for the first link of the page. */
  readonly position: number;
  /** Path of tag names from the root: `html>body>main>ul>li>a`. */
  readonly domPath: string;
  /** Same value for links of one list, table, form or section in one zone: the unit of which blocks are made. */
  readonly container: string;
  /** A start button: role button or button class, in main. */
  readonly cta: boolean;
  readonly hreflang: string | null;
  /** How a form sends what it holds; null, or absent, for every other kind. */
  readonly method?: "get" | "post" | "dialog" | null;
  /** Opens in a new window. */
  readonly newWindow: boolean;
  /** Redirector that the address was unwrapped from, or null. */
  readonly via: CanonicalUrl | null;
  readonly referral: Referral;
}
