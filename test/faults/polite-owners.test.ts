import { describe, expect, test } from "vitest";
import { pageWith } from "../support/crawl-web.ts";
import { crawledWebs } from "../support/crawled-webs.ts";
import type { FakePages } from "../support/serve-web.ts";

const crawled = crawledWebs();
const SECOND = 1000;

describe("pages that have not changed", () => {
  const ETAG = '"one"';
  const LAST_MODIFIED = "Sat, 03 Oct 2026 08:00:00 GMT";

  test("F52: a second crawl asks conditionally, and 304 keeps the links and follows them", async () => {
    const validators = { etag: ETAG, "last-modified": LAST_MODIFIED, "content-type": "text/html" };
    const page =
      (...hrefs: string[]): FakePages[string] =>
      (request, response) => {
        const isKnown = request.headers["if-none-match"] === ETAG;
        response.writeHead(isKnown ? 304 : 200, validators).end(isKnown ? undefined : pageWith(...hrefs));
      };
    const web = await crawled({
      "a.example": { "/": page("/1", "https://off.example/"), "/1": page("/2"), "/2": page() },
    });
    const before = web.web.log.length;
    const second = await web.crawl({ settings: { minRevisitMs: 0 } });
    const asked = web.web.log.slice(before).filter(({ path }) => ["/", "/1", "/2"].includes(path));
    expect(asked.map(({ path }) => path)).toEqual(["/", "/1", "/2"]);
    for (const { headers } of asked) {
      expect(headers["if-none-match"]).toBe(ETAG);
      expect(headers["if-modified-since"]).toBe(LAST_MODIFIED);
    }
    expect(web.outcomes("a.example", 2)).toEqual(["/ unchanged 304 ", "/1 unchanged 304 ", "/2 unchanged 304 "]);
    expect(web.links("https://a.example/", 2)).toEqual(web.links("https://a.example/", 1));
    expect(web.links("https://a.example/", 2)).toHaveLength(2);
    expect(second.coverage[0]).toMatchObject({ state: "complete", fetched: 3 });
  });

  test("F53: 304 for a page that is not known is asked once more, without conditions", async () => {
    let count = 0;
    const web = await crawled({
      "a.example": {
        "/": (_request, response) => {
          count += 1;
          if (count === 1) response.writeHead(304, { etag: ETAG }).end();
          else response.writeHead(200, { "content-type": "text/html" }).end(pageWith("/1"));
        },
        "/1": pageWith(),
      },
    });
    const asked = web.requests("a.example", "/");
    expect(asked).toHaveLength(2);
    for (const { headers } of asked) {
      expect(headers["if-none-match"]).toBeUndefined();
      expect(headers["if-modified-since"]).toBeUndefined();
    }
    expect(web.outcomes("a.example")).toEqual(["/ fetched 200 ", "/1 fetched 200 "]);
  });

  test("F53: 304 for ever is a failure, not a page", async () => {
    const web = await crawled({ "a.example": { "/": { status: 304 } } });
    expect(web.requests("a.example", "/").length).toBeLessThanOrEqual(4);
    expect(web.outcomes("a.example")).toEqual(["/ failed  protocol"]);
    expect(web.coverage("a.example").state).toBe("down");
  });

  test("F53: 200 is believed, whatever the server's clock says", async () => {
    let version = 0;
    const dates = ["Wed, 01 Jan 2042 00:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT"];
    const web = await crawled({
      "a.example": {
        "/": (_request, response) => {
          response.writeHead(200, {
            "content-type": "text/html",
            "last-modified": dates[version]!,
            date: dates[version]!,
          });
          response.end(pageWith(`/version-${version}`));
        },
        "/version-0": pageWith(),
        "/version-1": pageWith(),
      },
    });
    version = 1;
    await web.crawl({ settings: { minRevisitMs: 0 } });
    const second = web.requests("a.example", "/")[1]!;
    expect(second.headers["if-modified-since"]).toBe(dates[0]);
    expect(web.outcomes("a.example", 2)).toEqual(["/ fetched 200 ", "/version-1 fetched 200 "]);
    expect(web.links("https://a.example/", 2).map(({ to }) => to)).toEqual(["https://a.example/version-1"]);
  });
});

describe("what owners ask of us while a crawl runs", () => {
  test("F54: after an opt-out nothing is asked from the next tick on, its pages are deleted, and it stands in later crawls", async () => {
    const TICK_MS = 1000;
    const paths = Array.from({ length: 60 }, (_, at) => `/${at + 100}`);
    const optOuts: string[] = [];
    let optedOutMs = Number.POSITIVE_INFINITY;
    const page: FakePages[string] = (request, response) => {
      if (request.url === "/104" && request.headers.host === "gone.example") {
        optOuts.push("gone.example");
        optedOutMs = performance.now();
      }
      response.writeHead(200, { "content-type": "text/html" }).end(pageWith(request.url ?? ""));
    };
    const pages: FakePages = { "/": pageWith(...paths), ...Object.fromEntries(paths.map((path) => [path, page])) };
    const settings = { minDelayMs: 40, maxIdleMs: 10 * SECOND };
    const web = await crawled({ "gone.example": pages, "here.example": pages }, { settings, optOuts: () => optOuts });
    const late = web.requests("gone.example").filter(({ startedMs }) => startedMs > optedOutMs + TICK_MS + 200);
    expect(late).toEqual([]);
    expect(web.paths("gone.example").length).toBeLessThan(paths.length);
    expect(
      web.visits().filter(({ url, kind }) => url.startsWith("https://gone.example") && kind !== "skipped"),
    ).toEqual([]);
    expect(web.links("https://gone.example/")).toEqual([]);
    expect(web.coverage("gone.example")).toMatchObject({ state: "blocked", fetched: 0 });
    expect(web.coverage("here.example")).toMatchObject({ state: "complete", fetched: 61 });
    const before = web.requests("gone.example").length;
    await web.crawl({ settings: { ...settings, minDelayMs: 0 }, optOuts: () => [] });
    expect(web.requests("gone.example")).toHaveLength(before);
  });
});
