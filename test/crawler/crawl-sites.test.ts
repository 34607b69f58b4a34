import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import type { CrawlSummary } from "../../crawler/crawl-sites.ts";
import { pageWith as page, webUnderTest, type CrawlGiven, type WebUnderTest } from "../support/crawl-web.ts";
import type { FakePages } from "../support/serve-web.ts";
import { smallRegistry } from "../support/small-registry.ts";

let under: WebUnderTest;

afterEach(async () => {
  await under.close();
});

async function crawl(pages: Record<string, FakePages>, given: CrawlGiven = {}): Promise<CrawlSummary> {
  under = await webUnderTest(pages);
  return await under.crawl(given);
}

const paths = (host: string): string[] => under.pagePaths(host);
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
    expect(paths("a.example")).toEqual(["/", "/b", "/z", "/c"]);
    expect(paths("b.example")).toEqual(["/"]);
    expect(stateOf(summary)).toEqual({ "a.example": "complete", "b.example": "complete" });
    expect(summary.crawl.status).toBe("closed");
  });

  test("every request says who we are, and one goes at a time to a host", async () => {
    await crawl({ "a.example": { "/": page("/1", "/2", "/3"), "/1": page(), "/2": page(), "/3": page() } });
    for (const { headers, open } of under.web.log) {
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
    expect(paths("a.example")).toEqual(["/", "/1"]);
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
    expect(paths("a.example")).toEqual(["/", "/open"]);
    expect(under.paths("b.example")).toEqual(["/robots.txt"]);
    expect(stateOf(summary)).toEqual({ "a.example": "complete", "b.example": "blocked" });
  });

  test("a Crawl-delay holds from the very first page, and again after a restart", async () => {
    const robots = { body: "User-agent: *\nCrawl-delay: 0.3" };
    const pages = { "a.example": { "/robots.txt": robots, "/": page("/1"), "/1": page() } };
    await crawl(pages, { settings: { maxIdleMs: 1000 } });
    await under.crawl({ settings: { maxIdleMs: 1000, minRevisitMs: 0 } });
    const starts = under.web.log.map((entry) => entry.startedMs);
    expect(paths("a.example")).toEqual(["/", "/1", "/", "/1"]);
    for (const place of [1, 2, 4]) expect(starts[place]! - starts[place - 1]!).toBeGreaterThanOrEqual(295);
  });

  test("a robots.txt that fails means not now: the site is down", async () => {
    const summary = await crawl({ "a.example": { "/robots.txt": { status: 503 }, "/": page() } });
    expect(under.paths("a.example")).toEqual(["/robots.txt"]);
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
    const visits = [...under.store.dump(summary.crawl.id)]
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
    expect(under.web.log).toEqual([]);
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
    const second = await under.crawl();
    expect(second.crawl).toMatchObject({ id: first.crawl.id, status: "closed" });
    expect(second.coverage[0]).toMatchObject({ state: "complete", fetched: 31 });
    const fetched = paths("a.example");
    expect(new Set(fetched).size).toBe(fetched.length);
  });

  test("after a crawl that has ended a new one begins", async () => {
    const pages = { "a.example": { "/": page() } };
    const first = await crawl(pages);
    const second = await under.crawl();
    expect([first.crawl.id, second.crawl.id]).toEqual([1, 2]);
  });
});

test("F54: a host excluded while a crawl runs is asked no more; its site ends as blocked, and nothing of it stays", async () => {
  const optOuts: string[] = [];
  const hrefs = Array.from({ length: 60 }, (_, index) => `/${index}`);
  const leaves = Object.fromEntries(hrefs.map((href) => [href, page()]));
  const slow = { minDelayMs: 100 };
  const pages = { "a.example": { "/": page(...hrefs), ...leaves }, "b.example": { "/": page("/1"), "/1": page() } };
  const ended = crawl(pages, { optOuts: () => optOuts, settings: slow });
  const excludedMs = await new Promise<number>((resolve) => {
    setTimeout(() => {
      optOuts.push("a.example");
      resolve(performance.now());
    }, 700);
  });
  const { coverage } = await ended;
  const late = under.web.log.filter((entry) => entry.host === "a.example" && entry.startedMs > excludedMs + 1200);
  expect(late).toEqual([]);
  expect(coverage[0]).toMatchObject({ state: "blocked", reason: "its owner asked to be left alone", fetched: 0 });
  expect(coverage[1]).toMatchObject({ state: "complete", fetched: 2 });
  expect(under.visits().map(({ url }) => new URL(url).host)).not.toContain("a.example");
});
