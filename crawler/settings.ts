/** Hours in which a crawl may ask, by a wall clock. `22:00` to `06:00` spans midnight. */
export interface CrawlWindow {
  /** `HH:MM`. */
  readonly from: string;
  readonly until: string;
  /** IANA name: `Europe/Paris`. */
  readonly timeZone: string;
}

/** How a crawl behaves towards other people's machines. Defaults are in `defaultCrawlSettings`. */
export interface CrawlSettings {
  /** Page that tells site owners who crawls and why, and address to write to: no crawl starts without both. */
  readonly contactUrl: string;
  readonly contactEmail: string;
  /** Shortest pause after an answer before the next request to the same host. At least 1000, private hosts excepted. */
  readonly minDelayMs: number;
  /** The pause grows to this many times the mean response time… */
  readonly latencyFactor: number;
  /** …but the part that adapts no further than this. */
  readonly maxAdaptiveDelayMs: number;
  /** Shortest time between two starts at one IP address, and exchanges with it at once. */
  readonly minAddressGapMs: number;
  readonly maxPerAddress: number;
  /** Ranges of networks that serve many owners (CIDR): the limits by address do not hold there. */
  readonly sharedRanges: readonly string[];
  /** First pause after a 429 or 503 without a usable Retry-After; it doubles to `maxRetryAfterMs`. */
  readonly throttleDelayMs: number;
  /** Longest Retry-After that is waited for; a longer one ends the host for this crawl. */
  readonly maxRetryAfterMs: number;
  /** Visits under way at once, each to another host. */
  readonly maxConcurrency: number;
  /** Pages asked for per site, and per host, at most. */
  readonly pageBudget: number;
  /** Requests and received bytes per host and day (UTC) at most, whatever they are for. */
  readonly maxRequestsPerDay: number;
  readonly maxBytesPerDay: number;
  /** Null: at any hour. */
  readonly window: CrawlWindow | null;
  /** Pages of a site's reference zone, which every site gets before any gets more (crawler.md § 3). */
  readonly zonePages: number;
  /** A site that works longer at its zone does not hold the others back. */
  readonly zoneDurationMs: number;
  /** Share of a site's budget that pages under one first path segment may take while others wait, 0 to 1. */
  readonly maxSegmentShare: number;
  /** Addresses with different queries on one path at most. */
  readonly maxQueriesPerPath: number;
  readonly maxDepthClicks: number;
  readonly maxRedirectHops: number;
  readonly connectTimeoutMs: number;
  /** For one exchange, connection and body included. */
  readonly totalTimeoutMs: number;
  /** Bytes of a decoded body; the rest is cut and the visit says so. */
  readonly maxBodyBytes: number;
  readonly maxHeaderBytes: number;
  /** How long an answer of the name service is believed, and a failure of it. */
  readonly dnsLifetimeMs: number;
  readonly dnsFailureLifetimeMs: number;
  /** Hosts (`host` or `host:port`) whose certificate is not checked: their visits say so. */
  readonly insecureHosts: ReadonlySet<string>;
  /** Pauses before the second and third try of what may pass. */
  readonly retryDelaysMs: readonly number[];
  /** How long a robots.txt is believed. */
  readonly robotsLifetimeMs: number;
  /** Pause after a robots.txt that means "not now"; it doubles while it goes on, up to `robotsLifetimeMs`. */
  readonly robotsRetryMs: number;
  /** `strict`: a robots.txt answered with 401 or 403 forbids everything, against RFC 9309 § 2.3.1.3. */
  readonly forbiddenRobots: "allow" | "strict";
  /** Failures in a row that park a host, and for how long. */
  readonly parkAfterFailures: number;
  readonly parkMs: number;
  /** Parks that end a host for this crawl. */
  readonly maxParks: number;
  /** Shortest and longest time before a page is asked for again; it doubles while the page does not change. */
  readonly minRevisitMs: number;
  readonly maxRevisitMs: number;
  /** Bytes of a decoded sitemap, addresses read from one file, and index files above it at most. */
  readonly maxSitemapBytes: number;
  readonly maxSitemapUrls: number;
  readonly maxSitemapDepth: number;
  /** `off`: pages that need their scripts are not rendered. */
  readonly rendering: "on" | "off";
  /** Empty shells of a site that are tried, and links that one of them must gain for the others to be rendered. */
  readonly renderTries: number;
  readonly renderGainLinks: number;
  /** For one rendering; and how long the page must be quiet after its load. */
  readonly renderTimeoutMs: number;
  readonly renderQuietMs: number;
  /** Rest that a host gets for each request of a rendering, beside its delay. */
  readonly renderRestMs: number;
  /** Link targets outside the registry asked per host and run at most. */
  readonly maxChecksPerHost: number;
  /** How long the state of a link target is believed when it was good, and when it was not. */
  readonly checkLifetimeMs: number;
  readonly checkFailureLifetimeMs: number;
  /** A target is broken when it failed twice with this time in between. */
  readonly brokenAfterMs: number;
  /** A crawl that has only hosts left which are due later than this ends; what they leave is counted. */
  readonly maxIdleMs: number;
  /** Hosts served from a private address: `host:port` to http origin. No other private address is ever asked. */
  readonly allowPrivateNetwork: ReadonlyMap<string, string>;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MIB = 1024 * 1024;

/** Every default of the crawler, once. */
export const defaultCrawlSettings: CrawlSettings = {
  contactUrl: "",
  contactEmail: "",
  minDelayMs: 2 * SECOND,
  latencyFactor: 5,
  maxAdaptiveDelayMs: MINUTE,
  minAddressGapMs: 500,
  maxPerAddress: 2,
  sharedRanges: [],
  throttleDelayMs: 30 * SECOND,
  maxRetryAfterMs: HOUR,
  maxConcurrency: 200,
  pageBudget: 500,
  maxRequestsPerDay: 2000,
  maxBytesPerDay: 500 * MIB,
  window: null,
  zonePages: 200,
  zoneDurationMs: 4 * HOUR,
  maxSegmentShare: 0.3,
  maxQueriesPerPath: 50,
  maxDepthClicks: 20,
  maxRedirectHops: 5,
  connectTimeoutMs: 10 * SECOND,
  totalTimeoutMs: 30 * SECOND,
  maxBodyBytes: 5 * MIB,
  maxHeaderBytes: 16 * 1024,
  dnsLifetimeMs: 6 * HOUR,
  dnsFailureLifetimeMs: MINUTE,
  insecureHosts: new Set(),
  retryDelaysMs: [30 * SECOND, 5 * MINUTE],
  robotsLifetimeMs: DAY,
  robotsRetryMs: HOUR,
  forbiddenRobots: "allow",
  parkAfterFailures: 5,
  parkMs: 15 * MINUTE,
  maxParks: 3,
  minRevisitMs: DAY,
  maxRevisitMs: 30 * DAY,
  maxSitemapBytes: 50_000_000,
  maxSitemapUrls: 50_000,
  maxSitemapDepth: 5,
  rendering: "on",
  renderTries: 3,
  renderGainLinks: 5,
  renderTimeoutMs: 15 * SECOND,
  renderQuietMs: 2 * SECOND,
  renderRestMs: 500,
  maxChecksPerHost: 20,
  checkLifetimeMs: 7 * DAY,
  checkFailureLifetimeMs: DAY,
  brokenAfterMs: DAY,
  maxIdleMs: 20 * MINUTE,
  allowPrivateNetwork: new Map(),
};

/** No host of somebody else gets a shorter pause, and no machine a shorter gap between two starts, whatever is configured. */
export const SHORTEST_DELAY_MS = SECOND;
export const SHORTEST_ADDRESS_GAP_MS = 500;

/** The string that every request carries: our name, version, and how to reach us (crawler.md § 1). */
export function userAgent(settings: CrawlSettings, version: string): string {
  return `Maillage/${version} (+${settings.contactUrl}; ${settings.contactEmail})`;
}
