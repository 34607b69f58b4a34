import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../core/seeded-random.ts";
import { parseHttpDate, parseRetryAfter } from "../../../crawler/politeness/retry-after.ts";
import { isThrottle, throttleHold, type Throttle } from "../../../crawler/politeness/throttle.ts";
import { defaultCrawlSettings } from "../../../crawler/settings.ts";

const NOW = Date.UTC(2026, 9, 3, 12);
const PARKED = Number.POSITIVE_INFINITY;
const held = (retryAfter: string | undefined, given: Partial<Throttle> = {}) =>
  throttleHold(
    { httpStatus: 429, retryAfter, nowMs: NOW, throttles: 0, random: () => 0, ...given },
    defaultCrawlSettings,
  );

describe("F50: after a 429 or 503 no request comes before Retry-After", () => {
  test.each([
    ["5", 5000],
    [" 5 ", 5000],
    ["5, 120", 120_000],
    ["3600", 3_600_000],
    ["3601", PARKED],
    ["99999", PARKED],
    ["9".repeat(400), PARKED],
    ["Sat, 03 Oct 2026 12:00:30 GMT", 30_000],
    ["Saturday, 03-Oct-26 12:00:30 GMT", 30_000],
    ["Sat Oct  3 12:00:30 2026", 30_000],
    ["Sat, 03 Oct 2026 13:00:00 GMT", 3_600_000],
    ["Sat, 03 Oct 2026 13:00:01 GMT", PARKED],
    ["Sat, 03 Oct 2026 11:59:59 GMT", 30_000],
    ["0", 30_000],
    ["-1", 30_000],
    ["5.5", 30_000],
    ["soon", 30_000],
    ["", 30_000],
    [undefined, 30_000],
  ])("Retry-After: %s holds the host for %d ms", (header, expected) => {
    for (const httpStatus of [429, 503]) {
      expect(held(header, { httpStatus })).toMatchObject({ holdMs: expected, throttles: 1 });
    }
    expect(held(header).holdMs).toBeGreaterThanOrEqual(parseRetryAfter(header, NOW) ?? 0);
  });

  test("without a usable one the pause doubles from 30 s to 1 h, whatever came between", () => {
    const pauses: number[] = [];
    let throttles = 0;
    for (const header of [undefined, "soon", "5", undefined, "-1", undefined, undefined, undefined, undefined]) {
      const hold = held(header, { throttles });
      pauses.push(hold.holdMs / 1000);
      ({ throttles } = hold);
    }
    expect(pauses).toEqual([30, 60, 5, 240, 480, 960, 1920, 3600, 3600]);
    expect(held(undefined, { throttles: 5000 }).holdMs).toBe(3_600_000);
  });

  test("jitter only lengthens it, by a quarter at most, and never beyond 1 h", () => {
    const random = seededRandom(7);
    const pauses = Array.from({ length: 500 }, () => held(undefined, { throttles: 2, random }).holdMs);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(120_000);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(150_000);
    expect(new Set(pauses).size).toBeGreaterThan(400);
    expect(held("7", { random }).holdMs).toBe(7000);
    expect(held(undefined, { throttles: 9, random }).holdMs).toBe(3_600_000);
  });

  test("it says why", () => {
    expect(held("5").why).toBe("status 429 with Retry-After of 5 s");
    expect(held("99999", { httpStatus: 503 }).why).toBe("status 503 with Retry-After of 99999 s, longer than we wait");
    expect(held("soon", { throttles: 2 }).why).toBe("status 429 without usable Retry-After, time 3");
  });

  test.each([
    [429, true],
    [503, true],
    [500, false],
    [200, false],
  ])("status %i asks us to slow down: %s", (status, expected) => {
    expect(isThrottle(status)).toBe(expected);
  });
});

describe("HTTP dates (RFC 9110 § 5.6.7)", () => {
  const instant = Date.UTC(1994, 10, 6, 8, 49, 37);
  test.each([
    ["Sun, 06 Nov 1994 08:49:37 GMT", instant],
    ["Sunday, 06-Nov-94 08:49:37 GMT", instant],
    ["Sun Nov  6 08:49:37 1994", instant],
    ["Sun Nov 16 08:49:37 1994", Date.UTC(1994, 10, 16, 8, 49, 37)],
    ["Sunday, 06-Nov-76 08:49:37 GMT", Date.UTC(2076, 10, 6, 8, 49, 37)],
    ["Sunday, 06-Nov-77 08:49:37 GMT", Date.UTC(1977, 10, 6, 8, 49, 37)],
    ["Thu, 29 Feb 2024 00:00:00 GMT", Date.UTC(2024, 1, 29)],
    ["Sat, 31 Dec 2016 23:59:60 GMT", Date.UTC(2017, 0, 1)],
    ["Sun, 29 Feb 2026 00:00:00 GMT", null],
    ["Sun, 00 Nov 1994 08:49:37 GMT", null],
    ["Sun, 06 Nov 1994 24:00:00 GMT", null],
    ["Sun, 06 Nov 1994 08:60:00 GMT", null],
    ["Sun, 06 Nev 1994 08:49:37 GMT", null],
    ["Sun, 06 Nov 1994 08:49:37", null],
    ["Sun, 06 Nov 1994 08:49:37 +0200", null],
    ["1994-11-06T08:49:37Z", null],
    ["6", null],
    ["", null],
  ])("%s", (text, expected) => {
    expect(parseHttpDate(text, NOW)).toBe(expected);
  });
});

test.each(["1", "1,", " ", "1 ,", ",", "Sun, ", "a", "-"])("F72: 50 KB of %j is judged", (part) => {
  const hostile = part.repeat(Math.ceil(50_000 / part.length));
  for (const header of [hostile, `${hostile}x`, `1${hostile}`, `1${hostile}x`]) {
    expect(held(header).holdMs).toBeGreaterThan(0);
  }
});
