import { clockNotBefore, type Clock } from "../../core/clock.ts";
import type { CrawlInfo } from "../../core/crawl-record.ts";
import type { Registry } from "../../core/registry.ts";
import { siteLookup } from "../../core/site-lookup.ts";
import type { CrawlSummary } from "../../crawler/crawl-sites.ts";
import type { Resolver } from "../../crawler/fetch/resolver.ts";
import { openReading } from "../../crawler/reading/open-reading-thread.ts";
import type { Renderer } from "../../crawler/render/renderer.ts";
import type { CrawlSettings } from "../../crawler/settings.ts";
import type { CrawlProgress } from "../../crawler/store-port.ts";
import type { Store } from "../../db/open-store.ts";
import { registryHash } from "../../seeds/write-registry.ts";
import { codeVersion } from "../code-version.ts";
import { optOutReader } from "../opt-outs.ts";
import { watchPause } from "../pause-file.ts";
import type { Progress } from "../progress.ts";
import { crawlMoment, type SlowHost } from "./crawl-moment.ts";

/** What a crawl needs from the command that starts it. */
export interface CrawlJob {
  readonly registry: Registry;
  readonly store: Store;
  readonly settings: CrawlSettings;
  readonly resolver: Resolver;
  /** Null: pages that need their scripts are not rendered. */
  readonly renderer: Renderer | null;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly stop: AbortSignal;
  /** Hosts to leave alone, looked at all the while; null: none. */
  readonly optOutFile: string | null;
  /** Ends the crawl as soon as it is there, as Ctrl-C would; null: none. */
  readonly pauseFile: string | null;
}

/** Crawls, or goes on with the open crawl, and keeps the registry beside it. */
export async function crawlIntoStore(job: CrawlJob): Promise<CrawlSummary> {
  const { registry, store, progress } = job;
  // The machine's clock may have been set back since this crawl was last gone on with.
  const clock = clockNotBefore(job.clock, store.lastOpenMs());
  const siteOf = siteLookup(registry);
  const crawlStore = store.crawlStore(siteOf, clock.nowMs);
  const startMs = clock.monotonicMs();
  let visitedBefore = 0;
  const pause = watchPause(job.pauseFile, progress.note);
  const options = {
    registry,
    registryHash: registryHash(registry),
    codeVersion: codeVersion(),
    store: crawlStore,
    settings: job.settings,
    resolver: job.resolver,
    renderer: job.renderer,
    clock,
    siteOf,
    signal: AbortSignal.any([job.stop, pause.signal]),
    optOuts: optOutReader(job.optOutFile, progress.note),
    onOpen: (crawl: CrawlInfo) => {
      store.saveRegistry(crawl.id, registry);
      visitedBefore = crawlStore.progress(crawl.id).visited;
    },
    onProgress: (now: CrawlProgress, slowest: readonly SlowHost[] = []) => {
      const run = { sites: registry.sites.length, visitedBefore, elapsedMs: clock.monotonicMs() - startMs };
      progress.tell(crawlMoment({ now, slowest, ...run }));
    },
  };
  // Loaded when it is needed: no other command waits for Crawlee.
  const { crawlSites } = await import("../../crawler/crawl-sites.ts");
  const reading = openReading(registry);
  try {
    return await crawlSites({ ...options, reading });
  } finally {
    pause.end();
  }
}
