import { describe, expect, test } from "vitest";
import { parseRobots } from "../../crawler/robots/parse-robots.ts";
import { mayFetch } from "../../crawler/robots/robots-access.ts";
import { pageWith } from "../support/crawl-web.ts";
import { crawledWebs } from "../support/crawled-webs.ts";
import { CLOSED, inTurn, lines, robotsSite } from "../support/robots-site.ts";
import { scaledClock } from "../support/scaled-clock.ts";
import type { FakePages } from "../support/serve-web.ts";

const crawled = crawledWebs();
const HOUR = 3_600_000;
const START_MS = Date.UTC(2026, 9, 3);
const later = (hours: number) => scaledClock(START_MS + hours * HOUR, 1);

describe("robots rules and directives", () => {
  test("F44: rules are believed for 24 hours, over crawls, and no longer", async () => {
    const web = await crawled(
      { "a.example": robotsSite(inTurn({ status: 404 }, lines("User-agent: *", "Disallow: /open"))) },
      { settings: { minRevisitMs: 0 }, clock: later(0) },
    );
    expect(web.pagePaths("a.example")).toEqual(["/", "/closed", "/open"]);
    await web.crawl({ clock: later(23.9) });
    expect(web.requests("a.example", "/robots.txt")).toHaveLength(1);
    const before = web.web.log.length;
    await web.crawl({ clock: later(24.1) });
    expect(
      web.web.log
        .slice(before)
        .map(({ path }) => path)
        .slice(0, 2),
    ).toEqual(["/robots.txt", "/"]);
    expect(web.pagePaths("a.example").slice(-2)).toEqual(["/", "/closed"]);
  });

  test("F44: a page that was allowed when it was queued is judged again when it is fetched", async () => {
    const robots = inTurn(lines("User-agent: *", "Disallow:"), lines(...CLOSED));
    const settings = { robotsLifetimeMs: 100, minDelayMs: 120, maxIdleMs: 5000 };
    const web = await crawled({ "a.example": robotsSite(robots) }, { settings });
    expect(web.pagePaths("a.example")).toEqual(["/", "/open"]);
    expect(web.outcomes("a.example")).toContain("/closed skipped  robots");
  });

  test("F45: 2,048 stars and agents named like parts of objects take less than 50 ms", async () => {
    const stars = `/${"*a".repeat(2048)}$`;
    const names = ["__proto__", "constructor", "toString", "hasOwnProperty"].flatMap((name) => [
      `User-agent: ${name}`,
      "Disallow: /open",
    ]);
    const body = [...names, "User-agent: *", `Disallow: ${stars}`, "Disallow: /closed"].join("\n");
    const long = `/${"a".repeat(2000)}b`;
    const web = await crawled({
      "a.example": { ...robotsSite({ body }), "/": pageWith("/open", "/closed", long), [long]: pageWith() },
    });
    expect(web.pagePaths("a.example")).toEqual(["/", long, "/open"]);
    const times = Array.from({ length: 5 }, () => {
      const startMs = performance.now();
      mayFetch(parseRobots(body), "Maillage", `https://a.example${long}`);
      return performance.now() - startMs;
    });
    expect(Math.min(...times)).toBeLessThan(50);
  });

  test.each([
    ["F46: nofollow", ["nofollow"], true],
    ["F46: none", ["none"], true],
    ["F46: in capitals, among others", ["NoIndex , NoFollow"], true],
    ["F46: in several headers", ["noarchive", "nofollow"], true],
    ["F46: for us", ["maillage: nofollow"], true],
    ["F46: for another agent", ["otherbot: nofollow"], false],
    ["F46: for another agent, then for us", ["otherbot: noindex, maillage: nofollow"], true],
    ["F46: a value with a colon is no agent", ["unavailable_after: 25 Jun 2030 15:00:00 PST, nofollow"], true],
    ["F46: noindex alone", ["noindex"], false],
  ])("%s: X-Robots-Tag marks the page, and its links are kept, not followed", async (_fault, values, isNofollow) => {
    const tagged: FakePages[string] = (_request, response) => {
      response.writeHead(200, { "content-type": "text/html", "x-robots-tag": values }).end(pageWith("/behind"));
    };
    const web = await crawled({ "a.example": { "/": pageWith("/tagged"), "/tagged": tagged, "/behind": pageWith() } });
    expect(web.visits().find(({ url }) => url.endsWith("/tagged"))).toMatchObject({ is_nofollow: isNofollow ? 1 : 0 });
    expect(web.links("https://a.example/tagged").map(({ to }) => to)).toEqual(["https://a.example/behind"]);
    expect(web.pagePaths("a.example")).toEqual(isNofollow ? ["/", "/tagged"] : ["/", "/tagged", "/behind"]);
  });

  test("F46: links with rel nofollow, ugc or sponsored in a list are kept so marked, and not followed", async () => {
    const rels = ["nofollow", "noopener UGC", "external sponsored noreferrer", "noopener", "nofollowing"];
    const body = `<main>${rels.map((rel, at) => `<a href="/${at}" rel="${rel}">link ${at}</a>`).join(" ")}</main>`;
    const web = await crawled({ "a.example": { "/": body, "*": { status: 404, body: "none" } } });
    expect(web.pagePaths("a.example")).toEqual(["/", "/3", "/4"]);
    const links = web.links("https://a.example/");
    expect(links).toHaveLength(5);
    expect(links.slice(0, 3).map((link) => JSON.stringify(link))).toEqual([
      expect.stringContaining("nofollow"),
      expect.stringContaining("ugc"),
      expect.stringContaining("sponsored"),
    ]);
  });

  test("F47: an own empty group at the end of the file allows all", async () => {
    const web = await crawled({
      "a.example": robotsSite({ body: "User-agent: *\nDisallow: /\n\nUser-agent: Maillage" }),
    });
    expect(web.pagePaths("a.example")).toEqual(["/", "/closed", "/open"]);
  });
});
