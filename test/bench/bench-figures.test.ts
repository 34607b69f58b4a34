import { describe, expect, test } from "vitest";
import { paceOf } from "../../bench/report/pace-of.ts";
import { soakPoints, soakSlope } from "../../bench/report/soak-slope.ts";
import { slopeOf, spreadOf } from "../../bench/report/statistics.ts";
import { withSection } from "../../bench/report/write-section.ts";
import type { ProcessSample } from "../../bench/runners/runner-job.ts";
import type { LoggedRequest } from "../../bench/web/request-log.ts";

const request = (host: number, startMs: number, endMs: number): LoggedRequest => ({
  host,
  kind: "page",
  page: 0,
  startMs,
  endMs,
});

const sample = (atMs: number): ProcessSample => ({
  atMs,
  residentBytes: (100 + atMs / 500) * 1024 ** 2,
  heapBytes: 0,
  handles: 7,
  files: 9,
});

test.each([
  [[3], { median: 3, min: 3, max: 3 }],
  [[9, 1, 5], { median: 5, min: 1, max: 9 }],
  [[4, 1, 2, 10], { median: 3, min: 1, max: 10 }],
])("the spread of %j is %j", (figures, expected) => {
  expect(spreadOf(figures)).toEqual(expected);
});

test.each([
  [[], 0],
  [[[1, 5]], 0],
  [
    [
      [0, 1],
      [2, 5],
    ],
    2,
  ],
  // Means 1 and 2; (−1·−1 + 0·1 + 1·0) / 2.
  [
    [
      [0, 1],
      [1, 3],
      [2, 2],
    ],
    0.5,
  ],
] as const)("the slope of %j is %f", (points, expected) => {
  expect(slopeOf(points)).toBeCloseTo(expected, 10);
});

describe("the pace is read from the server's log", () => {
  const window = { beginMs: 0, endMs: 4000, pauseMs: 1000 };

  test("two hosts at a second after each answer of 100 ms make 2 / 1.1 s", () => {
    const log = [0, 1].flatMap((host) => [0, 1100, 2200, 3300].map((startMs) => request(host, startMs, startMs + 100)));
    const pace = paceOf(log, window);
    expect(pace).toMatchObject({ hosts: 2, perSecond: 2, latencyMs: 100, smallestGapMs: 1000, shortGaps: 0 });
    expect(pace.share).toBeCloseTo(2 / (2 / 1.1), 10);
  });

  test("a gap runs from the end of an answer to the next start on its host, outside the window too", () => {
    const log = [request(0, 5000, 5100), request(1, 5200, 5300), request(0, 6050, 6060), request(0, 7060, 7070)];
    expect(paceOf(log, window)).toMatchObject({ hosts: 0, share: 0, smallestGapMs: 950, shortGaps: 1 });
  });

  test("requests under way at once are a gap below nothing", () => {
    expect(paceOf([request(0, 0, 500), request(0, 400, 450)], window).smallestGapMs).toBe(-100);
  });
});

describe("a soak takes one sample for each 1,000 pages", () => {
  const endsMs = Array.from({ length: 5000 }, (_, page) => page);
  const samples = Array.from({ length: 30 }, (_, index) => sample(index * 250));

  test("from the end of the warm-up to the last page, and the growth of the process is their slope", () => {
    const points = soakPoints(samples, endsMs, 1000);
    expect(points.map(({ pages }) => pages)).toEqual([1001, 2001, 3001, 4001]);
    const slope = soakSlope(points);
    expect(slope.residentMib).toBeCloseTo(2, 10);
    expect(slope).toMatchObject({ heapMib: 0, handles: 0, files: 0 });
  });
});

describe("a section of a document is written anew", () => {
  const document = "# A\n<!-- bench:soak -->\nold\n<!-- /bench:soak -->\nrest\n";

  test("between its two lines, and nothing else", () => {
    const written = withSection(document, "soak", { text: "new", file: "a.md" });
    expect(written).toBe("# A\n<!-- bench:soak -->\nnew\n<!-- /bench:soak -->\nrest\n");
  });

  test("a document without them is told where they are missing", () => {
    expect(() => withSection(document, "crawl", { text: "new", file: "a.md" })).toThrow(
      /^a\.md: no section between <!-- bench:crawl -->/,
    );
  });
});
