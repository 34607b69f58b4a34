import type { Coverage } from "../core/crawl-record.ts";
import type { Registry } from "../core/registry.ts";
import type { Site } from "../core/site.ts";
import { hostOf } from "../core/url.ts";
import type { CrawlSettings, CrawlWindow } from "../crawler/settings.ts";

/** What robots.txt, as last read, says of a site's home. `unknown`: it was not read yet. */
export type KnownRobots = "allowed" | "disallowed" | "not-now" | "unknown";

/** What is known before a crawl asks anybody anything. */
export interface PlanInput {
  readonly registry: Registry;
  readonly settings: CrawlSettings;
  readonly optOuts: ReadonlySet<string>;
  /** What the latest crawl saw of a site; null when there was none. */
  readonly coverageOf: (site: Site) => Coverage | null;
  readonly robotsOf: (site: Site) => { readonly verdict: KnownRobots; readonly crawlDelayMs: number | null };
}

/** What a crawl would ask of one host. */
export interface HostPlan {
  readonly host: string;
  /** Upper bound. */
  readonly pages: number;
  /** Pause between two requests, as far as it is known. */
  readonly delayMs: number;
  /** Lower bound: the pauses alone. */
  readonly durationMs: number;
}

/** What a crawl would do. Every duration is a lower bound: response times come on top. */
export interface CrawlPlan {
  readonly sites: number;
  readonly optedOut: number;
  readonly robots: Readonly<Record<KnownRobots, number>>;
  readonly pages: number;
  /** Null when no earlier crawl tells how large pages are. */
  readonly sizeBytes: number | null;
  /** Longest first. */
  readonly hosts: readonly HostPlan[];
  /** Of asking, window and day budgets not counted. */
  readonly askingMs: number;
  /** Days that the crawl spans at least, by its window and the budget of requests a day. */
  readonly days: number;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Plans a crawl from what is known. Sends nothing. */
export function planCrawl(input: PlanInput): CrawlPlan {
  const { settings, registry } = input;
  const robots: Record<KnownRobots, number> = { allowed: 0, disallowed: 0, "not-now": 0, unknown: 0 };
  const hosts = new Map<string, HostPlan>();
  let optedOut = 0;
  for (const site of registry.sites) {
    const host = hostOf(site.home);
    const { verdict, crawlDelayMs } = input.robotsOf(site);
    const isOptedOut = input.optOuts.has(new URL(site.home).hostname);
    robots[verdict] += 1;
    optedOut += Number(isOptedOut);
    const isAsked = !isOptedOut && verdict !== "disallowed";
    const sitePages = isAsked ? expectedPages(input.coverageOf(site), settings.pageBudget) : 0;
    const pages = Math.min((hosts.get(host)?.pages ?? 0) + sitePages, settings.pageBudget);
    const delayMs = Math.max(settings.minDelayMs, crawlDelayMs ?? 0);
    hosts.set(host, { host, pages, delayMs, durationMs: pages * delayMs });
  }
  const plans = [...hosts.values()].toSorted((left, right) => right.durationMs - left.durationMs);
  const pages = plans.reduce((sum, host) => sum + host.pages, 0);
  const together = plans.reduce((sum, host) => sum + host.durationMs, 0) / settings.maxConcurrency;
  const askingMs = Math.max(plans[0]?.durationMs ?? 0, together);
  const mean = meanPageBytes(input);
  return {
    sites: registry.sites.length,
    optedOut,
    robots,
    pages,
    sizeBytes: mean === null ? null : Math.round(mean * pages),
    hosts: plans,
    askingMs,
    days: Math.max(
      Math.ceil(askingMs / windowLengthMs(settings.window)),
      Math.ceil(Math.max(0, ...plans.map((host) => host.pages)) / settings.maxRequestsPerDay),
    ),
  };
}

/** How long a window is open each day, in milliseconds; a whole day without one. */
export function windowLengthMs(window: CrawlWindow | null): number {
  if (window === null) return DAY_MS;
  const minutes = (minutesOf(window.until) - minutesOf(window.from) + 1440) % 1440;
  return minutes * MINUTE_MS;
}

/** As many as were known the last time, else as many as may be asked. */
function expectedPages(coverage: Coverage | null, pageBudget: number): number {
  return coverage === null || coverage.fetched === 0 ? pageBudget : Math.min(coverage.known, pageBudget);
}

function meanPageBytes({ registry, coverageOf }: PlanInput): number | null {
  let [bytes, pages] = [0, 0];
  for (const site of registry.sites) {
    const coverage = coverageOf(site);
    bytes += coverage?.sizeBytes ?? 0;
    pages += coverage?.fetched ?? 0;
  }
  return pages === 0 || bytes === 0 ? null : bytes / pages;
}

function minutesOf(hour: string): number {
  const [hours = "0", minutes = "0"] = hour.split(":");
  return Number(hours) * 60 + Number(minutes);
}
