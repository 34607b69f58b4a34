import type { Clock } from "../../core/clock.ts";
import type { CrawlInfo } from "../../core/crawl-record.ts";
import type { Registry } from "../../core/registry.ts";
import { siteLookup } from "../../core/site-lookup.ts";
import { crawlSites, type CrawlSummary } from "../../crawler/crawl-sites.ts";
import type { Resolver } from "../../crawler/fetch/resolver.ts";
import type { CrawlProgress } from "../../crawler/ports.ts";
import type { CrawlSettings } from "../../crawler/settings.ts";
import type { Store } from "../../db/open-store.ts";
import { registryHash } from "../../seeds/write-registry.ts";
import { codeVersion } from "../code-version.ts";
import type { Progress } from "../progress.ts";

/** What a crawl needs from the command that starts it. */
export interface CrawlJob {
  readonly registry: Registry;
  readonly store: Store;
  readonly settings: CrawlSettings;
  readonly resolver: Resolver;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly stop: AbortSignal;
}

/** Crawls, or goes on with the open crawl, and keeps the registry beside it. */
export async function crawlIntoStore(job: CrawlJob): Promise<CrawlSummary> {
  const { registry, store, clock } = job;
  const siteOf = siteLookup(registry);
  const startMs = clock.monotonicMs();
  return await crawlSites({
    registry,
    registryHash: registryHash(registry),
    codeVersion: codeVersion(),
    store: store.crawlStore(siteOf, clock.nowMs),
    settings: job.settings,
    resolver: job.resolver,
    clock,
    siteOf,
    signal: job.stop,
    onOpen: (crawl: CrawlInfo) => {
      store.saveRegistry(crawl.id, registry);
    },
    onProgress: (now: CrawlProgress) => {
      job.progress.tell(crawlMoment(now, { sites: registry.sites.length, elapsedMs: clock.monotonicMs() - startMs }));
    },
  });
}

function crawlMoment(
  now: CrawlProgress,
  run: { readonly sites: number; readonly elapsedMs: number },
): Parameters<Progress["tell"]>[0] {
  const perSecond = now.visited / Math.max(0.001, run.elapsedMs / 1000);
  const share = now.visited / Math.max(1, now.visited + now.pending);
  const left = share > 0.05 ? `${Math.ceil(now.pending / Math.max(0.001, perSecond))} s` : "not known yet";
  return {
    summary: `crawling: ${now.visited} visited, ${now.pending} waiting, ${now.failed} failed, ${now.sitesDone} of ${run.sites} sites done`,
    lines: [
      `waiting  ${now.pending} pages`,
      `visited  ${now.visited} pages, ${perSecond.toFixed(1)} a second`,
      `failed   ${now.failed}`,
      `sites    ${now.sitesDone} of ${run.sites} done`,
      `left     ${left}`,
    ],
    counts: {
      visited: now.visited,
      waiting: now.pending,
      failed: now.failed,
      sitesDone: now.sitesDone,
      sites: run.sites,
    },
  };
}
