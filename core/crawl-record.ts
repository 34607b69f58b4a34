import type { LinkKind, Zone } from "./link.ts";
import type { SiteId } from "./site.ts";
import type { PageText, SkipReason, VisitKind } from "./visit.ts";
import type { CanonicalUrl } from "./url.ts";

/** How much of a site could be seen. `pending`: its crawl has not ended. */
export const COVERAGE_STATES = ["complete", "capped", "blocked", "needs-rendering", "down", "pending"] as const;
export type CoverageState = (typeof COVERAGE_STATES)[number];

/** What a crawl saw of one site, in counts of pages. */
export interface Coverage {
  readonly siteId: SiteId;
  readonly state: CoverageState;
  /** Why the state is not `complete`, in one short English phrase for operators; null when it is. */
  readonly reason: string | null;
  /** Addresses known: visited, waiting or skipped. */
  readonly known: number;
  /** Pages read: HTTP 200 HTML, or unchanged or not due since an earlier crawl. */
  readonly fetched: number;
  readonly failed: number;
  readonly blocked: number;
  /** Still waiting when the crawl closed. */
  readonly frontierLeft: number;
  /** Pages that say "found" for what does not exist: not among those read. */
  readonly soft404s: number;
  /** Addresses of pages in its sitemaps; null when none was read. */
  readonly listed: number | null;
  /** Received over the wire for its pages, in bytes. */
  readonly sizeBytes: number;
  readonly skipped: readonly (readonly [reason: SkipReason, count: number])[];
}

/** One immutable, numbered run over the registry. */
export interface CrawlInfo {
  readonly id: number;
  readonly status: "open" | "closed";
  /** Milliseconds since 1970. */
  readonly openedMs: number;
  readonly closedMs: number | null;
  /** SHA-256 of the registry that it ran with, hexadecimal. */
  readonly registryHash: string;
}

/** One occurrence of a link: the `position`-th link of the `blockSeq`-th block of a page. The key of all evidence. */
export interface OccurrenceRef {
  readonly pageId: number;
  readonly blockSeq: number;
  readonly position: number;
}

/** A page that was read, with the blocks of links on it. */
export interface StoredPage {
  readonly pageId: number;
  readonly url: CanonicalUrl;
  readonly siteId: SiteId;
  readonly depthClicks: number;
  /** In document order; a block may stand twice. */
  readonly blockIds: readonly number[];
}

/** One link of a stored block. Targets of the page itself ({self} templates) are not given. */
export interface StoredLink {
  /** Place in its block, from 0. */
  readonly position: number;
  readonly targetId: number;
  readonly anchor: string;
  readonly kind: LinkKind;
  readonly rel: readonly string[];
  readonly hreflang: boolean;
}

/** A run of links that stands alike on one or many pages. */
export interface StoredBlock {
  readonly blockId: number;
  readonly zone: Zone;
  /** A list of share buttons: no way on to another site. */
  readonly isShare: boolean;
  readonly links: readonly StoredLink[];
}

/** An address that a link points to. */
export interface StoredTarget {
  readonly targetId: number;
  readonly url: CanonicalUrl;
  /** Where known redirects end: the target's own id when there is none. */
  readonly finalId: number;
  readonly finalUrl: CanonicalUrl;
  /** Site of the final address; null when off-map. */
  readonly siteId: SiteId | null;
  /** Outcome of the visit to the final address, or null when it was not visited. */
  readonly outcome: VisitKind | null;
}

/** Reads one crawl for scoring, blocks unexpanded. Each call begins anew; ids ascend. */
export interface LinkReader {
  readonly crawl: CrawlInfo;
  pages(): Iterable<StoredPage>;
  blocks(): Iterable<StoredBlock>;
  targets(): Iterable<StoredTarget>;
  /** One for each site of the registry, by id. */
  coverage(): readonly Coverage[];
}

/** The quoted link that a figure rests on. */
export interface Evidence {
  readonly ref: OccurrenceRef;
  readonly sourceUrl: CanonicalUrl;
  readonly sourceTitle: string;
  readonly targetUrl: CanonicalUrl;
  /** Where redirects lead, when that is elsewhere; else null. */
  readonly finalUrl: CanonicalUrl | null;
  readonly anchor: string;
  readonly zone: Zone;
  readonly rel: readonly string[];
  /** Nearest heading and sentence around; null where only a sample of the block keeps them. */
  readonly heading: string | null;
  readonly sentence: string | null;
  /** When the page was last read or seen to be unchanged, milliseconds since 1970. */
  readonly seenMs: number;
  /** The page asks not to be shown: its link counts, and must not be quoted in public. */
  readonly isNoindex: boolean;
}

/** What a page says of itself, with its address. */
export interface StoredPageText {
  readonly url: CanonicalUrl;
  readonly siteId: SiteId;
  readonly text: PageText;
}
