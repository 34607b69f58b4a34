import { describe, expect, test } from "vitest";
import { planCrawl, windowLengthMs, type PlanInput } from "../../cli/crawl-plan.ts";
import type { Coverage } from "../../core/crawl-record.ts";
import { defaultCrawlSettings } from "../../crawler/settings.ts";
import { smallRegistry } from "../support/small-registry.ts";

const HOUR = 3_600_000;
const unknown = { verdict: "unknown", crawlDelayMs: null } as const;

const input = (hosts: readonly string[], changed: Partial<PlanInput> = {}): PlanInput => ({
  registry: smallRegistry(...hosts),
  settings: defaultCrawlSettings,
  optOuts: new Set(),
  coverageOf: () => null,
  robotsOf: () => unknown,
  ...changed,
});

const seen = (known: number, fetched: number, sizeBytes: number): Coverage =>
  ({ known, fetched, sizeBytes }) as unknown as Coverage;

describe("a dry run's plan", () => {
  test("without an earlier crawl takes every site's whole budget, at the shortest pause", () => {
    const plan = planCrawl(input(["a.example", "b.example"]));
    expect(plan).toMatchObject({ sites: 2, pages: 1000, sizeBytes: null, askingMs: 500 * 2000, days: 1 });
    expect(plan.robots).toEqual({ allowed: 0, disallowed: 0, "not-now": 0, unknown: 2 });
  });

  test("takes the pages that an earlier crawl knew, and the size that they had", () => {
    const plan = planCrawl(input(["a.example"], { coverageOf: () => seen(40, 30, 3000) }));
    expect(plan).toMatchObject({ pages: 40, sizeBytes: 4000, askingMs: 40 * 2000 });
  });

  test("is as long as the slowest host, whose Crawl-delay counts", () => {
    const plan = planCrawl(
      input(["a.example", "slow.example"], {
        robotsOf: ({ id }) => (id === "slow.example" ? { verdict: "allowed", crawlDelayMs: 10_000 } : unknown),
      }),
    );
    expect(plan.hosts[0]).toEqual({ host: "slow.example", pages: 500, delayMs: 10_000, durationMs: 5_000_000 });
    expect(plan.askingMs).toBe(5_000_000);
  });

  test("asks nothing of those who forbid it or opted out", () => {
    const plan = planCrawl(
      input(["a.example", "no.example", "out.example"], {
        optOuts: new Set(["out.example"]),
        robotsOf: ({ id }) => (id === "no.example" ? { verdict: "disallowed", crawlDelayMs: null } : unknown),
      }),
    );
    expect(plan).toMatchObject({ pages: 500, optedOut: 1 });
    expect(plan.robots.disallowed).toBe(1);
  });

  test("spans the days that its window and the requests a day ask for", () => {
    const window = { from: "23:45", until: "00:00", timeZone: "UTC" };
    const settings = { ...defaultCrawlSettings, window };
    expect(planCrawl(input(["a.example"], { settings })).days).toBe(2);
    const few = { ...defaultCrawlSettings, maxRequestsPerDay: 100 };
    expect(planCrawl(input(["a.example"], { settings: few })).days).toBe(5);
  });

  test("with few slots is as long as all hosts take through them", () => {
    const settings = { ...defaultCrawlSettings, maxConcurrency: 1 };
    expect(planCrawl(input(["a.example", "b.example"], { settings })).askingMs).toBe(2 * 500 * 2000);
  });
});

test.each([
  ["22:00", "06:00", 8 * HOUR],
  ["06:00", "22:00", 16 * HOUR],
  ["00:30", "01:00", HOUR / 2],
])("a window from %s to %s is open %i ms a day", (from, until, expected) => {
  expect(windowLengthMs({ from, until, timeZone: "Europe/Paris" })).toBe(expected);
});
