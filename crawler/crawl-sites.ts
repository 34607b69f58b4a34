import type { Clock } from "../core/clock.ts";
import type { Coverage, CrawlInfo } from "../core/crawl-record.ts";
import type { Registry } from "../core/registry.ts";
import type { SiteIndex } from "../core/site-index.ts";
import { coverageOf } from "./coverage.ts";
import type { Resolver } from "./fetch/resolver.ts";
import { undiciFetcher } from "./fetch/undici-fetcher.ts";
import { FrontierRequestManager, type LeasedTask } from "./frontier-request-manager.ts";
import { requestHeaders } from "./page-request.ts";
import { Pacer } from "./politeness/pacer.ts";
import { ParkingLot } from "./politeness/parking.ts";
import type { CrawlManifest, CrawlProgress, CrawlStore, Frontier } from "./ports.ts";
import { RobotsGate } from "./robots/robots-gate.ts";
import { runBasicCrawler } from "./run-basic-crawler.ts";
import { seedsOf } from "./seeds-of.ts";
import type { CrawlSettings } from "./settings.ts";
import { visitPage, type VisitParts } from "./visit-page.ts";

/** What a crawl needs. */
export interface CrawlOptions {
  readonly registry: Registry;
  readonly registryHash: string;
  readonly codeVersion: string;
  readonly store: CrawlStore;
  readonly settings: CrawlSettings;
  readonly clock: Clock;
  readonly siteOf: SiteIndex["siteOf"];
  /** Aborted: begin nothing new, finish what runs, leave the crawl open. */
  readonly signal: AbortSignal;
  readonly resolver: Resolver;
  /** Called once, when the crawl's number is known and before anything is asked. */
  readonly onOpen: (crawl: CrawlInfo) => void;
  readonly onProgress: (now: CrawlProgress) => void;
}

/** What a crawl saw. Its status is `open` when it was stopped before its end. */
export interface CrawlSummary {
  readonly crawl: CrawlInfo;
  /** One for each site of the registry, by id. */
  readonly coverage: readonly Coverage[];
}

/** Counting takes a query: often enough for an eye. */
const PROGRESS_INTERVAL_MS = 500;

/** Walks the sites of a registry, or goes on with the walk that was stopped. */
export async function crawlSites(options: CrawlOptions): Promise<CrawlSummary> {
  const { store, settings, clock } = options;
  const crawl = store.openCrawl(manifestOf(options));
  options.onOpen(crawl);
  const frontier = store.frontier(crawl.id);
  await frontier.add(seedsOf(options.registry, options.siteOf));
  const fetcher = undiciFetcher({ settings, resolver: options.resolver, clock });
  const pacer = new Pacer(settings, clock);
  const headers = requestHeaders(settings, options.codeVersion);
  const parts: VisitParts = {
    fetcher,
    pacer,
    parking: new ParkingLot(settings),
    robots: new RobotsGate({ store, fetcher, pacer, clock, settings, headers }),
    clock,
    settings,
    headers,
    rules: { siteOf: options.siteOf, maxDepthClicks: settings.maxDepthClicks },
  };
  const { maxConcurrency, maxIdleMs } = settings;
  const manager = new FrontierRequestManager({ frontier, clock, maxConcurrency, maxIdleMs, stop: options.signal });
  let toldMs = clock.monotonicMs();
  try {
    await runBasicCrawler(manager, maxConcurrency, async (leased) => {
      await visitLeased(leased, frontier, parts);
      if (clock.monotonicMs() - toldMs < PROGRESS_INTERVAL_MS) return;
      toldMs = clock.monotonicMs();
      options.onProgress(store.progress(crawl.id));
    });
  } finally {
    await fetcher.close();
  }
  return endCrawl(crawl, options);
}

async function visitLeased(leased: LeasedTask, frontier: Frontier, parts: VisitParts): Promise<void> {
  const { lease, task } = leased;
  const { page, defer } = await visitPage(task, parts);
  if (page !== null) await frontier.complete(lease, page);
  const nowMs = parts.clock.nowMs();
  await frontier.release(lease, nowMs + parts.pacer.restMs(lease.ownerKey));
  if (defer !== null) await frontier.defer(lease.ownerKey, nowMs + defer.forMs, defer.why);
}

function endCrawl(crawl: CrawlInfo, options: CrawlOptions): CrawlSummary {
  const hasEnded = !options.signal.aborted;
  const coverage = options.store.tallies(crawl.id).map((tally) => coverageOf(tally, hasEnded));
  if (!hasEnded) return { crawl, coverage };
  return { crawl: options.store.closeCrawl(crawl.id, coverage, options.clock.nowMs()), coverage };
}

function manifestOf(options: CrawlOptions): CrawlManifest {
  const { settings } = options;
  const { allowPrivateNetwork, ...configuration } = settings;
  return {
    openedMs: options.clock.nowMs(),
    codeVersion: options.codeVersion,
    userAgent: requestHeaders(settings, options.codeVersion)["user-agent"] ?? "",
    registryHash: options.registryHash,
    configuration: { ...configuration, privateHosts: allowPrivateNetwork.size },
    pageBudget: settings.pageBudget,
    siteIds: options.registry.sites.map((site) => site.id),
  };
}
