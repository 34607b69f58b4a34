import type { Brand } from "../core/brand.ts";
import type { Coverage, CrawlInfo } from "../core/crawl-record.ts";
import type { ExtractedLink } from "../core/link.ts";
import type { SiteId } from "../core/site.ts";
import type { CanonicalUrl } from "../core/url.ts";
import type { SkipReason, Visit } from "../core/visit.ts";

/** Whoever must not be hurried: a host, as `host` or `host:port`. */
export type OwnerKey = Brand<string, "OwnerKey">;

/** An address found in a site's scope, to be visited once. */
export interface Discovered {
  readonly url: CanonicalUrl;
  /** Spelling to use in the request: the first one seen, without fragment. */
  readonly requestUrl: string;
  readonly siteId: SiteId;
  readonly ownerKey: OwnerKey;
  /** Clicks from the site's home or entry pages. */
  readonly depthClicks: number;
  /** Redirects that led here in a row, 0 for a link. */
  readonly redirectHops: number;
  /** Null for a seed. */
  readonly foundOn: CanonicalUrl | null;
  /** Set when the address is known but must not be visited: it is recorded so, once. */
  readonly skip: SkipReason | null;
}

/** An address that a lease holder is to visit now. */
export interface Task {
  readonly url: CanonicalUrl;
  readonly requestUrl: string;
  readonly siteId: SiteId;
  readonly ownerKey: OwnerKey;
  readonly depthClicks: number;
  readonly redirectHops: number;
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
  readonly visit: Visit;
  readonly links: readonly ExtractedLink[];
  readonly discovered: readonly Discovered[];
  /** Set to try again: the visit is kept, the address waits until then (wall clock, milliseconds since 1970). */
  readonly retryAtMs: number | null;
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
 * page. No site gets more tasks than its page budget. One live lease per owner.
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
  release(lease: Lease, notBeforeMs: number): Promise<void>;
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
}

/** How far a site has come, for progress lines. */
export interface CrawlProgress {
  readonly visited: number;
  readonly pending: number;
  readonly failed: number;
  readonly sitesDone: number;
}

/** Opens, reads and closes crawls; the Frontier belongs to the open one. */
export interface CrawlStore {
  /** The open crawl, resumed, or a new one. Tasks that were taken wait again. */
  openCrawl(manifest: CrawlManifest): CrawlInfo;
  frontier(crawlId: number): Frontier;
  robotsOf(origin: string): RobotsRecord | null;
  keepRobots(record: RobotsRecord): void;
  progress(crawlId: number): CrawlProgress;
  /** Writes coverage and derived tables; from then on the crawl is immutable. */
  closeCrawl(crawlId: number, coverage: readonly Coverage[], closedMs: number): CrawlInfo;
  /** What the visits say of each site so far; the crawler turns it into coverage. */
  tallies(crawlId: number): readonly SiteTally[];
}

/** Counts of one site's addresses by what became of them. */
export interface SiteTally {
  readonly siteId: SiteId;
  readonly known: number;
  readonly waiting: number;
  /** Final visits by kind; failed ones by code beside. */
  readonly visits: Readonly<Partial<Record<Visit["kind"], number>>>;
  readonly failures: readonly (readonly [code: string, count: number])[];
  readonly skipped: readonly (readonly [reason: SkipReason, count: number])[];
  /** Pages read that looked like an empty application shell. */
  readonly shells: number;
  /** Outcome of the home page: kind, with failure code, reason or status; null when not visited. */
  readonly home: string | null;
}

/** With what a crawl was made: stored with it, so that it can be judged and repeated. */
export interface CrawlManifest {
  readonly openedMs: number;
  readonly codeVersion: string;
  readonly userAgent: string;
  readonly registryHash: string;
  readonly configuration: Readonly<Record<string, unknown>>;
  /** Pages per site at most. */
  readonly pageBudget: number;
  /** Every site of the registry, in order: each gets a tally, visited or not. */
  readonly siteIds: readonly SiteId[];
}
