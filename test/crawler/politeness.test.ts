import { describe, expect, test } from "vitest";
import { nextDelayMs, nextLatencyMs } from "../../crawler/politeness/next-delay.ts";
import { ParkingLot } from "../../crawler/politeness/parking.ts";
import { Pacer } from "../../crawler/politeness/pacer.ts";
import { parseRetryAfter } from "../../crawler/politeness/retry-after.ts";
import type { OwnerKey } from "../../crawler/ports.ts";
import { defaultCrawlSettings, settingsProblems, userAgent } from "../../crawler/settings.ts";
import { trapOf } from "../../crawler/trap-rules.ts";
import { canonicalizeUrl } from "../../core/url.ts";
import { fakeClock } from "../support/fake-clock.ts";

const owner = "a.example" as OwnerKey;

describe("the pause is the longest of all claims on us (crawler.md § 1)", () => {
  test.each([
    [null, null, 2000],
    [100, null, 2000],
    [1000, null, 5000],
    [100_000, null, 60_000],
    [1000, 30_000, 30_000],
    [100, 90_000, 90_000],
  ])("mean answer %s ms, Crawl-delay %s ms: %i ms", (latencyMs, crawlDelayMs, expected) => {
    expect(nextDelayMs({ latencyMs, crawlDelayMs }, defaultCrawlSettings)).toBe(expected);
  });

  test("an error never shortens the mean, a success may", () => {
    const history = { latencyMs: 1000, crawlDelayMs: null };
    expect(nextLatencyMs(history, 10, false)).toBe(1000);
    expect(nextLatencyMs(history, 10, true)).toBeLessThan(1000);
  });

  test("every exchange with a host waits for its turn", async () => {
    const clock = fakeClock();
    const pacer = new Pacer(defaultCrawlSettings, clock);
    const starts: number[] = [];
    const exchange = async () => {
      starts.push(clock.monotonicMs());
      clock.advance(600);
      return { kind: "failed", code: "reset", detail: "", durationMs: 600 } as const;
    };
    await Promise.all([pacer.run(owner, exchange), pacer.run(owner, exchange), pacer.run(owner, exchange)]);
    expect(starts).toEqual([0, 600 + 3000, 600 + 3000 + 600 + 3000]);
  });
});

describe("Retry-After (RFC 9110 § 10.2.3)", () => {
  const nowMs = Date.UTC(2026, 9, 3, 12);
  test.each([
    ["5", 5000],
    ["Sat, 03 Oct 2026 12:00:30 GMT", 30_000],
    ["Sat, 03 Oct 2026 11:00:00 GMT", 0],
    ["-1", null],
    ["soon", null],
    [undefined, null],
  ])("%s means %s ms", (header, expected) => {
    expect(parseRetryAfter(header, nowMs)).toBe(expected);
  });
});

test("five failures in a row park a host, the third park ends it, a success starts anew", () => {
  const lot = new ParkingLot(defaultCrawlSettings);
  const fail = (times: number) => Array.from({ length: times }, () => lot.note(owner, true)).at(-1);
  expect(fail(4)).toEqual({ kind: "go-on" });
  lot.note(owner, false);
  expect(fail(4)).toEqual({ kind: "go-on" });
  expect(fail(1)).toEqual({ kind: "park", forMs: 900_000 });
  expect(fail(5)).toEqual({ kind: "park", forMs: 900_000 });
  expect(fail(5)).toEqual({ kind: "park", forMs: Number.POSITIVE_INFINITY });
});

test.each([
  ["https://a.example/a/b/a/b/a/b", "trap:repeat"],
  [`https://a.example/${"x/".repeat(21)}`, "trap:segments"],
  [`https://a.example/${"x".repeat(2100)}`, "trap:length"],
  ["https://a.example/a/b/c/a/b", null],
])("%s is %s", (address, expected) => {
  const segments = address.includes("x/x/") ? address.replaceAll(/x\//g, (_, index: number) => `x${index}/`) : address;
  expect(trapOf(canonicalizeUrl(segments)!)).toBe(expected);
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
