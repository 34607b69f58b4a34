import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { broken, OK_HEAD, raw } from "../support/broken-servers.ts";
import { pageWith } from "../support/crawl-web.ts";
import { crawledWebs, gapsMs } from "../support/crawled-webs.ts";
import { writeForever } from "../support/raw-server.ts";
import { CLOSED, inTurn, lines, robotsSite } from "../support/robots-site.ts";
import { scaledClock } from "../support/scaled-clock.ts";
import type { FakePages } from "../support/serve-web.ts";

const crawled = crawledWebs();
const SECOND = 1000;
const HOUR = 3600 * SECOND;
const START_MS = Date.UTC(2026, 9, 3);

const resolver = (): Promise<string[]> => Promise.reject(Object.assign(new Error("no"), { code: "ESERVFAIL" }));

const utf16 = (text: string, mark: string): Buffer => Buffer.from(mark + text, "utf16le");

const paced = (delay: string): FakePages => ({
  ...robotsSite(lines("User-agent: *", `Crawl-delay: ${delay}`)),
  "/": pageWith("/1", "/2"),
  "/1": pageWith(),
  "/2": pageWith(),
});

describe("robots.txt that cannot be read means not now", () => {
  test.each([
    ["F39: 500", { status: 500 }],
    ["F39: 503", { status: 503 }],
    ["F39: a time-out", broken.never],
    ["F39: a reset", broken.resetBefore],
    ["F39: redirects without end", { status: 302, headers: { location: "/robots.txt" } }],
    ["F41: 429", { status: 429 }],
  ] satisfies [string, FakePages[string]][])(
    "%s: no page is asked for, and the pages stay queued",
    async (_fault, robots) => {
      const web = await crawled(
        { "a.example": robotsSite(robots), "b.example": robotsSite(lines(...CLOSED)) },
        { settings: { totalTimeoutMs: 300 } },
      );
      expect(new Set(web.paths("a.example"))).toEqual(new Set(["/robots.txt"]));
      expect(web.coverage("a.example")).toMatchObject({ state: "down", fetched: 0, frontierLeft: 1 });
      expect(web.tasks().find(({ url }) => url === "https://a.example/")).toMatchObject({ state: "pending" });
      expect(web.coverage("b.example")).toMatchObject({ state: "complete", fetched: 2 });
    },
  );

  test("F39: a name that cannot be looked up keeps its pages queued as well", async () => {
    const web = await crawled({ "a.example": {} }, { resolver, settings: { allowPrivateNetwork: new Map() } });
    expect(web.coverage("a.example")).toMatchObject({ state: "down", fetched: 0, frontierLeft: 1 });
  });

  test.each([
    ["F39: after 500", 500],
    ["F41: after 429", 429],
  ])("%s it is asked for again after an hour, then two; then the pages are read", async (_fault, status) => {
    const clock = scaledClock(START_MS, 20_000);
    const robots = inTurn({ status }, { status }, lines(...CLOSED));
    const settings = { maxIdleMs: 24 * HOUR, totalTimeoutMs: HOUR, throttleDelayMs: SECOND };
    const web = await crawled({ "a.example": robotsSite(robots) }, { clock, settings });
    expect(web.pagePaths("a.example")).toEqual(["/", "/open"]);
    const [first, second, third] = web.requests("a.example", "/robots.txt");
    expect(clock.wallAt(second!.startedMs) - clock.wallAt(first!.endedMs!)).toBeGreaterThanOrEqual(HOUR - 1);
    expect(clock.wallAt(third!.startedMs) - clock.wallAt(second!.endedMs!)).toBeGreaterThanOrEqual(2 * HOUR - 1);
    expect(web.requests("a.example", "/")[0]!.startedMs).toBeGreaterThan(third!.startedMs);
    expect(web.coverage("a.example")).toMatchObject({ state: "complete", fetched: 2 });
  });

  test("F41: Retry-After holds for robots.txt as for pages", async () => {
    const clock = scaledClock(START_MS, 20_000);
    const robots = inTurn({ status: 429, headers: { "retry-after": "3500" } }, lines(...CLOSED));
    const settings = { maxIdleMs: 24 * HOUR, totalTimeoutMs: HOUR, robotsRetryMs: SECOND };
    const web = await crawled({ "a.example": robotsSite(robots) }, { clock, settings });
    const [first, second] = web.requests("a.example");
    expect(clock.wallAt(second!.startedMs) - clock.wallAt(first!.endedMs!)).toBeGreaterThanOrEqual(3500 * SECOND - 1);
    expect(web.pagePaths("a.example")).toEqual(["/", "/open"]);
  });
});

describe("robots.txt that says nothing allows everything", () => {
  test.each([
    ["F40: 401", 401],
    ["F40: 403", 403],
    ["F40: 404", 404],
    ["F40: 410", 410],
  ])("%s allows all", async (_fault, status) => {
    const web = await crawled({ "a.example": robotsSite({ status, body: "User-agent: *\nDisallow: /" }) });
    expect(web.pagePaths("a.example")).toEqual(["/", "/closed", "/open"]);
    expect(web.coverage("a.example")).toMatchObject({ state: "complete", fetched: 3 });
  });

  test.each([
    ["F40: 401", 401],
    ["F40: 403", 403],
  ])("%s forbids all when the strict option is set", async (_fault, status) => {
    const web = await crawled({ "a.example": robotsSite({ status }) }, { settings: { forbiddenRobots: "strict" } });
    expect(web.paths("a.example")).toEqual(["/robots.txt"]);
  });

  const filler = "# nothing\n".repeat(60 * 1024).slice(0, 600 * 1024 - 200);
  const closed = `${CLOSED.join("\n")}\n`;
  const endless = raw((socket) => {
    socket.write(`${OK_HEAD.replace("text/html", "text/plain")}Content-Length: 1000000000\r\n\r\n${closed}`);
    writeForever(socket, Buffer.from("# nothing\n".repeat(6000)));
  });
  test.each([
    ["F42: 600 KiB with rules in the first 500", { body: closed + filler }, false],
    ["F42: 600 KiB with rules behind the first 500", { body: filler + closed }, true],
    ["F42: 1 GB is cut, and its beginning holds", endless, false],
    ["F42: HTML has no rules", { body: `<html><body><p>User-agent is here</p><p>Not found</p></body></html>` }, true],
    ["F42: binary has no rules", { body: Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 37) % 256)) }, true],
    ["F42: UTF-16 with a mark", { body: utf16(closed, "\uFEFF") }, false],
    ["F42: UTF-16 without a mark", { body: utf16(closed, "") }, false],
    ["F42: gzip", { body: gzipSync(closed), headers: { "content-encoding": "gzip" } }, false],
  ] satisfies [string, FakePages[string], boolean][])("%s", async (_fault, robots, isOpen) => {
    const web = await crawled({ "a.example": robotsSite(robots) });
    expect(web.pagePaths("a.example")).toEqual(isOpen ? ["/", "/closed", "/open"] : ["/", "/open"]);
    expect(web.skips("a.example")).toEqual(isOpen ? {} : { robots: 1 });
  });
});

describe("the pace that robots.txt asks for", () => {
  test.each([
    ["F43: 10 is kept", "10", 10 * SECOND],
    ["F43: 0.5 is kept, but never below our own pause", "0.5", 2 * SECOND],
    ["F43: abc is ignored", "abc", 2 * SECOND],
  ])("%s", async (_fault, delay, gapMs) => {
    const clock = scaledClock(START_MS, 100);
    const settings = { minDelayMs: 2 * SECOND, maxIdleMs: HOUR };
    const web = await crawled({ "a.example": paced(delay) }, { clock, settings });
    const gaps = gapsMs(web.requests("a.example")).map((gap) => gap * 100);
    expect(web.coverage("a.example")).toMatchObject({ state: "complete", fetched: 3 });
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(gapMs - 1);
  });

  test("F43: 3600 is kept, and the budget shrinks to what fits, with a note", async () => {
    const factor = 36_000;
    const clock = scaledClock(START_MS, factor);
    const settings = { pageBudget: 120, maxIdleMs: 24 * HOUR, totalTimeoutMs: HOUR };
    const web = await crawled(
      { "a.example": paced("3600"), "b.example": robotsSite({ status: 404 }) },
      { clock, settings },
    );
    expect(web.pagePaths("a.example")).toEqual(["/", "/1"]);
    const gaps = gapsMs(web.requests("a.example")).map((gap) => gap * factor);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(HOUR - 1);
    expect(web.coverage("a.example")).toMatchObject({ state: "capped", frontierLeft: 1 });
    expect(web.coverage("a.example").reason).toContain("robots.txt asks for 3600 s between pages: budget of 2");
    expect(web.coverage("b.example").state).toBe("complete");
  });
});
