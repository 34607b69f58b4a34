import { describe, expect, test } from "vitest";
import { durationText } from "../../cli/duration-text.ts";
import { crawlMoment, type CrawlMoment } from "../../cli/pipeline/crawl-moment.ts";

const moment: CrawlMoment = {
  now: { visited: 150, pending: 300, failed: 4, sitesDone: 2 },
  slowest: [
    { host: "slow.example", delayMs: 60_000 },
    { host: "b.example", delayMs: 4000 },
  ],
  sites: 40,
  visitedBefore: 50,
  elapsedMs: 20_000,
};

describe("progress of a crawl", () => {
  test("tells queue, rate, slowest hosts, errors and time left in five lines", () => {
    expect(crawlMoment(moment).lines).toEqual([
      "queue    300 waiting, 2 of 40 sites done",
      "rate     150 visited, 5.0 a second",
      "slowest  slow.example 1 min 00 s, b.example 4 s",
      "errors   4 failed",
      "left     1 min 00 s at least",
    ]);
  });

  test("counts only this run's visits in its rate", () => {
    expect(crawlMoment({ ...moment, visitedBefore: 150 }).lines[1]).toBe("rate     150 visited, 0.0 a second");
  });

  test.each([
    ["before 5 % of what is known", { ...moment, now: { ...moment.now, pending: 10_000 } }],
    ["before the first visit of this run", { ...moment, visitedBefore: 150 }],
  ])("tells no time left %s", (_, early) => {
    const told = crawlMoment(early);
    expect([told.lines[4], "leftSeconds" in told.counts]).toEqual(["left     not known yet", false]);
  });

  test("names no host before one is known", () => {
    expect(crawlMoment({ ...moment, slowest: [] }).lines[2]).toBe("slowest  not known yet");
  });
});

test.each([
  [0, "0 s"],
  [1, "1 s"],
  [59_000, "59 s"],
  [61_000, "1 min 01 s"],
  [3_599_001, "1 h 00 min"],
  [7_500_000, "2 h 05 min"],
  [93_600_000, "1 d 02 h"],
])("%i ms are %s", (durationMs, text) => {
  expect(durationText(durationMs)).toBe(text);
});
