import { describe, expect, test } from "vitest";
import type { PageMemory } from "../../crawler/ports.ts";
import { address, fetched, linkTo, visitOf } from "../support/page-literal.ts";
import { crawlPages, storeBench, type StoreBench } from "../support/store-bench.ts";

const PAGE = address("https://a.example/page");
const LINKS = [
  linkTo("https://a.example/next"),
  linkTo("https://b.example/x", { rel: ["nofollow"], heading: "About", sentence: "Read the rules of b." }),
];
const FIRST = fetched(PAGE, { etag: '"1"', lastModified: "Tue, 01 Sep 2026 10:00:00 GMT", contentHash: "same" });

async function firstCrawl(): Promise<{ bench: StoreBench; memory: PageMemory }> {
  const bench = storeBench();
  await crawlPages(bench, [{ url: PAGE, visit: FIRST, links: LINKS }]);
  return { bench, memory: bench.crawl.memoryOf(PAGE)! };
}

test("a closed crawl remembers its pages, whose links are stored; an open one, or a page without, does not", async () => {
  const { bench, memory } = await firstCrawl();
  expect(memory).toEqual({
    crawlId: 1,
    etag: '"1"',
    lastModified: "Tue, 01 Sep 2026 10:00:00 GMT",
    readMs: 5000,
    seenMs: 5000,
    unchangedRuns: 0,
    nofollow: false,
    contentHash: "same",
  });
  expect(bench.crawl.memoryOf(address("https://a.example/unknown"))).toBeNull();
  const second = bench.crawl.openCrawl(bench.manifest);
  expect(second.id).toBe(2);
  expect(bench.crawl.memoryOf(PAGE)).toEqual(memory);
});

test("an earlier reading's links can be followed as if read now, in order, with their relations", async () => {
  const { bench, memory } = await firstCrawl();
  expect(bench.crawl.earlierLinks(PAGE, memory)).toEqual([
    { url: "https://a.example/next", kind: "hyperlink", rel: [], href: "https://a.example/next" },
    { url: "https://b.example/x", kind: "hyperlink", rel: ["nofollow"], href: "https://b.example/x" },
  ]);
});

describe("a page whose earlier reading stands has its links, text and quotes", () => {
  const times = { startedMs: 9000, durationMs: 5, sizeBytes: 0, url: PAGE };
  test.each([
    ["unchanged", { ...times, kind: "unchanged", httpStatus: 304 }, { readMs: 5000, seenMs: 9000, unchangedRuns: 1 }],
    ["not-due", { ...times, kind: "not-due" }, { readMs: 5000, seenMs: 5000, unchangedRuns: 0 }],
    [
      "fetched with the same content",
      { ...FIRST, startedMs: 9000, etag: '"2"' },
      { readMs: 9000, seenMs: 9000, unchangedRuns: 1, etag: '"2"' },
    ],
  ] as const)("%s", async (_, visit, remembered) => {
    const { bench, memory } = await firstCrawl();
    const { id } = await crawlPages(bench, [{ url: PAGE, visit, earlier: memory }]);
    expect(id).toBe(2);
    const reader = bench.store.linkReader(2);
    const pages = [...reader.pages()];
    expect(pages).toMatchObject([{ url: PAGE, siteId: "a.example" }]);
    expect([...reader.blocks()].flatMap((block) => block.links)).toHaveLength(2);
    const quote = bench.store.evidence(2, [{ pageId: pages[0]!.pageId, blockSeq: 0, position: 1 }]);
    const { seenMs } = remembered;
    expect(quote).toMatchObject([{ sentence: "Read the rules of b.", sourceTitle: `title of ${PAGE}`, seenMs }]);
    expect(bench.store.coverage(2)[0]).toMatchObject({ fetched: 1, state: "complete" });
    expect(bench.crawl.memoryOf(PAGE)).toMatchObject({ ...remembered, contentHash: "same", crawlId: 1 });
  });
});

test("a page can stand unchanged through many crawls, and costs no new text, block or quote", async () => {
  const { bench } = await firstCrawl();
  const dumps: string[][] = [];
  for (let run = 0; run < 3; run += 1) {
    const memory = bench.crawl.memoryOf(PAGE)!;
    expect(memory.unchangedRuns).toBe(run);
    const visit = visitOf(PAGE, { kind: "unchanged", httpStatus: 304 });
    const { id } = await crawlPages(bench, [{ url: PAGE, visit, earlier: memory }]);
    const [page] = bench.store.linkReader(id).pages();
    const [quote] = bench.store.evidence(id, [{ pageId: page!.pageId, blockSeq: 0, position: 1 }]);
    expect(quote!.heading).toBe("About");
    dumps.push([...bench.store.dump(id)].filter((line) => line.startsWith('{"link"') || line.startsWith('{"text"')));
  }
  expect(dumps[0]).toHaveLength(3);
  expect(dumps[1]).toEqual(dumps[0]);
  expect(dumps[2]).toEqual(dumps[0]);
});

test("a quote in a block of the whole site is found when the page that keeps its sample is gone", async () => {
  const footer = linkTo("https://c.example/", { zone: "footer", container: "footer:1", sentence: "By c." });
  const bench = storeBench();
  const [one, two] = [address("https://a.example/1"), address("https://a.example/2")];
  await crawlPages(bench, [
    { url: one, links: [footer] },
    { url: two, links: [footer] },
  ]);
  const gone = visitOf(one, { kind: "http-error", httpStatus: 410 });
  const same = visitOf(two, { kind: "unchanged", httpStatus: 304 });
  await crawlPages(bench, [
    { url: one, visit: gone },
    { url: two, visit: same, earlier: bench.crawl.memoryOf(two) },
  ]);
  const [page] = bench.store.linkReader(2).pages();
  expect(page!.url).toBe(two);
  const quote = bench.store.evidence(2, [{ pageId: page!.pageId, blockSeq: 0, position: 0 }]);
  expect(quote).toMatchObject([{ sentence: "By c." }]);
});

test("in-links are found through pages whose reading was taken over", async () => {
  const { bench, memory } = await firstCrawl();
  const visit = visitOf(PAGE, { kind: "unchanged", httpStatus: 304 });
  await crawlPages(bench, [{ url: PAGE, visit, earlier: memory }]);
  const query = { address: address("https://b.example/x"), match: "exact", limit: 10, after: null } as const;
  expect(bench.store.inlinks(2, query)).toMatchObject({ pages: 1, sites: 1, links: [{ sourceUrl: PAGE }] });
});
