import type { Coverage, CrawlInfo } from "../core/crawl-record.ts";
import { crawlManifest } from "./crawl-manifest.ts";
import type { CrawlOptions } from "./crawl-options.ts";
import { coverageOf } from "./coverage.ts";
import { Exclusions } from "./exclusions.ts";
import { FrontierRequestManager } from "./frontier-request-manager.ts";
import { hostnameOf, ownerKeyOf } from "./owner-key.ts";
import { closedForMs } from "./politeness/crawl-window.ts";
import { runBasicCrawler } from "./run-basic-crawler.ts";
import { seedsOf } from "./seeds-of.ts";
import { StopGrace } from "./stop-grace.ts";
import { openVisitParts } from "./open-visit-parts.ts";
import { visitLeased } from "./visit-leased.ts";

/** What a crawl saw. Its status is `open` when it was stopped before its end. */
export interface CrawlSummary {
  readonly crawl: CrawlInfo;
  /** One for each site of the registry, by id. */
  readonly coverage: readonly Coverage[];
}

/** Counting takes a query: often enough for an eye. */
const PROGRESS_INTERVAL_MS = 1000;
const SLOWEST_SHOWN = 3;

/** Walks the sites of a registry, or goes on with the walk that was stopped. */
export async function crawlSites(options: CrawlOptions): Promise<CrawlSummary> {
  const { store, settings, clock, signal } = options;
  const exclusions = new Exclusions(store, options.optOuts, clock);
  exclusions.refresh();
  const manifest = crawlManifest(options);
  const crawl = store.openCrawl(manifest);
  const isResumed = crawl.openedMs !== manifest.openedMs;
  options.onOpen(crawl);
  const frontier = store.frontier(crawl.id);
  await frontier.add(seedsOf(options.registry, options.siteOf, exclusions.hosts));
  const { parts, close } = openVisitParts({ ...options, crawlId: crawl.id, exclusions: exclusions.hosts, isResumed });
  const grace = new StopGrace(signal, close);
  const { maxConcurrency, maxIdleMs, window } = settings;
  const closedMs = (): number => closedForMs(window, clock.wallMs());
  const manager = new FrontierRequestManager({ frontier, clock, maxConcurrency, maxIdleMs, stop: signal, closedMs });
  let toldMs = clock.monotonicMs();
  exclusions.watch();
  try {
    await runBasicCrawler(manager, maxConcurrency, async (leased) => {
      await visitLeased(leased, { frontier, parts, grace });
      if (clock.monotonicMs() - toldMs < PROGRESS_INTERVAL_MS) return;
      toldMs = clock.monotonicMs();
      options.onProgress(store.progress(crawl.id), parts.desk.slowest(SLOWEST_SHOWN));
    });
  } finally {
    exclusions.unwatch();
    grace.end();
    await close();
    store.flush();
  }
  exclusions.purge();
  return endCrawl(crawl, options, exclusions.hosts);
}

function endCrawl(crawl: CrawlInfo, options: CrawlOptions, excluded: ReadonlySet<string>): CrawlSummary {
  const hasEnded = !options.signal.aborted;
  const homes = new Map(options.registry.sites.map((site) => [site.id, ownerKeyOf(site.home)]));
  const coverage = options.store.tallies(crawl.id).map((tally) => {
    const home = homes.get(tally.siteId);
    return coverageOf(tally, { hasEnded, isOptedOut: home !== undefined && excluded.has(hostnameOf(home)) });
  });
  if (!hasEnded) return { crawl, coverage };
  return { crawl: options.store.closeCrawl(crawl.id, coverage, options.clock.nowMs()), coverage };
}
