import { describe, expect, test } from "vitest";
import { address, fetched, linkTo, visitOf } from "../support/page-literal.ts";
import { closeCrawl, crawlPages, storeBench, visitPages, type StoreBench } from "../support/store-bench.ts";

const at = (path: string): ReturnType<typeof address> => address(`https://a.example${path}`);
const HOME = "https://a.example/";
const OUTSIDE = linkTo("https://b.example/x", { text: "rules", heading: "About", sentence: "Read the rules of b." });

function dumped(bench: StoreBench, kind: string, crawlId = 1): Record<string, unknown>[] {
  return [...bench.store.dump(crawlId)]
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((line) => Object.keys(line)[0] === kind);
}

test("a visit keeps what its page asks of robots, what is beyond the limits, its canonical and its certificate", async () => {
  const bench = storeBench();
  const canonical = address("https://a.example/home");
  const said = { noindex: true, nofollow: true, verified: false, droppedLinks: 7, canonical } as const;
  await visitPages(bench, [{ url: HOME, visit: fetched(address(HOME), said) }]);
  expect(dumped(bench, "visit")).toMatchObject([
    { visit: { is_noindex: 1, is_nofollow: 1, is_verified: 0, dropped_links: 7, canonical, is_final: 1 } },
  ]);
});

test("a page that says found for what does not exist is counted apart, and keeps neither links nor text", async () => {
  const bench = storeBench();
  const { id } = await visitPages(bench, [
    { url: HOME, visit: fetched(address(HOME), { soft404: true }), links: [OUTSIDE] },
    { url: "https://a.example/page", links: [OUTSIDE] },
  ]);
  expect(dumped(bench, "link")).toHaveLength(1);
  expect(dumped(bench, "text")).toHaveLength(1);
  expect([...bench.store.linkReader(id).pages()].map((page) => page.url)).toEqual(["https://a.example/page"]);
  expect(bench.crawl.tallies(id)[0]).toMatchObject({ visits: { fetched: 2 }, soft404s: 1 });
  expect(bench.store.coverage(id)[0]).toMatchObject({ fetched: 1, soft404s: 1 });
});

describe("a rendering", () => {
  const shell = fetched(address(HOME), { shell: true });
  const rendered = fetched(address(HOME), { shell: true, rendered: true, contentHash: "rendered" });

  test("stands in place of the shell's visit: one final visit, its links and its evidence", async () => {
    const bench = storeBench();
    await visitPages(bench, [{ url: HOME, visit: shell, links: [linkTo("https://c.example/"), OUTSIDE] }]);
    await visitPages(bench, [{ url: HOME, visit: rendered, links: [OUTSIDE], purpose: "render" }]);
    const visits = dumped(bench, "visit").map((line) => line["visit"] as Record<string, unknown>);
    expect(visits.map((visit) => [visit["attempt"], visit["is_final"], visit["is_rendered"]])).toEqual([
      [0, 0, 0],
      [1, 1, 1],
    ]);
    const [page] = bench.store.linkReader(1).pages();
    const quote = bench.store.evidence(1, [{ pageId: page!.pageId, blockSeq: 0, position: 0 }]);
    expect(quote).toMatchObject([{ targetUrl: "https://b.example/x", heading: "About" }]);
  });

  test("that gave nothing leaves the shell's visit standing", async () => {
    const bench = storeBench();
    await visitPages(bench, [{ url: HOME, visit: shell, links: [OUTSIDE] }]);
    await visitPages(bench, [{ url: HOME, visit: null, purpose: "render" }]);
    expect(dumped(bench, "visit")).toMatchObject([{ visit: { is_final: 1, is_rendered: 0 } }]);
  });
});

test("outcomes without a page keep what is particular to them", async () => {
  const bench = storeBench();
  await crawlPages(bench, [
    { url: at("/1"), visit: visitOf(at("/1"), { kind: "failed", code: "reset", detail: "ECONNRESET" }) },
    {
      url: at("/2"),
      visit: visitOf(at("/2"), { kind: "other-type", httpStatus: 200, contentType: "application/pdf" }),
    },
    { url: at("/3"), visit: visitOf(at("/3"), { kind: "redirected", httpStatus: 301, to: at("/1"), href: "1" }) },
    { url: at("/4"), visit: visitOf(at("/4"), { kind: "skipped", reason: "robots" }) },
  ]);
  const visits = dumped(bench, "visit").map((line) => line["visit"] as Record<string, unknown>);
  expect(visits.map(({ kind, detail, redirects_to: to }) => [kind, detail, to])).toEqual([
    ["failed", "reset", null],
    ["other-type", "application/pdf", null],
    ["redirected", "1", "https://a.example/1"],
    ["skipped", "robots", null],
  ]);
});

test("a block on many pages of a site keeps the surroundings of its links once, and each page quotes them", async () => {
  const bench = storeBench();
  const footer = linkTo("https://c.example/", {
    zone: "footer",
    container: "footer:1",
    heading: "",
    sentence: "By c.",
  });
  const pages = ["/1", "/2", "/3"].map((path) => ({
    url: `https://a.example${path}`,
    links: [linkTo("https://b.example/x", { sentence: `On ${path}.`, text: path }), footer],
  }));
  const { id } = await visitPages(bench, pages);
  expect(dumped(bench, "evidence")).toHaveLength(6);
  closeCrawl(bench, id);
  expect(dumped(bench, "evidence")).toHaveLength(4);
  const refs = [...bench.store.linkReader(id).pages()].flatMap(({ pageId }) =>
    [0, 1].map((blockSeq) => ({ pageId, blockSeq, position: 0 })),
  );
  expect(bench.store.evidence(id, refs).map((quote) => quote.sentence)).toEqual([
    "On /1.",
    "By c.",
    "On /2.",
    "By c.",
    "On /3.",
    "By c.",
  ]);
});

test("surroundings are asked only of links that leave the site", async () => {
  const bench = storeBench();
  const inside = linkTo("https://a.example/inside");
  const asked: string[] = [];
  for (const key of ["sentence", "heading", "domPath"] as const) {
    Object.defineProperty(inside, key, { get: () => asked.push(key) && "" });
  }
  await visitPages(bench, [{ url: HOME, links: [inside, OUTSIDE] }]);
  expect(asked).toEqual([]);
});
