import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { systemClock } from "../../cli/system-clock.ts";
import type { Registry } from "../../core/registry.ts";
import { siteLookup } from "../../core/site-lookup.ts";
import { crawlSites, type CrawlSummary } from "../../crawler/crawl-sites.ts";
import { noResolver } from "../../crawler/fetch/resolver.ts";
import { defaultCrawlSettings, type CrawlSettings } from "../../crawler/settings.ts";
import { openStore, type Store } from "../../db/open-store.ts";
import { serveWeb, type FakePages, type FakeWeb } from "../support/serve-web.ts";
import { smallRegistry } from "../support/small-registry.ts";

let web: FakeWeb | null = null;
let store: Store | null = null;

afterEach(async () => {
  await web?.close();
  store?.close();
});

const page = (...hrefs: string[]): string =>
  `<html><body><main><p>${hrefs.map((href) => `<a href="${href}">to ${href}</a>`).join(" ")}</p></main></body></html>`;

async function crawl(
  pages: Record<string, FakePages>,
  given: { settings?: Partial<CrawlSettings>; signal?: AbortSignal; registry?: Registry; again?: boolean } = {},
): Promise<CrawlSummary> {
  if (given.again !== true) {
    web = await serveWeb(pages);
    store = openStore(":memory:", { access: "write" });
  }
  const registry = given.registry ?? smallRegistry(...Object.keys(pages));
  const clock = systemClock(null);
  const siteOf = siteLookup(registry);
  return await crawlSites({
    registry,
    registryHash: "hash",
    codeVersion: "0.0.0",
    store: store!.crawlStore(siteOf, clock.nowMs),
    settings: {
      ...defaultCrawlSettings,
      contactUrl: "https://c.example/",
      contactEmail: "c@c.example",
      minDelayMs: 0,
      latencyFactor: 0,
      retryDelaysMs: [5, 5],
      maxIdleMs: 100,
      allowPrivateNetwork: web!.network,
      ...given.settings,
    },
    resolver: noResolver,
    clock,
    siteOf,
    signal: given.signal ?? new AbortController().signal,
    onOpen: (crawled) => store!.saveRegistry(crawled.id, registry),
    onProgress: () => undefined,
  });
}

const paths = (host: string): string[] => web!.log.filter((entry) => entry.host === host).map((entry) => entry.path);
const stateOf = (summary: CrawlSummary): Record<string, string> =>
  Object.fromEntries(summary.coverage.map((site) => [site.siteId, site.state]));

describe("a crawl walks each site breadth first and once", () => {
  test("robots.txt is read first, levels in order of address, no page twice, no other site's page", async () => {
    const summary = await crawl({
      "a.example": {
        "/": page("/z", "/b", "https://b.example/deep", "/b#part"),
        "/b": page("/c", "/"),
        "/z": page("/b", "/c"),
        "/c": page(),
      },
      "b.example": { "/": page("https://a.example/b") },
    });
    expect(paths("a.example")).toEqual(["/robots.txt", "/", "/b", "/z", "/c"]);
    expect(paths("b.example")).toEqual(["/robots.txt", "/"]);
    expect(stateOf(summary)).toEqual({ "a.example": "complete", "b.example": "complete" });
    expect(summary.crawl.status).toBe("closed");
  });

  test("every request says who we are, and one goes at a time to a host", async () => {
    await crawl({ "a.example": { "/": page("/1", "/2", "/3"), "/1": page(), "/2": page(), "/3": page() } });
    for (const { headers, open } of web!.log) {
      expect(headers["user-agent"]).toBe("Maillage/0.0.0 (+https://c.example/; c@c.example)");
      expect(headers.host).toBe("a.example");
      expect(headers.cookie).toBeUndefined();
      expect(open).toBe(1);
    }
  });

  test("the page budget takes the nearest pages first", async () => {
    const summary = await crawl(
      { "a.example": { "/": page("/1", "/2"), "/1": page("/1a"), "/2": page(), "/1a": page() } },
      { settings: { pageBudget: 2 } },
    );
    expect(paths("a.example")).toEqual(["/robots.txt", "/", "/1"]);
    expect(summary.coverage[0]).toMatchObject({ state: "capped", fetched: 2, frontierLeft: 2 });
  });
});

describe("what the web does to us is data", () => {
  test("what robots.txt forbids is not fetched, and the site is blocked, not isolated", async () => {
    const summary = await crawl({
      "a.example": {
        "/robots.txt": { body: "User-agent: *\nDisallow: /private", headers: { "content-type": "text/plain" } },
        "/": page("/private/1", "/open"),
        "/open": page(),
      },
      "b.example": { "/robots.txt": { body: "User-agent: *\nDisallow: /" }, "/": page() },
    });
    expect(paths("a.example")).toEqual(["/robots.txt", "/", "/open"]);
    expect(paths("b.example")).toEqual(["/robots.txt"]);
    expect(stateOf(summary)).toEqual({ "a.example": "complete", "b.example": "blocked" });
  });

  test("a Crawl-delay holds from the very first page, and again after a restart", async () => {
    const robots = { body: "User-agent: *\nCrawl-delay: 0.3" };
    const pages = { "a.example": { "/robots.txt": robots, "/": page("/1"), "/1": page() } };
    await crawl(pages, { settings: { maxIdleMs: 1000 } });
    await crawl(pages, { again: true, settings: { maxIdleMs: 1000 } });
    const starts = web!.log.map((entry) => entry.startedMs);
    expect(paths("a.example")).toEqual(["/robots.txt", "/", "/1", "/", "/1"]);
    for (const place of [1, 2, 4]) expect(starts[place]! - starts[place - 1]!).toBeGreaterThanOrEqual(295);
  });

  test("a robots.txt that fails means not now: the site is down", async () => {
    const summary = await crawl({ "a.example": { "/robots.txt": { status: 503 }, "/": page() } });
    expect(paths("a.example")).toEqual(["/robots.txt"]);
    expect(summary.coverage[0]).toMatchObject({ state: "down", reason: "robots.txt could not be read" });
  });

  test("errors, other types, redirects and shells are stored as what they are", async () => {
    const summary = await crawl({
      "a.example": {
        "/": page("/gone", "/file.pdf", "/moved", "/broken", "/away", "/mail", "/loop"),
        "/file.pdf": { headers: { "content-type": "application/pdf" }, body: "%PDF" },
        "/moved": { status: 301, headers: { location: "/new" } },
        "/new": page(),
        "/away": { status: 302, headers: { location: "https://b.example/" } },
        "/mail": { status: 302, headers: { location: "mailto:a@b.c" } },
        "/loop": { status: 302, headers: { location: "/loop" } },
        "/broken": { status: 500 },
      },
      "b.example": { "/": '<html><body><div id="app"></div><script>const a = 1;</script></body></html>' },
    });
    const visits = [...store!.dump(summary.crawl.id)]
      .map((line) => (JSON.parse(line) as { visit?: Record<string, unknown> }).visit)
      .filter((visit) => visit !== undefined && String(visit["url"]).startsWith("https://a.example"))
      .map(
        (visit) =>
          `${String(visit!["url"]).slice(17)} ${String(visit!["kind"])} ${String(visit!["http_status"])} ${String(visit!["detail"])}`,
      );
    expect(visits).toEqual([
      "/ fetched 200 null",
      "/away redirected 302 https://b.example/",
      "/broken http-error 500 null",
      "/broken http-error 500 null",
      "/file.pdf other-type 200 application/pdf",
      "/gone http-error 404 null",
      "/loop failed null redirect-loop",
      "/mail failed null bad-redirect",
      "/moved redirected 301 /new",
      "/new fetched 200 null",
    ]);
    expect(stateOf(summary)).toEqual({ "a.example": "complete", "b.example": "needs-rendering" });
  });

  test("a host where nobody answers is down", async () => {
    const network = new Map([["a.example:443", "http://127.9.9.9:1"]]);
    const summary = await crawl({ "a.example": {} }, { settings: { allowPrivateNetwork: network } });
    expect(stateOf(summary)).toEqual({ "a.example": "down" });
  });

  test("a private address that nobody registered is not asked", async () => {
    const registry = smallRegistry("127.0.0.1");
    const summary = await crawl({ "a.example": { "/": page() } }, { registry });
    expect(stateOf(summary)).toEqual({ "127.0.0.1": "down" });
    expect(web!.log).toEqual([]);
  });
});

describe("a crawl that was stopped goes on", () => {
  test("without loss and without fetching a page twice", async () => {
    const controller = new AbortController();
    const hrefs = Array.from({ length: 30 }, (_, index) => `/${index}`);
    const pages: Record<string, FakePages> = { "a.example": { "/": page(...hrefs) } };
    const leaves = Object.fromEntries(
      hrefs.map((href, index) => [
        href,
        (_: unknown, response: ServerResponse) => {
          if (index === 10) controller.abort();
          response.writeHead(200, { "content-type": "text/html" });
          response.end(page());
        },
      ]),
    );
    pages["a.example"] = { ...pages["a.example"], ...leaves };
    const first = await crawl(pages, { signal: controller.signal });
    expect(first.crawl.status).toBe("open");
    const before = paths("a.example").length;
    expect(before).toBeLessThan(30);
    const second = await crawl(pages, { again: true });
    expect(second.crawl).toMatchObject({ id: first.crawl.id, status: "closed" });
    expect(second.coverage[0]).toMatchObject({ state: "complete", fetched: 31 });
    const fetched = paths("a.example");
    expect(new Set(fetched).size).toBe(fetched.length);
  });

  test("after a crawl that has ended a new one begins", async () => {
    const pages = { "a.example": { "/": page() } };
    const first = await crawl(pages);
    const second = await crawl(pages, { again: true });
    expect([first.crawl.id, second.crawl.id]).toEqual([1, 2]);
  });
});
