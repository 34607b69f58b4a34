import type { CrawlInfo } from "../../core/crawl-record.ts";
import type { ExtractedLink } from "../../core/link.ts";
import type { Registry } from "../../core/registry.ts";
import { siteLookup } from "../../core/site-lookup.ts";
import type { CanonicalUrl } from "../../core/url.ts";
import type { Visit } from "../../core/visit.ts";
import { ownerKeyOf } from "../../crawler/owner-key.ts";
import type { Discovered, Frontier, PageMemory, TaskPurpose } from "../../crawler/ports.ts";
import type { CrawlManifest, CrawlStore } from "../../crawler/store-port.ts";
import { openCoverage } from "../../db/open-coverage.ts";
import { openStore, type Store } from "../../db/open-store.ts";
import { smallRegistry } from "./small-registry.ts";
import { address, fetched } from "./page-literal.ts";

/** A store with the crawler's side of it. */
export interface StoreBench {
  readonly store: Store;
  readonly crawl: CrawlStore;
  readonly registry: Registry;
  readonly manifest: CrawlManifest;
  readonly now: { ms: number };
}

/** What is told of one page. */
export interface PageLiteral {
  readonly url: string;
  readonly depth?: number;
  readonly visit?: Visit | null;
  readonly links?: readonly ExtractedLink[];
  readonly earlier?: PageMemory | null;
  readonly purpose?: TaskPurpose;
}

/** Opens a store of the sites a, b and c, made when missing. */
export function storeBench(file = ":memory:"): StoreBench {
  const registry = smallRegistry("a.example", "b.example", "c.example");
  const now = { ms: 10_000 };
  const store = openStore(file, { access: "write" });
  const crawl = store.crawlStore(siteLookup(registry), () => now.ms);
  const manifest: CrawlManifest = {
    openedMs: 1000,
    codeVersion: "0",
    userAgent: "u",
    registryHash: "h",
    configuration: {},
    pageBudget: 10_000,
    zonePages: 10_000,
    zoneDurationMs: 3_600_000,
    maxSegmentShare: 1,
    maxQueriesPerPath: 50,
    siteIds: registry.sites.map((site) => site.id),
  };
  return { store, crawl, registry, manifest, now };
}

/** Opens a crawl (or goes on with it) and visits these pages. */
export async function visitPages(bench: StoreBench, pages: readonly PageLiteral[]): Promise<CrawlInfo> {
  const info = bench.crawl.openCrawl(bench.manifest);
  bench.store.saveRegistry(info.id, bench.registry);
  await completeAll(bench, bench.crawl.frontier(info.id), pages);
  return info;
}

/** Visits pages on a frontier that is open. */
export async function completeAll(bench: StoreBench, frontier: Frontier, pages: readonly PageLiteral[]): Promise<void> {
  const siteOf = siteLookup(bench.registry);
  const byKey = new Map(pages.map((page) => [`${page.purpose ?? "page"} ${address(page.url)}`, page]));
  await frontier.add(pages.map((page) => discovered(page, siteOf)));
  for (;;) {
    const leases = await frontier.lease("w", { owners: 10, ttlMs: 1000 });
    if (leases.length === 0) return;
    for (const lease of leases) {
      for (const task of await frontier.take(lease, 1)) {
        const page = byKey.get(`${task.purpose} ${task.url}`);
        const visit = page?.visit === undefined ? fetched(task.url) : page.visit;
        const { links = [], earlier = null } = page ?? {};
        await frontier.complete(lease, { task, visit, links, discovered: [], earlier, retryAtMs: null });
      }
      await frontier.release(lease, bench.now.ms);
    }
  }
}

function discovered(page: PageLiteral, siteOf: (url: CanonicalUrl) => Discovered["siteId"] | null): Discovered {
  const url = address(page.url);
  const place = { siteId: siteOf(url)!, ownerKey: ownerKeyOf(url), depthClicks: page.depth ?? 1 };
  return { url, requestUrl: url, ...place, chain: [], foundOn: null, skip: null, purpose: page.purpose ?? "page" };
}

/** Visits pages and closes the crawl. */
export async function crawlPages(bench: StoreBench, pages: readonly PageLiteral[]): Promise<CrawlInfo> {
  const { id } = await visitPages(bench, pages);
  return closeCrawl(bench, id);
}

/** Closes a crawl with the coverage that its tallies say. */
export function closeCrawl({ crawl, now }: StoreBench, crawlId: number): CrawlInfo {
  const coverage = openCoverage(crawl.tallies(crawlId)).map((site) => ({ ...site, state: "complete" as const }));
  return crawl.closeCrawl(crawlId, coverage, now.ms);
}
