import type { Brand } from "../core/brand.ts";
import type { ExtractedLink } from "../core/link.ts";
import type { SiteId } from "../core/site.ts";
import type { CanonicalUrl } from "../core/url.ts";
import type { SkipReason, Visit } from "../core/visit.ts";

/** Whoever must not be hurried: a host, as `host` or `host:port`. */
export type OwnerKey = Brand<string, "OwnerKey">;

/** What an address of the frontier is asked for: its page, its sitemap, or its page once more with scripts running. */
export type TaskPurpose = "page" | "sitemap" | "render";

/** An address found in a site's scope, to be visited once for each purpose. */
export interface Discovered {
  readonly url: CanonicalUrl;
  /** Spelling to use in the request: the first one seen, without fragment. */
  readonly requestUrl: string;
  readonly siteId: SiteId;
  readonly ownerKey: OwnerKey;
  /** Clicks from the site's home or entry pages; from `SITEMAP_DEPTH` on: from a page that only a sitemap names. */
  readonly depthClicks: number;
  /** Redirects that led here in a row, first one first; empty for a link. */
  readonly chain: readonly CanonicalUrl[];
  /** Null for a seed. */
  readonly foundOn: CanonicalUrl | null;
  /** Set when the address is known but must not be visited: it is recorded so, once. */
  readonly skip: SkipReason | null;
  readonly purpose: TaskPurpose;
}

/** Depth of a page that no link leads to, as far as we know. */
export const SITEMAP_DEPTH = 1000;

/** An address that a lease holder is to visit now. */
export interface Task {
  readonly url: CanonicalUrl;
  readonly requestUrl: string;
  readonly siteId: SiteId;
  readonly ownerKey: OwnerKey;
  readonly depthClicks: number;
  readonly chain: readonly CanonicalUrl[];
  readonly purpose: TaskPurpose;
  /** Visits begun before without a final outcome. */
  readonly attempts: number;
}

/** The right to visit one owner's addresses, until it ends or is released. `fence` rises at each lease of an owner. */
export interface Lease {
  readonly ownerKey: OwnerKey;
  readonly worker: string;
  readonly fence: number;
}

/** What one visit leaves behind, committed as a whole. */
export interface PageWrite {
  readonly task: Task;
  /** Null: nothing to keep as a visit (a sitemap, or a rendering that gave nothing: the earlier visit stands). */
  readonly visit: Visit | null;
  readonly links: readonly ExtractedLink[];
  readonly discovered: readonly Discovered[];
  /** Set when an earlier crawl's reading of this page stands: its links and text are taken over. */
  readonly earlier: PageMemory | null;
  /** Set to try again: the visit is kept, the address waits until then (wall clock, milliseconds since 1970). */
  readonly retryAtMs: number | null;
}

/** What earlier crawls know of a page. */
export interface PageMemory {
  /** Crawl that read it last as a whole. */
  readonly crawlId: number;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** When it was last read as a whole, and last seen to be the same; milliseconds since 1970. */
  readonly readMs: number;
  readonly seenMs: number;
  /** Crawls in a row that found it unchanged. */
  readonly unchangedRuns: number;
  /** Whether the page forbids following its links. */
  readonly nofollow: boolean;
  readonly contentHash: string;
}

/** What we remember of a host while a crawl lasts. Parking is the frontier's. */
export interface HostMemory {
  /** Mean response time, recent answers counting most; null before the first. */
  readonly latencyMs: number | null;
  /** What its robots.txt asks for; null when it asks for nothing. */
  readonly crawlDelayMs: number | null;
  /** Failures in a row. */
  readonly failures: number;
  readonly parks: number;
  /** Answers in a row that told us to slow down without saying for how long. */
  readonly throttles: number;
  /** Pages asked for in this crawl. */
  readonly pages: number;
}

/** Counts of one `add`. */
export interface Added {
  readonly added: number;
  readonly known: number;
}

/**
 * What to visit and in which order: the only truth about the crawl's progress.
 *
 * Order: per site breadth first, by depth and then by URL. A level opens when the one above holds no waiting or taken
 * page. No site and no host gets more tasks than the page budget. In the first round each site gets its reference zone;
 * the second opens when none has a page of it left. One live lease per owner.
 */
export interface Frontier {
  add(found: readonly Discovered[]): Promise<Added>;
  /** Leases of at most `owners` owners that have a task due now, longest waiting first. */
  lease(worker: string, wanted: { readonly owners: number; readonly ttlMs: number }): Promise<readonly Lease[]>;
  /** At most `count` tasks of the leased owner, marked as taken. */
  take(lease: Lease, count: number): Promise<readonly Task[]>;
  /** Visit, links, discoveries and outcome in one transaction. Throws LeaseLost when the fence is stale. */
  complete(lease: Lease, page: PageWrite): Promise<void>;
  renew(lease: Lease, ttlMs: number): Promise<Lease>;
  /** Ends a lease; taken tasks without outcome wait again. The owner is due at `notBeforeMs`, wall clock. */
  release(lease: Lease, notBeforeMs: number, memory?: HostMemory): Promise<void>;
  /** Parks an owner until a time, for a reason; `Infinity`: for this crawl. */
  defer(ownerKey: OwnerKey, untilMs: number, why: string): Promise<void>;
  /** When the next waiting task falls due (wall clock, possibly past); null when none ever will in this crawl. */
  nextDueMs(): Promise<number | null>;
}

/** robots.txt of one origin as last read. */
export interface RobotsRecord {
  /** `https://host:port` without path. */
  readonly origin: string;
  /** Null: no answer came. */
  readonly httpStatus: number | null;
  /** First 500 KiB; empty unless the status was 2xx. */
  readonly body: Uint8Array;
  readonly fetchedMs: number;
  /** Readings in a row that meant "not now", this one included. */
  readonly failures: number;
}
