import { describe, expect, test } from "vitest";
import { impactReport } from "../../cli/impact-report.ts";
import type { HostImpact } from "../../db/impact.ts";

const impact: HostImpact = {
  host: "www.a.example",
  requests: [
    ["page", 120],
    ["robots", 1],
  ],
  sizeBytes: 54_321,
  outcomes: [
    ["200", 118],
    ["429", 2],
    ["reset", 1],
  ],
  throttled: 2,
  meanResponseMs: 120.4,
  slowestResponseMs: 900,
  meanPauseMs: 2100,
  shortestPauseMs: 2000,
  robots: { httpStatus: 200, meaning: "parse" },
  firstMs: Date.UTC(2026, 9, 3, 22, 0, 5),
  lastMs: Date.UTC(2026, 9, 3, 22, 5, 0),
  addresses: ["192.0.2.7"],
  sharedWith: ["www.b.example"],
};

describe("the owner impact report", () => {
  test("of one host tells requests by kind, bytes, answers, pauses, robots.txt, period and neighbours", () => {
    const report = impactReport(3, [impact]);
    expect(report.text.split("\n")).toEqual([
      "host: www.a.example",
      "requests: 121 (page 120, robots 1)",
      "received: 54321 bytes",
      "answers: 200 118, 429 2, reset 1",
      "told to slow down (429): 2",
      "time to answer: 120 ms on average, 900 ms at most",
      "pause before our next request: 2100 ms on average, 2000 ms at least",
      "robots.txt: status 200: its rules are followed",
      "period: 2026-10-03T22:00:05Z to 2026-10-03T22:05:00Z",
      "address: 192.0.2.7",
      "hosts at the same address: www.b.example",
    ]);
    expect(report.why).toBe("Crawl 3 asked 1 host: 121 requests, 54321 bytes received.");
    expect(report.document).toMatchObject({
      crawl: 3,
      hosts: [{ host: "www.a.example", requests: { page: 120, robots: 1 }, first: "2026-10-03T22:00:05Z" }],
    });
  });

  test("of several hosts has a row each", () => {
    const silent = {
      ...impact,
      host: "b\u001B[2J.example",
      meanResponseMs: null,
      slowestResponseMs: null,
      robots: null,
    };
    const [, first, second] = impactReport(3, [impact, silent]).text.split("\n");
    expect(first?.split(/ {2,}/)).toEqual([
      "www.a.example",
      "121",
      "54321",
      "2",
      "120 ms",
      "900 ms",
      "2100 ms",
      "2000 ms",
      "200",
      "2026-10-03T22:00:05Z",
    ]);
    expect(second).toContain("\\u001b[2J.example");
    expect(second).toContain("not read");
  });

  test("of a host that was not asked says so", () => {
    expect(impactReport(3, [])).toMatchObject({ exit: "empty", why: "Crawl 3 asked no such host." });
  });

  test.each([
    [null, "allow-all", "no answer: there are no rules"],
    [503, "disallow-all", "status 503: nothing is asked until it can be read"],
  ] as const)("robots.txt with status %s and %s reads: %s", (httpStatus, meaning, expected) => {
    expect(impactReport(1, [{ ...impact, robots: { httpStatus, meaning } }]).text).toContain(`robots.txt: ${expected}`);
  });
});
