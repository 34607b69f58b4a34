import { describe, expect, test } from "vitest";
import type { SiteId } from "../../core/site.ts";
import type { OwnerKey } from "../../crawler/ports.ts";
import type { ExchangeNote } from "../../crawler/store-port.ts";
import { address, visitOf } from "../support/page-literal.ts";
import { completeAll, crawlPages, storeBench, visitPages } from "../support/store-bench.ts";

const A = "a.example" as OwnerKey;
const SITE = "a.example" as SiteId;
const DAY_MS = 86_400_000;

function note(changed: Partial<ExchangeNote> = {}): ExchangeNote {
  const plain = { ownerKey: A, address: "192.0.2.1", purpose: "page", outcome: "200", requests: 1 } as const;
  return { ...plain, sizeBytes: 100, startedMs: DAY_MS, durationMs: 40, pauseMs: 2000, ...changed };
}

test("robots.txt is kept by origin, with its failures in a row; the last reading stands", () => {
  const { crawl } = storeBench();
  const record = { origin: "https://a.example", httpStatus: 503, body: Buffer.alloc(0), fetchedMs: 1, failures: 2 };
  crawl.keepRobots({ ...record, failures: 1 });
  crawl.keepRobots(record);
  expect(crawl.robotsOf("https://a.example")).toEqual(record);
  expect(crawl.robotsOf("http://a.example")).toBeNull();
});

test("what was learnt of hosts outlives an interruption", async () => {
  const bench = storeBench();
  const memory = { latencyMs: 120.5, crawlDelayMs: null, failures: 2, parks: 1, throttles: 3, pages: 4 };
  const { id } = bench.crawl.openCrawl(bench.manifest);
  const frontier = bench.crawl.frontier(id);
  const url = address("https://a.example/");
  const place = { url, requestUrl: url, siteId: SITE, ownerKey: A, depthClicks: 0, chain: [], foundOn: null };
  await frontier.add([{ ...place, skip: null, purpose: "page" }]);
  const [lease] = await frontier.lease("w", { owners: 1, ttlMs: 1 });
  await frontier.release(lease!, 0, memory);
  expect(bench.crawl.hostMemories(id)).toEqual([[A, memory]]);
});

test("a hold is of all crawls; one without end stays without end", () => {
  const { crawl } = storeBench();
  const forever = { key: "ip:192.0.2.1", untilMs: Number.POSITIVE_INFINITY, why: "opt-out" };
  crawl.keepHold({ key: "a.example", untilMs: 1, why: "429" });
  crawl.keepHold({ key: "a.example", untilMs: 2, why: "503" });
  crawl.keepHold(forever);
  expect(crawl.holds()).toEqual([{ key: "a.example", untilMs: 2, why: "503" }, forever]);
});

test("requests and bytes of a day (UTC) are counted by host, whatever they were for, across crawls", () => {
  const { crawl, manifest } = storeBench();
  const { id } = crawl.openCrawl(manifest);
  crawl.noteExchange(id, note());
  crawl.noteExchange(id, note({ purpose: "robots", requests: 2 }));
  crawl.noteExchange(id, note({ startedMs: 2 * DAY_MS - 1 }));
  crawl.noteExchange(id, note({ startedMs: 2 * DAY_MS }));
  expect(crawl.dayUse(DAY_MS + 5)).toEqual([{ ownerKey: A, requests: 4, sizeBytes: 300 }]);
  crawl.noteExchange(id, note());
  expect(crawl.dayUse(DAY_MS)).toEqual([{ ownerKey: A, requests: 5, sizeBytes: 400 }]);
  expect(crawl.dayUse(2 * DAY_MS)).toEqual([{ ownerKey: A, requests: 1, sizeBytes: 100 }]);
});

test("probes and renderings are kept by crawl, the last word standing", () => {
  const { crawl, manifest } = storeBench();
  const { id } = crawl.openCrawl(manifest);
  crawl.keepProbe(id, { ownerKey: A, fingerprint: "f" });
  crawl.keepProbe(id, { ownerKey: A, fingerprint: null });
  expect(crawl.probes(id)).toEqual([{ ownerKey: A, fingerprint: null }]);
  const rendering = { url: address("https://a.example/"), siteId: SITE, outcome: "rendered", gainedLinks: 9 };
  crawl.keepRendering(id, { ...rendering, outcome: "browser", gainedLinks: 0 });
  crawl.keepRendering(id, rendering);
  expect(crawl.renderings(id)).toEqual([rendering]);
});

describe("tallies", () => {
  test("say what became of a site's addresses, what its sitemaps list and why its hosts are left alone", async () => {
    const bench = storeBench();
    const [gone, shut] = [address("https://a.example/gone"), address("https://a.example/shut")];
    const { id } = await visitPages(bench, [
      {
        url: "https://a.example/",
        depth: 0,
        visit: visitOf(address("https://a.example/"), { kind: "blocked", httpStatus: 403 }),
      },
      { url: gone, visit: visitOf(gone, { kind: "failed", code: "reset", detail: "" }) },
      { url: shut, visit: visitOf(shut, { kind: "skipped", reason: "robots" }) },
      { url: "https://a.example/sitemap.xml", visit: null, purpose: "sitemap" },
    ]);
    bench.crawl.keepSitemap(id, {
      url: address("https://a.example/sitemap.xml"),
      siteId: SITE,
      outcome: "200",
      entries: 12,
    });
    bench.crawl.keepSitemap(id, { url: address("https://a.example/s2.xml"), siteId: SITE, outcome: "404", entries: 0 });
    await bench.crawl.frontier(id).defer(A, Number.POSITIVE_INFINITY, "5 failures in a row");
    const [a, b] = bench.crawl.tallies(id);
    expect(a).toEqual({
      siteId: "a.example",
      known: 3,
      waiting: 0,
      visits: { blocked: 1, failed: 1, skipped: 1 },
      failures: [["reset", 1]],
      skipped: [["robots", 1]],
      shells: 0,
      soft404s: 0,
      home: "blocked 403",
      listed: 12,
      sizeBytes: 30,
      parked: ["a.example: 5 failures in a row"],
    });
    expect(b).toMatchObject({ siteId: "b.example", known: 0, home: null, listed: null, parked: [] });
  });

  test("become coverage, which a closed crawl keeps", async () => {
    const bench = storeBench();
    const { id } = await crawlPages(bench, [{ url: "https://a.example/" }]);
    expect(bench.store.coverage(id)[0]).toMatchObject({ fetched: 1, soft404s: 0, listed: null, sizeBytes: 100 });
    expect(bench.store.linkReader(id).coverage()).toEqual(bench.store.coverage(id));
  });
});

test("progress counts pages done and waiting, and sites with nothing left", async () => {
  const bench = storeBench();
  const { id } = bench.crawl.openCrawl(bench.manifest);
  expect(bench.crawl.progress(id)).toEqual({ visited: 0, pending: 0, failed: 0, sitesDone: 3 });
  const frontier = bench.crawl.frontier(id);
  const url = address("https://b.example/");
  const place = { url, requestUrl: url, siteId: "b.example" as SiteId, ownerKey: "b.example" as OwnerKey };
  await frontier.add([{ ...place, depthClicks: 0, chain: [], foundOn: null, skip: null, purpose: "page" }]);
  expect(bench.crawl.progress(id)).toEqual({ visited: 0, pending: 1, failed: 0, sitesDone: 2 });
  await completeAll(bench, frontier, [{ url: "https://b.example/" }, { url: "https://a.example/" }]);
  expect(bench.crawl.progress(id)).toEqual({ visited: 2, pending: 0, failed: 0, sitesDone: 3 });
});

test("a crawl that was interrupted is resumed, with what was told to the store before", () => {
  const bench = storeBench();
  const { id } = bench.crawl.openCrawl(bench.manifest);
  expect(bench.crawl.openCrawl({ ...bench.manifest, openedMs: 99 })).toMatchObject({
    id,
    status: "open",
    openedMs: 1000,
  });
});
