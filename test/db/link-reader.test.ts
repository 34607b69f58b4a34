import { describe, expect, test } from "vitest";
import { address, fetched, linkTo, visitOf } from "../support/page-literal.ts";
import { crawlPages, storeBench, visitPages, type PageLiteral, type StoreBench } from "../support/store-bench.ts";

const at = (path: string): ReturnType<typeof address> => address(`https://a.example${path}`);
const canonicalPage = (path: string, canonical: string): PageLiteral => ({
  url: at(path),
  visit: fetched(at(path), { canonical: address(canonical) }),
  links: [linkTo("https://b.example/")],
});
const plainPage = (path: string, depth = 1): PageLiteral => ({
  url: at(path),
  depth,
  links: [linkTo("https://b.example/")],
});
const redirect = (path: string, to: string): PageLiteral => ({
  url: at(path),
  visit: visitOf(at(path), { kind: "redirected", httpStatus: 301, to: at(to), href: to }),
});
const equal = (path: string, depth: number, host = "a.example"): PageLiteral => {
  const url = address(`https://${host}${path}`);
  return { url, depth, visit: fetched(url, { contentHash: "equal" }), links: [linkTo("https://b.example/")] };
};

async function finals(pages: readonly PageLiteral[]): Promise<{ bench: StoreBench; finalOf: Map<string, string> }> {
  const bench = storeBench();
  const { id } = await crawlPages(bench, pages);
  const finalOf = new Map([...bench.store.linkReader(id).targets()].map((target) => [target.url, target.finalUrl]));
  return { bench, finalOf };
}

const pagesOf = (bench: StoreBench): string[] => [...bench.store.linkReader(1).pages()].map((page) => page.url);

describe("spellings are merged on evidence alone (crawler.md § 5, F09, F10)", () => {
  test("by a redirect, then by a same-site canonical that was read itself", async () => {
    const { bench, finalOf } = await finals([
      redirect("/old", "/new?a=1"),
      canonicalPage("/new?a=1", at("/new")),
      plainPage("/new"),
    ]);
    expect(finalOf.get(at("/old"))).toBe(at("/new"));
    expect(finalOf.get(at("/new?a=1"))).toBe(at("/new"));
    expect(pagesOf(bench)).toEqual([at("/new")]);
  });

  test.each([
    ["that was not read", at("/unread")],
    ["of another site", address("https://b.example/")],
  ])("not by a canonical %s", async (_, canonical) => {
    const { bench, finalOf } = await finals([
      canonicalPage("/page", canonical),
      { url: "https://b.example/", links: [] },
    ]);
    expect(finalOf.get(at("/page"))).toBe(at("/page"));
    expect(pagesOf(bench)).toContain(at("/page"));
  });

  test("pages of one host with the same content and links: the first by depth and address stands for all", async () => {
    const { bench, finalOf } = await finals([equal("/Index.html", 1), equal("/", 0), equal("/index.html", 1)]);
    expect(finalOf.get(at("/index.html"))).toBe(at("/"));
    expect(finalOf.get(at("/Index.html"))).toBe(at("/"));
    expect(pagesOf(bench)).toEqual([at("/")]);
  });

  test("pages of two hosts, or with other links, are never taken for one", async () => {
    const other = { ...equal("/other", 1), links: [linkTo("https://c.example/")] };
    const { bench } = await finals([equal("/", 0), equal("/", 0, "www.a.example"), other]);
    expect(pagesOf(bench)).toEqual([at("/"), address("https://www.a.example/"), at("/other")]);
  });

  test("case, slash and index variants with other content stay apart", async () => {
    const { bench } = await finals(["/Page", "/page", "/page/", "/page/index.html"].map((path) => plainPage(path)));
    expect(pagesOf(bench)).toHaveLength(4);
  });

  test("canonicals that lead in a circle stop at its first page, from wherever one starts", async () => {
    const { bench, finalOf } = await finals([
      canonicalPage("/b", at("/c")),
      canonicalPage("/c", at("/a")),
      canonicalPage("/a", at("/b")),
      canonicalPage("/d", at("/c")),
    ]);
    for (const path of ["/a", "/b", "/c", "/d"]) expect(finalOf.get(at(path)) ?? at(path)).toBe(at("/a"));
    expect(pagesOf(bench)).toEqual([at("/a")]);
  });

  test("redirects that lead in a circle end, and nothing is lost", async () => {
    const { finalOf } = await finals([redirect("/a", "/b"), redirect("/b", "/a"), plainPage("/")]);
    expect(finalOf.get(at("/a"))).toBe(at("/a"));
    expect(finalOf.get(at("/b"))).toBe(at("/a"));
  });
});

test("a target that says found for what does not exist is one that does not exist", async () => {
  const bench = storeBench();
  const { id } = await crawlPages(bench, [{ url: at("/gone"), visit: fetched(at("/gone"), { soft404: true }) }]);
  expect([...bench.store.linkReader(id).targets()]).toMatchObject([{ url: at("/gone"), outcome: "http-error" }]);
});

test("pages come by site, depth and address, however many they are, while the writer goes on", async () => {
  const bench = storeBench();
  const many = Array.from({ length: 2100 }, (_, number) => plainPage(`/${String(number).padStart(4, "0")}`));
  const { id } = await visitPages(bench, [...many, plainPage("/home", 0)]);
  const urls: string[] = [];
  for (const page of bench.store.linkReader(id).pages()) {
    if (urls.length === 0) bench.crawl.keepHold({ key: "ip:192.0.2.1", untilMs: 1, why: "a write between two pages" });
    urls.push(page.url);
  }
  expect(urls).toEqual([at("/home"), ...many.map((page) => page.url)]);
});

test("a quote says when its page asks not to be shown", async () => {
  const bench = storeBench();
  const visit = fetched(at("/"), { noindex: true });
  const { id } = await crawlPages(bench, [{ url: at("/"), visit, links: [linkTo("https://b.example/")] }]);
  const [page] = bench.store.linkReader(id).pages();
  const quotes = bench.store.evidence(id, [{ pageId: page!.pageId, blockSeq: 0, position: 0 }]);
  expect(quotes).toMatchObject([{ isNoindex: true }]);
});
