import path from "node:path";
import { systemClock } from "../../cli/system-clock.ts";
import { siteLookup } from "../../core/site-lookup.ts";
import { crawlSites } from "../../crawler/crawl-sites.ts";
import { noResolver } from "../../crawler/fetch/resolver.ts";
import { openReading } from "../../crawler/reading/open-reading-thread.ts";
import { defaultCrawlSettings, type CrawlSettings } from "../../crawler/settings.ts";
import { openStore } from "../../db/open-store.ts";
import { smallRegistry } from "../../test/support/small-registry.ts";
import type { BenchHost } from "../web/web-shape.ts";
import type { CrawlCounts } from "./runner-job.ts";

/** What one crawl of ours is made with. */
export interface OurCrawl {
  readonly hosts: readonly BenchHost[];
  /** Pages of each host: no budget may cut them. */
  readonly pages: number;
  readonly folder: string;
  readonly settings: Partial<CrawlSettings>;
  readonly signal: AbortSignal;
}

/** Pauses off; what a person may set is set out of the way, all else is as a crawl of the real web has it. */
export const UNHURRIED: Partial<CrawlSettings> = {
  minDelayMs: 0,
  latencyFactor: 0,
  minAddressGapMs: 0,
  maxPerAddress: 1000,
};

/** Our crawler on a new store in a file: robots, zones, evidence and storage as ever. */
export async function crawlOurs(given: OurCrawl): Promise<CrawlCounts> {
  const registry = smallRegistry(...given.hosts.map(({ name }) => name));
  const clock = systemClock(null);
  const siteOf = siteLookup(registry);
  const [first] = given.hosts;
  const store = openStore(path.join(given.folder, `${first?.name ?? "none"}.sqlite`), { access: "write" });
  try {
    const { coverage } = await crawlSites({
      registry,
      registryHash: "bench",
      codeVersion: "0.0.0",
      store: store.crawlStore(siteOf, clock.nowMs),
      settings: { ...defaultCrawlSettings, ...settingsFor(given), ...given.settings },
      resolver: noResolver,
      reading: openReading(registry),
      renderer: null,
      optOuts: () => [],
      clock,
      siteOf,
      signal: given.signal,
      onOpen: (crawl) => store.saveRegistry(crawl.id, registry),
      onProgress: () => undefined,
    });
    return { pages: coverage.reduce((sum, { fetched }) => sum + fetched, 0), links: null };
  } finally {
    store.close();
  }
}

function settingsFor({ hosts, pages }: OurCrawl): Partial<CrawlSettings> {
  return {
    contactUrl: "https://bench.example/",
    contactEmail: "bench@bench.example",
    pageBudget: pages + 1,
    zonePages: pages + 1,
    maxSegmentShare: 1,
    maxRequestsPerDay: Number.MAX_SAFE_INTEGER,
    maxBytesPerDay: Number.MAX_SAFE_INTEGER,
    allowPrivateNetwork: new Map(hosts.map(({ name, origin }) => [`${name}:443`, origin])),
  };
}
