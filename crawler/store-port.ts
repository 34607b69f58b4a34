import type { Coverage, CrawlInfo } from "../core/crawl-record.ts";
import type { LinkKind } from "../core/link.ts";
import type { SiteId } from "../core/site.ts";
import type { CanonicalUrl } from "../core/url.ts";
import type { SkipReason, Visit } from "../core/visit.ts";
import type { Frontier, HostMemory, OwnerKey, PageMemory, RobotsRecord } from "./ports.ts";

/** What an exchange with a host was made for. */
export const EXCHANGE_PURPOSES = ["robots", "page", "probe", "sitemap", "render", "check"] as const;
export type ExchangePurpose = (typeof EXCHANGE_PURPOSES)[number];

/** One exchange as a host's owner would count it. */
export interface ExchangeNote {
  readonly ownerKey: OwnerKey;
  /** IP address that was asked, or null when it is not known. */
  readonly address: string | null;
  readonly purpose: ExchangePurpose;
  /** Status of the answer, or the failure's code. */
  readonly outcome: string;
  readonly requests: number;
  readonly sizeBytes: number;
  readonly startedMs: number;
  readonly durationMs: number;
  /** Pause since the last answer of this host; null for the first. */
  readonly pauseMs: number | null;
}

/** Requests and bytes of a host on one day (UTC). */
export interface DayUse {
  readonly ownerKey: OwnerKey;
  readonly requests: number;
  readonly sizeBytes: number;
}

/** A link of a page as far as following it is concerned. */
export interface FollowableLink {
  readonly url: CanonicalUrl | null;
  readonly kind: LinkKind;
  readonly rel: readonly string[];
  readonly href: string;
}

/** How a host answers for a page that cannot exist. Null fingerprint: with an error, as it should. */
export interface ProbeRecord {
  readonly ownerKey: OwnerKey;
  readonly fingerprint: string | null;
}

/** One sitemap file as read. */
export interface SitemapRecord {
  readonly url: CanonicalUrl;
  readonly siteId: SiteId;
  /** Status, or the failure's code. */
  readonly outcome: string;
  /** Addresses of pages in it. */
  readonly entries: number;
}

/** One rendering of an empty shell. */
export interface RenderRecord {
  readonly url: CanonicalUrl;
  readonly siteId: SiteId;
  /** `rendered`, or why not: a failure's code, or `unavailable`. */
  readonly outcome: string;
  /** Links that it has more than the shell had. */
  readonly gainedLinks: number;
}

/** What a link target outside the registry answered (crawler.md § 9). */
export interface TargetCheck {
  readonly url: CanonicalUrl;
  readonly checkedMs: number;
  /** Outcome at the end of its redirects. */
  readonly kind: "fetched" | "other-type" | "http-error" | "blocked" | "failed" | "skipped";
  readonly httpStatus: number | null;
  /** Failure code, skip reason or media type; null when there is none. */
  readonly detail: string | null;
  /** Addresses that redirected, the target itself first; empty when it answered at once. */
  readonly chain: readonly CanonicalUrl[];
  readonly finalUrl: CanonicalUrl;
  /** Every redirect was a permanent one (301, 308); false when there was none. */
  readonly isPermanent: boolean;
  /** First and last time in a row that it looked broken; null when it did not. */
  readonly firstBadMs: number | null;
  readonly lastBadMs: number | null;
}

/** Keeps the state of link targets that belong to no site. */
export interface TargetStore {
  /** Targets of hyperlinks of a crawl that belong to no site, each once, by address. */
  outsideTargets(crawlId: number): Iterable<CanonicalUrl>;
  checkOf(url: CanonicalUrl): TargetCheck | null;
  keepCheck(check: TargetCheck): void;
}

/** A host that must not be asked until a time. */
export interface HoldRecord {
  /** Owner key, or `ip:` with an address. */
  readonly key: string;
  readonly untilMs: number;
  readonly why: string;
}

/** How far a crawl has come, for progress lines. */
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
  /** What was learnt of hosts before this crawl was interrupted. */
  hostMemories(crawlId: number): readonly (readonly [OwnerKey, HostMemory])[];
  holds(): readonly HoldRecord[];
  keepHold(hold: HoldRecord): void;
  noteExchange(crawlId: number, note: ExchangeNote): void;
  dayUse(dayMs: number): readonly DayUse[];
  /** What earlier, closed crawls know of a page whose links are stored; null when nothing. */
  memoryOf(url: CanonicalUrl): PageMemory | null;
  /** Links of a page as an earlier crawl read it. */
  earlierLinks(url: CanonicalUrl, memory: PageMemory): readonly FollowableLink[];
  probes(crawlId: number): readonly ProbeRecord[];
  keepProbe(crawlId: number, probe: ProbeRecord): void;
  keepSitemap(crawlId: number, sitemap: SitemapRecord): void;
  renderings(crawlId: number): readonly RenderRecord[];
  keepRendering(crawlId: number, rendering: RenderRecord): void;
  /** Hosts whose owners want to be left alone. */
  exclusions(): readonly string[];
  /** Leaves a host alone from now on, and deletes what was read of it. */
  exclude(host: string, atMs: number): void;
  progress(crawlId: number): CrawlProgress;
  /** Commits what is under way, at once: what was told to this store is safe after it. */
  flush(): void;
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
  /** Pages read that looked like an empty application shell, before or after rendering. */
  readonly shells: number;
  /** Pages that say "found" for what does not exist: they are no pages. */
  readonly soft404s: number;
  /** Outcome of the home page: kind, with failure code, reason or status; null when not visited. */
  readonly home: string | null;
  /** Addresses of pages in its sitemaps; null when no sitemap was read. */
  readonly listed: number | null;
  /** Received over the wire for its pages, in bytes. */
  readonly sizeBytes: number;
  /** Why its hosts are left alone until the end of this crawl, one phrase a host; empty when none is. */
  readonly parked: readonly string[];
}

/** With what a crawl was made: stored with it, so that it can be judged and repeated. */
export interface CrawlManifest {
  readonly openedMs: number;
  readonly codeVersion: string;
  readonly userAgent: string;
  readonly registryHash: string;
  readonly configuration: Readonly<Record<string, unknown>>;
  /** Pages per site, and per host, at most. */
  readonly pageBudget: number;
  /** Pages of a site's reference zone: the first round. */
  readonly zonePages: number;
  /** A site that works longer at its zone does not hold the second round back. */
  readonly zoneDurationMs: number;
  /** Share of a site's budget that pages under one first path segment may take while others wait, 0 to 1. */
  readonly maxSegmentShare: number;
  /** Addresses with different queries on one path at most. */
  readonly maxQueriesPerPath: number;
  /** Every site of the registry, in order: each gets a tally, visited or not. */
  readonly siteIds: readonly SiteId[];
}
