import { describe, expect, test } from "vitest";
import type { WebRequest } from "../../bench/kill/logged-web.ts";
import type { CrawlLife } from "../../bench/kill/killed-crawl.ts";
import { countByUrl, dumpDifferences, extraFetches, smallestGapMs } from "../../bench/report/kill-differences.ts";
import { compareCrawls, killFailures, killTable, type KilledCrawl } from "../../bench/report/kill-report.ts";

const request = (url: string, startMs: number, endMs: number | null = startMs): WebRequest => ({
  host: new URL(url).host,
  method: "GET",
  url,
  target: new URL(url).pathname,
  status: 200,
  startMs,
  endMs,
});

const life = (firstRequestMs: number | null, code: number | null): CrawlLife => ({
  firstRequestMs,
  wasKilled: code === null,
  code,
  stderr: "",
});

const A = "https://a.example/";
const B = "https://b.example/";
const LINES = ["page a", "page b"];
const UNBROKEN = { lines: LINES, fetches: countByUrl([request(A, 0), request(B, 0)]) };
const WANTED = { kills: 1, pauseMs: 1000 };

/** A crawl that was killed while A was asked for, and then ended well. */
function killed(differing: Partial<Parameters<typeof compareCrawls>[1]> = {}): KilledCrawl {
  const log = [request(A, 0), request(A, 1000), request(B, 1500)];
  const lives = [life(300, null), life(900, 0)];
  return compareCrawls(UNBROKEN, { lives, kills: 1, log, lines: LINES, isClosed: true, ...differing });
}

test("a crawl that lost nothing and asked once more passes", () => {
  const crawl = killed();
  expect(crawl).toMatchObject({
    extra: [[A, 1]],
    missing: [],
    differences: [],
    restartsMs: [900],
    smallestGapMs: 1000,
  });
  expect(killFailures([crawl], WANTED)).toEqual([]);
  expect(killTable(UNBROKEN, [crawl]).rows).toEqual([["1", "0 of 2", "3 (2)", "0", "1", "1", "0.90 s", "1.000 s"]]);
});

const LOG = [request(A, 0), request(B, 0)];
test.each<[string, Partial<Parameters<typeof compareCrawls>[1]>, string]>([
  ["a line that differs", { lines: ["page a", "page c"] }, "crawl 1: the dump differs: - page b; + page c."],
  [
    "an address asked for twice more",
    { log: [...LOG, request(A, 1000), request(A, 2000)] },
    `crawl 1: 1 addresses were asked for again more than once: ${A} (2 more).`,
  ],
  ["a slow restart", { lives: [life(1, null), life(5001, 0)] }, "crawl 1: 1 restarts took more than 5 s."],
  ["a short pause", { log: [...LOG, request(A, 999)] }, "crawl 1: a gap of 999 ms, below 1000."],
  ["a crawl left open", { isClosed: false }, "crawl 1: ended with code 0, open."],
  ["a last process that failed", { lives: [life(1, null), life(1, 1)] }, "crawl 1: ended with code 1, closed."],
])("%s fails", (_what, differing, failure) => {
  expect(killFailures([killed(differing)], WANTED)).toEqual([failure]);
});

test("an address that was never asked for is told, and fails by the dump alone", () => {
  const crawl = killed({ log: LOG.slice(0, 1) });
  expect(killTable(UNBROKEN, [crawl]).rows[0]?.[3]).toBe("1");
  expect(killFailures([crawl], WANTED)).toEqual([]);
});

test("kills that were not made are a failure", () => {
  expect(killFailures([killed()], { ...WANTED, kills: 50 })).toEqual(["1 of 50 kills were made."]);
});

describe("what a log and a dump show", () => {
  test("addresses asked for more often, most first", () => {
    const broken = countByUrl([A, A, B, B, B].map((url) => request(url, 0)));
    expect(extraFetches(UNBROKEN.fetches, broken)).toEqual([
      [B, 2],
      [A, 1],
    ]);
  });

  test("a gap runs from the end of an answer to the next start on its host", () => {
    expect(smallestGapMs([request(A, 0, 100), request(B, 150), request(A, 1200, null), request(A, 3000)])).toBe(1100);
    expect(smallestGapMs([request(A, 0), request(B, 1)])).toBeNull();
  });

  test("the same lines in another order or number differ too", () => {
    expect(dumpDifferences(LINES, [...LINES])).toEqual([]);
    expect(dumpDifferences(LINES, LINES.toReversed())).toHaveLength(1);
    expect(dumpDifferences(LINES, [...LINES, "page a"])).toHaveLength(1);
  });
});
