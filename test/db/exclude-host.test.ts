import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import SqliteDatabase from "better-sqlite3";
import { describe, expect, test } from "vitest";
import type { SiteId } from "../../core/site.ts";
import type { OwnerKey } from "../../crawler/ports.ts";
import { address, fetched, linkTo } from "../support/page-literal.ts";
import { closeCrawl, crawlPages, storeBench, visitPages, type StoreBench } from "../support/store-bench.ts";

const HOST = "gone.a.example";
const GONE = address(`https://${HOST}/page`);
const KEPT = address("https://a.example/page");
const SHARED = linkTo("https://b.example/shared", { container: "footer:1", zone: "footer", text: "sharedword" });

/** Every word that only the excluded page says. */
const WORDS = ["secrettitle", "secreth1", "secretdescription", "secretterm", "secretanchor", "secretsentence"];

function pages(): Parameters<typeof visitPages>[1] {
  const text = {
    title: "secrettitle",
    h1: "secreth1",
    description: "secretdescription",
    language: "fr",
    terms: [["secretterm", 3]],
    resourceHosts: [],
  } as const;
  const links = [
    linkTo("https://b.example/secretpath", {
      text: "secretanchor",
      sentence: "A secretsentence.",
      heading: "secretheading",
    }),
    SHARED,
  ];
  return [
    { url: GONE, visit: fetched(GONE, { text }), links },
    { url: address(`https://${HOST}:8443/other`), links: [linkTo("https://c.example/", { text: "secretport" })] },
    { url: KEPT, links: [SHARED, linkTo(GONE, { text: "a link to what is gone" })] },
  ];
}

function newFile(): string {
  return path.join(mkdtempSync(path.join(tmpdir(), "maillage-exclude-")), "store.sqlite");
}

/** Words found in the bytes of a store's file, its log included. */
function wordsIn(file: string): string[] {
  const bytes = [file, `${file}-wal`].filter((part) => existsSync(part)).map((part) => readFileSync(part));
  return [...WORDS, "secretheading", "secretpath", "secretport"].filter((word) =>
    bytes.some((part) => part.includes(word)),
  );
}

function tell(bench: StoreBench, crawlId: number): void {
  const exchange = { address: null, purpose: "page", outcome: "200", requests: 1, sizeBytes: 1 } as const;
  const times = { startedMs: 5, durationMs: 1, pauseMs: null };
  for (const host of [HOST, "a.example"]) {
    const ownerKey = host as OwnerKey;
    bench.crawl.noteExchange(crawlId, { ownerKey, ...exchange, ...times });
    bench.crawl.keepProbe(crawlId, { ownerKey, fingerprint: "f" });
    bench.crawl.keepHold({ key: host, untilMs: 5, why: "429" });
    const body = Buffer.from("User-agent: *");
    bench.crawl.keepRobots({ origin: `https://${host}`, httpStatus: 200, body, fetchedMs: 1, failures: 0 });
  }
  bench.crawl.flush();
}

test("after a crawl, no byte of an excluded host's texts is left in the file; others' pages are as they were", async () => {
  const file = newFile();
  const bench = storeBench(file);
  await crawlPages(bench, pages());
  const { id } = await crawlPages(bench, pages());
  tell(bench, id);
  expect(wordsIn(file).length).toBeGreaterThan(5);
  bench.crawl.exclude(HOST, 77);
  expect(wordsIn(file)).toEqual([]);
  for (const crawlId of [1, 2]) {
    const reader = bench.store.linkReader(crawlId);
    const [page, ...others] = reader.pages();
    expect([page!.url, others]).toEqual([KEPT, []]);
    const anchors = [...reader.blocks()].flatMap((block) => block.links.map((link) => link.anchor));
    expect(anchors.toSorted()).toEqual(["a link to what is gone", "sharedword"]);
    const query = { address: address("https://b.example/shared"), match: "exact", limit: 9, after: null } as const;
    expect(bench.store.inlinks(crawlId, query)).toMatchObject({ pages: 1, links: [{ sourceUrl: KEPT }] });
  }
  bench.store.close();
  const db = new SqliteDatabase(file);
  expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
  expect(db.pragma("foreign_key_check")).toEqual([]);
  db.close();
});

test("what is kept by host goes with it, and the exclusion itself stays through every later run", async () => {
  const file = newFile();
  const bench = storeBench(file);
  const { id } = await crawlPages(bench, pages());
  tell(bench, id);
  bench.crawl.exclude(HOST, 77);
  bench.crawl.exclude(HOST, 99);
  expect(bench.store.impact(id, null).map((impact) => impact.host)).toEqual(["a.example"]);
  expect(bench.crawl.dayUse(5).map((use) => use.ownerKey)).toEqual(["a.example"]);
  expect(bench.crawl.probes(id).map((probe) => probe.ownerKey)).toEqual(["a.example"]);
  expect(bench.crawl.holds().map((hold) => hold.key)).toEqual(["a.example"]);
  expect(bench.crawl.robotsOf(`https://${HOST}`)).toBeNull();
  expect(bench.crawl.robotsOf("https://a.example")).not.toBeNull();
  expect(bench.crawl.memoryOf(GONE)).toBeNull();
  bench.store.close();
  const again = storeBench(file);
  expect(again.crawl.exclusions()).toEqual([HOST]);
  again.store.close();
});

test("of closed crawls, a site without its pages was not measured, and one with others says what is missing", async () => {
  const bench = storeBench();
  const alone = { url: address("https://b.example/"), links: [SHARED] };
  const { id } = await crawlPages(bench, [...pages(), alone]);
  const coverage = () =>
    new Map(
      bench.store
        .linkReader(id)
        .coverage()
        .map((site) => [site.siteId as string, site]),
    );
  const before = coverage();
  expect(before.get("a.example")).toMatchObject({ state: "complete", known: 3, fetched: 3 });
  bench.crawl.exclude("b.example", 77);
  bench.crawl.exclude(HOST, 78);
  const nothing = { state: "blocked", reason: "its owner asked to be left alone", known: 0, fetched: 0, sizeBytes: 0 };
  expect(coverage().get("b.example")).toMatchObject(nothing);
  const reason = "2 pages were deleted: the owner of their host asked to be left alone";
  expect(coverage().get("a.example")).toMatchObject({ state: "capped", reason, known: 1, fetched: 1 });
  expect(coverage().get("c.example")).toEqual(before.get("c.example"));
  bench.store.close();
});

test("what robots.txt forbids still counts as blocked when a site's counts are made again", async () => {
  const bench = storeBench();
  const { id } = await visitPages(bench, pages());
  const url = address("https://a.example/private");
  const place = { siteId: "a.example" as SiteId, ownerKey: "a.example" as OwnerKey, depthClicks: 1, chain: [] };
  const forbidden = { url, requestUrl: url, ...place, foundOn: null, skip: "robots", purpose: "page" } as const;
  await bench.crawl.frontier(id).add([forbidden]);
  const blocked = () => bench.store.coverage(id).find((site) => site.siteId === "a.example")?.blocked;
  closeCrawl(bench, id);
  expect(blocked()).toBe(1);
  bench.crawl.exclude(HOST, 77);
  expect(blocked()).toBe(1);
  bench.store.close();
});

describe("while a crawl runs", () => {
  test("what is read of an excluded host afterwards is not kept, and the crawl goes on", async () => {
    const bench = storeBench();
    const { id } = await visitPages(bench, pages());
    bench.crawl.exclude(HOST, 77);
    const late = address(`https://${HOST}/late`);
    await visitPages(bench, [
      { url: late, links: [linkTo("https://b.example/late")] },
      { url: "https://a.example/new" },
    ]);
    const urls = [...bench.store.linkReader(id).pages()].map((page) => page.url);
    expect(urls).toEqual(["https://a.example/new", KEPT]);
    expect(closeCrawl(bench, id).status).toBe("closed");
  });

  test("no byte of its texts is left when the crawl is closed", async () => {
    const file = newFile();
    const bench = storeBench(file);
    const { id } = await visitPages(bench, pages());
    bench.crawl.exclude(HOST, bench.now.ms);
    closeCrawl(bench, id);
    expect(wordsIn(file)).toEqual([]);
    bench.store.close();
  });
});

test("a page whose earlier reading was deleted meanwhile is kept without it", async () => {
  const bench = storeBench();
  await crawlPages(bench, pages());
  const memory = bench.crawl.memoryOf(KEPT)!;
  bench.crawl.exclude("a.example", 5);
  const other = storeBench();
  const visit = { kind: "unchanged", url: KEPT, startedMs: 1, durationMs: 1, sizeBytes: 0, httpStatus: 304 } as const;
  const { id } = await crawlPages(other, [{ url: KEPT, visit, earlier: memory }]);
  expect([...other.store.linkReader(id).pages()]).toEqual([]);
});
