import { describe, expect, test } from "vitest";
import { nextDelayMs, nextLatencyMs, shrunkBudget } from "../../../crawler/politeness/next-delay.ts";
import { settingsProblems } from "../../../crawler/settings-problems.ts";
import { defaultCrawlSettings, userAgent } from "../../../crawler/settings.ts";

describe("the pause is the longest of all claims on us (crawler.md § 1)", () => {
  test.each([
    [null, null, 2000],
    [100, null, 2000],
    [1000, null, 5000],
    [100_000, null, 60_000],
    [1000, 30_000, 30_000],
    [100, 90_000, 90_000],
  ])("mean answer %s ms, Crawl-delay %s ms: %i ms", (latencyMs, crawlDelayMs, expected) => {
    expect(nextDelayMs({ latencyMs, crawlDelayMs, isPrivate: false }, defaultCrawlSettings)).toBe(expected);
  });

  test("an error never shortens the mean, a success may", () => {
    expect(nextLatencyMs(1000, 10, false)).toBe(1000);
    expect(nextLatencyMs(1000, 10, true)).toBeLessThan(1000);
  });
});

test.each([
  [null, 500],
  [60_000, 500],
  [120_000, 250],
  [3_600_000, 8],
  [86_400_000, 1],
])("F43: with a Crawl-delay of %s ms, %i of 500 pages fit", (crawlDelayMs, expected) => {
  expect(shrunkBudget(500, crawlDelayMs)).toBe(expected);
});

describe("no crawl starts without somebody to answer for it", () => {
  const good = { ...defaultCrawlSettings, contactUrl: "https://c.example/robot", contactEmail: "robot@c.example" };
  test.each([
    [good, 0],
    [{ ...good, contactUrl: "" }, 1],
    [{ ...good, contactEmail: "nobody" }, 1],
    [{ ...good, minDelayMs: 500 }, 1],
    [{ ...good, minDelayMs: 0, allowPrivateNetwork: new Map([["a.example:443", "http://127.0.0.2:80"]]) }, 0],
    [{ ...good, pageBudget: 0 }, 1],
  ])("%#: %i problems", (settings, count) => {
    expect(settingsProblems(settings)).toHaveLength(count);
  });

  test("the user agent names us, our version and how to reach us", () => {
    expect(userAgent(good, "1.2.3")).toBe("Maillage/1.2.3 (+https://c.example/robot; robot@c.example)");
  });
});
