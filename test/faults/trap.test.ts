import { describe, expect, test, vi } from "vitest";
import { MAX_LINKS, MAX_OUTSIDE_HOSTS } from "../../crawler/limit-links.ts";
import { pageWith } from "../support/crawl-web.ts";
import { crawledWebs } from "../support/crawled-webs.ts";
import { byPath } from "../support/pages-by-path.ts";
import type { FakePages } from "../support/serve-web.ts";

const crawled = crawledWebs();

/** Three pages that know their end. */
const QUIET: FakePages = { "/": pageWith("/1", "/2"), "/1": pageWith("/"), "/2": pageWith("/1") };

/** A month leads to the next one, for ever. */
const calendar = byPath((path) => {
  const month = Number(/^\/month\/(\d+)$/.exec(path)?.[1] ?? 0);
  return pageWith(`/month/${month + 1}`, `/month/${Math.max(1, month - 1)}`);
});

const segments = (count: number): string => `/${Array.from({ length: count }, (_, at) => `s${at}`).join("/")}`;
const length = (count: number): string => `/${"x".repeat(count - "https://long.example/".length)}`;

const page = (title: string, more = ""): string =>
  `<html lang="en"><title>${title}</title>${more}<h1>${title}</h1><p>${title}</p></html>`;

const named = (canonical: string, ...hrefs: string[]): string =>
  pageWith(...hrefs).replace("<title>", `<link rel="canonical" href="${canonical}"><title>`);

describe("traps", () => {
  test("F01: a calendar without end stops at its budget, other sites finish", async () => {
    const warn = vi.spyOn(process.stderr, "write");
    const settings = { pageBudget: 15 };
    const web = await crawled({ "calendar.example": calendar, "quiet.example": QUIET }, { settings });
    const warnings = warn.mock.calls.length;
    warn.mockRestore();
    expect(web.pagePaths("calendar.example")).toHaveLength(15);
    expect(web.coverage("calendar.example")).toMatchObject({ state: "capped", fetched: 15, frontierLeft: 1 });
    expect(web.coverage("quiet.example")).toMatchObject({ state: "complete", fetched: 3 });
    expect(warnings).toBeLessThanOrEqual(1);
  });

  test("F01: a calendar without end stops at 20 clicks, and the page beyond is counted", async () => {
    const web = await crawled({ "calendar.example": calendar, "quiet.example": QUIET });
    expect(web.pagePaths("calendar.example").at(-1)).toBe("/month/20");
    expect(web.coverage("calendar.example")).toMatchObject({ fetched: 21, frontierLeft: 0 });
    expect(web.skips("calendar.example")).toEqual({ depth: 1 });
    expect(web.coverage("quiet.example").state).toBe("complete");
  });

  test("F02: of a path that repeats itself no third repeat is fetched", async () => {
    const web = await crawled({ "loop.example": byPath(() => pageWith("docs/help/")), "quiet.example": QUIET });
    const paths = web.pagePaths("loop.example");
    expect(paths).toEqual(["/", "/docs/help/", "/docs/help/docs/help/"]);
    expect(web.skips("loop.example")).toEqual({ "trap:repeat": 1 });
    expect(web.coverage("quiet.example").state).toBe("complete");
  });

  test("F03: more than 20 segments or 2,083 characters are not queued, but counted", async () => {
    const hrefs = [segments(20), segments(21), length(2083), length(2084)];
    const web = await crawled({ "long.example": { "/": pageWith(...hrefs), "*": pageWith() } });
    expect(web.pagePaths("long.example")).toEqual(["/", segments(20), length(2083)]);
    expect(web.skips("long.example")).toEqual({ "trap:segments": 1, "trap:length": 1 });
  });

  test("F04: a session id that changes with each answer makes one page of many addresses", async () => {
    let session = 0;
    const sessions = byPath(() => {
      session += 1;
      const id = `${session}`.padStart(32, "a1b2");
      return pageWith(`/offer;jsessionid=${id}`, `/offer?PHPSESSID=${id}`, `/offer?sid=${id}`, `/?sid=${id}`);
    });
    const web = await crawled({ "shop.example": sessions });
    expect(web.pagePaths("shop.example").filter((path) => path.startsWith("/offer")).length).toBeLessThanOrEqual(2);
    expect(web.visits().map(({ url }) => url)).toEqual(["https://shop.example/", "https://shop.example/offer"]);
  });

  test("F05: of 10 filters in any order 50 combinations are fetched, each once whatever the order", async () => {
    const filters = Array.from({ length: 10 }, (_, at) => `f${at}=1`);
    const filtered = byPath((path) => {
      const chosen = (path.split("?", 2)[1] ?? "").split("&").filter((part) => part !== "");
      const more = filters.filter((filter) => !chosen.includes(filter));
      return pageWith(
        "/list",
        ...more.flatMap((filter) =>
          [
            [...chosen, filter],
            [filter, ...chosen],
          ].map((all) => `/list?${all.join("&")}`),
        ),
      );
    });
    const web = await crawled({ "list.example": filtered, "quiet.example": QUIET });
    const queries = web.pagePaths("list.example").filter((path) => path.startsWith("/list?"));
    expect(queries).toHaveLength(50);
    expect(new Set(queries.map((path) => path.slice(6).split("&").toSorted().join("&"))).size).toBe(50);
    expect(web.skips("list.example")["trap:queries"]).toBeGreaterThan(0);
    expect(web.coverage("list.example").frontierLeft).toBe(0);
  });

  test("F06: of 10,000 links on a page 5,000 are kept, and the page says how many were not", async () => {
    const hrefs = Array.from({ length: 10_000 }, (_, at) => `/p${at}`);
    const many = byPath((path) => (path === "/" ? pageWith(...hrefs) : `<title>${path}</title><p>A page</p>`));
    const web = await crawled({ "many.example": many }, { settings: { pageBudget: 20 } });
    expect(web.visits()[0]).toMatchObject({ kind: "fetched", dropped_links: 10_000 - MAX_LINKS });
    expect(web.links("https://many.example/")).toHaveLength(MAX_LINKS);
    expect(web.coverage("many.example")).toMatchObject({ fetched: 20, known: MAX_LINKS + 1 });
  });

  test("F07: a page that comes for anything is no page, and its links are not followed", async () => {
    const sorry = `<title>Sorry</title><h1>Nothing here</h1><p>Try <a href="/from-nowhere">this</a> or <a href="/">home</a></p>`;
    const pages: FakePages = {
      "/robots.txt": { status: 404 },
      "/": pageWith("/real", "/gone-1", "/gone-2"),
      "/real": `<title>Real</title><h1>Something</h1><p>of <a href="/">its own</a></p>`,
      "*": sorry,
    };
    const web = await crawled({ "soft.example": pages });
    expect(web.pagePaths("soft.example")).toEqual(["/", "/gone-1", "/gone-2", "/real"]);
    expect(web.coverage("soft.example")).toMatchObject({ fetched: 2, soft404s: 2 });
    const soft = web.visits().filter((visit) => visit["is_soft404"] === 1);
    expect(soft.map(({ url }) => url)).toEqual(["https://soft.example/gone-1", "https://soft.example/gone-2"]);
    expect(web.links("https://soft.example/gone-1")).toEqual([]);
  });

  test("F08: hosts of a wildcard name are never fetched or looked up, and 500 of a page are kept", async () => {
    const asked: string[] = [];
    const resolver = (host: string): Promise<string[]> => {
      asked.push(host);
      return Promise.resolve([]);
    };
    const hrefs = Array.from({ length: 800 }, (_, at) => `https://w${at}.wild.example/`);
    const web = await crawled({ "a.example": { "/": pageWith(...hrefs, "/own"), "/own": pageWith() } }, { resolver });
    expect(asked).toEqual([]);
    expect(web.links("https://a.example/")).toHaveLength(MAX_OUTSIDE_HOSTS + 1);
    expect(web.visits()[0]).toMatchObject({ dropped_links: 800 - MAX_OUTSIDE_HOSTS });
    expect(web.pagePaths("a.example")).toEqual(["/", "/own"]);
  });

  test("F09: spellings are merged by redirect, canonical and equal content, never by guess", async () => {
    const web = await crawled({
      "s.example": {
        "/": pageWith("/Page", "/page", "/page/", "/index.html", "/same", "/SAME"),
        "/page": page("page"),
        "/page/": { status: 301, headers: { location: "/page" } },
        "/Page": page("Page", '<link rel="canonical" href="/page">'),
        "/index.html": page("index"),
        "/same": page("same"),
        "/SAME": page("same"),
      },
    });
    expect(web.pagePaths("s.example").toSorted()).toEqual([
      "/",
      "/Page",
      "/SAME",
      "/index.html",
      "/page",
      "/page/",
      "/same",
    ]);
    const finals = [...web.store.linkReader(1).targets()].map(({ url, finalUrl }) =>
      [url, finalUrl].map((each) => each.slice(17)).join(" > "),
    );
    expect(finals.filter((each) => !/^\/(?:same|sitemap)/i.test(each)).toSorted()).toEqual([
      "/ > /",
      "/Page > /page",
      "/index.html > /index.html",
      "/page > /page",
      "/page/ > /page",
    ]);
    const same = finals.filter((each) => /^\/same/i.test(each)).map((each) => each.split(" > ")[1]);
    expect(new Set(same).size).toBe(1);
  });

  test("F10: canonicals in a circle are fetched once each; one on another host is a link", async () => {
    const web = await crawled({
      "a.example": {
        "/": pageWith("/1", "/3"),
        "/1": named("/2"),
        "/2": named("/1"),
        "/3": named("https://b.example/deep"),
      },
      "b.example": { "/": pageWith(), "/deep": pageWith() },
    });
    expect(web.pagePaths("a.example")).toEqual(["/", "/1", "/3", "/2"]);
    expect(web.pagePaths("b.example")).toEqual(["/"]);
    expect(web.links("https://a.example/3").map(({ to }) => to)).toEqual(["https://b.example/deep"]);
    expect(web.visits().find(({ url }) => url === "https://a.example/3")).toMatchObject({ canonical: null });
    const finals = new Map(
      [...web.store.linkReader(1).targets()].map(({ url, finalUrl }) => [url as string, finalUrl as string]),
    );
    for (const url of ["https://a.example/1", "https://a.example/2"])
      expect(finals.get(url)).toMatch(/^https:\/\/a\.example\/[12]$/);
    expect(web.coverage("a.example")).toMatchObject({ state: "complete", fetched: 4 });
  });
});
