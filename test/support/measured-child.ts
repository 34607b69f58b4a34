import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { systemClock } from "../../cli/system-clock.ts";
import { siteLookup } from "../../core/site-lookup.ts";
import { crawlSites } from "../../crawler/crawl-sites.ts";
import { noResolver } from "../../crawler/fetch/resolver.ts";
import { defaultCrawlSettings, type CrawlSettings } from "../../crawler/settings.ts";
import { openStore } from "../../db/open-store.ts";
import { HURRIED } from "./hurried.ts";
import type { MeasuredCrawl } from "./measure-crawl.ts";
import { smallRegistry } from "./small-registry.ts";

interface Given {
  readonly origin: string;
  readonly settings: Partial<CrawlSettings>;
}

const SAMPLE_MS = 10;

/** Crawls one host and prints what it took, as JSON. */
async function measure({ origin, settings }: Given): Promise<MeasuredCrawl> {
  // What is stored belongs on a disk: in memory it would count as the crawler's.
  const folder = mkdtempSync(path.join(tmpdir(), "maillage-measured-"));
  const store = openStore(path.join(folder, "store.db"), { access: "write" });
  const clock = systemClock(null);
  const registry = smallRegistry("a.example");
  const siteOf = siteLookup(registry);
  const baseline = process.memoryUsage.rss();
  const samples = [baseline];
  const timer = setInterval(() => samples.push(process.memoryUsage.rss()), SAMPLE_MS);
  await crawlSites({
    registry,
    registryHash: "hash",
    codeVersion: "0.0.0",
    store: store.crawlStore(siteOf, clock.nowMs),
    settings: {
      ...defaultCrawlSettings,
      ...HURRIED,
      ...settings,
      allowPrivateNetwork: new Map([["a.example:443", origin]]),
    },
    resolver: noResolver,
    renderer: null,
    optOuts: () => [],
    clock,
    siteOf,
    signal: new AbortController().signal,
    onOpen: (crawl) => store.saveRegistry(crawl.id, registry),
    onProgress: () => undefined,
  });
  clearInterval(timer);
  samples.push(process.memoryUsage.rss());
  const outcomes: Record<string, number> = {};
  for (const line of store.dump(1)) {
    const { visit } = JSON.parse(line) as { visit?: { kind: string; detail: string | null; is_final: number } };
    if (visit?.is_final !== 1) continue;
    const name = visit.kind === "failed" ? `failed:${visit.detail}` : visit.kind;
    outcomes[name] = (outcomes[name] ?? 0) + 1;
  }
  store.close();
  rmSync(folder, { recursive: true });
  return { baseline, peak: Math.max(...samples), samples, outcomes };
}

process.stdout.write(JSON.stringify(await measure(JSON.parse(process.argv[2] ?? "{}") as Given)));
