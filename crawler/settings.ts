import type { Problem } from "../core/user-error.ts";

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
  /** Visits under way at once, each to another host. */
  readonly maxConcurrency: number;
  /** Pages asked for per site at most. */
  readonly pageBudget: number;
  readonly maxDepthClicks: number;
  readonly maxRedirectHops: number;
  readonly connectTimeoutMs: number;
  /** For one exchange, connection and body included. */
  readonly totalTimeoutMs: number;
  /** Bytes of a decoded body; the rest is cut and the visit says so. */
  readonly maxBodyBytes: number;
  readonly maxHeaderBytes: number;
  /** Pauses before the second and third try of what may pass. */
  readonly retryDelaysMs: readonly number[];
  /** How long a robots.txt is believed. */
  readonly robotsLifetimeMs: number;
  /** Pause after a robots.txt that means "not now". */
  readonly robotsRetryMs: number;
  /** Failures in a row that park a host, and for how long. */
  readonly parkAfterFailures: number;
  readonly parkMs: number;
  /** Parks that end a host for this crawl. */
  readonly maxParks: number;
  /** A crawl that has only hosts left which are due later than this ends; what they leave is counted. */
  readonly maxIdleMs: number;
  /** Hosts served from a private address: `host:port` to http origin. No other private address is ever asked. */
  readonly allowPrivateNetwork: ReadonlyMap<string, string>;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Every default of the crawler, once. */
export const defaultCrawlSettings: CrawlSettings = {
  contactUrl: "",
  contactEmail: "",
  minDelayMs: 2 * SECOND,
  latencyFactor: 5,
  maxAdaptiveDelayMs: MINUTE,
  maxConcurrency: 200,
  pageBudget: 500,
  maxDepthClicks: 20,
  maxRedirectHops: 5,
  connectTimeoutMs: 10 * SECOND,
  totalTimeoutMs: 30 * SECOND,
  maxBodyBytes: 5 * 1024 * 1024,
  maxHeaderBytes: 16 * 1024,
  retryDelaysMs: [30 * SECOND, 5 * MINUTE],
  robotsLifetimeMs: 24 * HOUR,
  robotsRetryMs: HOUR,
  parkAfterFailures: 5,
  parkMs: 15 * MINUTE,
  maxParks: 3,
  maxIdleMs: 20 * MINUTE,
  allowPrivateNetwork: new Map(),
};

const SHORTEST_DELAY_MS = SECOND;

/** The string that every request carries: our name, version, and how to reach us (crawler.md § 1). */
export function userAgent(settings: CrawlSettings, version: string): string {
  return `Maillage/${version} (+${settings.contactUrl}; ${settings.contactEmail})`;
}

/** What is wrong with the settings, all of it; empty when a crawl may start. */
export function settingsProblems(settings: CrawlSettings): Problem[] {
  const problems: Problem[] = [];
  const where = "configuration";
  if (!/^https?:\/\/\S+$/.test(settings.contactUrl)) {
    const remedy = "Name a page that tells site owners who crawls and why, with https://.";
    problems.push({ where, what: "contact.url is missing or no web address.", remedy });
  }
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(settings.contactEmail)) {
    problems.push({
      where,
      what: "contact.email is missing or no mail address.",
      remedy: "Name one that somebody reads.",
    });
  }
  const isPrivate = settings.allowPrivateNetwork.size > 0;
  if (settings.minDelayMs < SHORTEST_DELAY_MS && !isPrivate) {
    const what = `crawl.minDelayMs is ${settings.minDelayMs}, below ${SHORTEST_DELAY_MS}.`;
    problems.push({ where, what, remedy: "Give other people's machines a second at least." });
  }
  if (settings.pageBudget < 1 || settings.maxConcurrency < 1) {
    problems.push({
      where,
      what: "crawl.pageBudget and crawl.maxConcurrency must be 1 or more.",
      remedy: "Correct them.",
    });
  }
  return problems;
}
