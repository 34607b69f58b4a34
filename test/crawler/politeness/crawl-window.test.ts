import { describe, expect, test } from "vitest";
import { isInWindow, nextOpeningMs, windowProblem } from "../../../crawler/politeness/crawl-window.ts";
import type { CrawlWindow } from "../../../crawler/settings.ts";

const window = (times: string, timeZone = "Europe/Paris"): CrawlWindow => {
  const [from = "", until = ""] = times.split("-");
  return { from, until, timeZone };
};
const at = (iso: string) => Date.parse(iso);
const isoOf = (ms: number) => new Date(ms).toISOString().replace(".000Z", "Z");
const MINUTE = 60_000;

describe("a window opens and closes by the wall clock of its zone", () => {
  test.each([
    ["22:00-06:00", "2026-01-10T20:59:59Z", false],
    ["22:00-06:00", "2026-01-10T21:00:00Z", true],
    ["22:00-06:00", "2026-01-10T23:30:00Z", true],
    ["22:00-06:00", "2026-01-11T04:59:59Z", true],
    ["22:00-06:00", "2026-01-11T05:00:00Z", false],
    ["22:00-06:00", "2026-07-10T20:00:00Z", true],
    ["09:00-17:00", "2026-07-10T06:59:59Z", false],
    ["09:00-17:00", "2026-07-10T07:00:00Z", true],
    ["09:00-17:00", "2026-07-10T15:00:00Z", false],
    ["00:00-00:00", "2026-07-10T12:34:56Z", true],
    ["09:00-09:00", "2026-07-10T08:59:00Z", true],
    ["00:00-23:59", "2026-07-10T21:59:30Z", false],
  ])("%s at %s: %s", (times, iso, expected) => {
    expect(isInWindow(window(times), at(iso))).toBe(expected);
    expect(nextOpeningMs(window(times), at(iso)) === at(iso)).toBe(expected);
  });

  test("without a window any hour will do", () => {
    expect([isInWindow(null, 5), nextOpeningMs(null, 5)]).toEqual([true, 5]);
  });

  test.each([
    ["22:00-06:00", "Europe/Paris", "2026-01-10T12:00:00Z", "2026-01-10T21:00:00Z"],
    ["22:00-06:00", "Europe/Paris", "2026-01-10T12:00:00.250Z", "2026-01-10T21:00:00Z"],
    ["09:00-17:00", "Europe/Paris", "2026-01-10T20:00:00Z", "2026-01-11T08:00:00Z"],
    ["09:00-17:00", "Asia/Kathmandu", "2026-01-10T00:00:00Z", "2026-01-10T03:15:00Z"],
    ["09:00-17:00", "Pacific/Kiritimati", "2026-01-10T12:00:00Z", "2026-01-10T19:00:00Z"],
    ["09:00-17:00", "America/New_York", "2026-01-10T00:00:00Z", "2026-01-10T14:00:00Z"],
    ["09:00-17:00", "UTC", "1969-12-31T20:00:00Z", "1970-01-01T09:00:00Z"],
  ])("%s in %s opens after %s at %s", (times, timeZone, now, opening) => {
    expect(isoOf(nextOpeningMs(window(times, timeZone), at(now)))).toBe(opening);
  });
});

describe("F55: none outside on the days on which the clock changes", () => {
  // In Paris 02:00 becomes 03:00 on 29 March 2026 at 01:00 UTC; 03:00 becomes 02:00 on 25 October 2026 at 01:00 UTC.
  test.each([
    ["22:00-06:00", "2026-03-28T12:00:00Z", "2026-03-28T21:00:00Z"],
    ["22:00-06:00", "2026-03-29T12:00:00Z", "2026-03-29T20:00:00Z"],
    ["06:00-22:00", "2026-03-28T23:00:00Z", "2026-03-29T04:00:00Z"],
    ["02:30-04:00", "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z"],
    ["02:15-02:45", "2026-03-29T00:00:00Z", "2026-03-30T00:15:00Z"],
    ["02:00-03:00", "2026-03-29T00:30:00Z", "2026-03-30T00:00:00Z"],
    ["22:00-06:00", "2026-10-24T12:00:00Z", "2026-10-24T20:00:00Z"],
    ["22:00-06:00", "2026-10-25T12:00:00Z", "2026-10-25T21:00:00Z"],
    ["06:00-22:00", "2026-10-24T22:00:00Z", "2026-10-25T05:00:00Z"],
    ["02:15-02:45", "2026-10-24T23:00:00Z", "2026-10-25T00:15:00Z"],
    ["02:15-02:45", "2026-10-25T00:50:00Z", "2026-10-25T01:15:00Z"],
    ["02:15-02:45", "2026-10-25T01:50:00Z", "2026-10-26T01:15:00Z"],
    ["03:00-04:00", "2026-10-25T00:59:00Z", "2026-10-25T02:00:00Z"],
  ])("%s opens after %s at %s", (times, now, opening) => {
    expect(isoOf(nextOpeningMs(window(times), at(now)))).toBe(opening);
  });

  const spans = [
    "22:00-06:00",
    "06:00-22:00",
    "02:00-03:00",
    "02:30-02:31",
    "01:30-02:30",
    "02:59-03:01",
    "23:59-00:00",
  ];
  const zones = [
    "Europe/Paris",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "Africa/Casablanca",
    "UTC",
  ];
  const days = [
    "2026-02-15",
    "2026-03-08",
    "2026-03-22",
    "2026-03-29",
    "2026-04-05",
    "2026-10-04",
    "2026-10-25",
    "2026-11-01",
  ];
  test.each(zones.flatMap((zone) => spans.map((times) => [times, zone] as const)))(
    "%s in %s: the opening is the first minute inside, none before it is",
    (times, zone) => {
      const span = window(times, zone);
      for (const day of days) {
        const start = at(`${day}T00:00:00Z`) - 12 * 60 * MINUTE;
        let opening: number | null = null;
        for (let now = start + 48 * 60 * MINUTE; now >= start; now -= MINUTE) {
          if (isInWindow(span, now)) opening = now;
          if (opening !== null && (now - start) % (37 * MINUTE) === 0) expect(nextOpeningMs(span, now)).toBe(opening);
        }
        expect(opening).not.toBeNull();
      }
    },
  );
});

describe("a window that cannot be used is told before the crawl", () => {
  test.each([
    ["22:00-06:00", "Europe/Paris", null],
    ["22:00-06:00", "UTC", null],
    ["22:00-06:00", "Europe/Lutetia", /timeZone "Europe\/Lutetia"/],
    ["22:00-06:00", "", /timeZone ""/],
    ["24:00-06:00", "Europe/Paris", /from "24:00".*HH:MM/],
    ["9:00-17:00", "Europe/Paris", /from "9:00"/],
    ["09:00-17:60", "Europe/Paris", /until "17:60"/],
    ["09:00-", "Europe/Paris", /until ""/],
  ])("%s in %s", (times, timeZone, expected) => {
    const problem = windowProblem(window(times, timeZone));
    if (expected === null) expect(problem).toBeNull();
    else expect(problem).toMatch(expected);
  });

  test("F72: 50 KB for a time or a zone are a problem like others", () => {
    for (const part of ["0", ":", "Europe/", "+", "é"]) {
      const hostile = part.repeat(50_000);
      expect(windowProblem({ from: hostile, until: "06:00", timeZone: "UTC" })).not.toBeNull();
      expect(windowProblem({ from: "22:00", until: "06:00", timeZone: hostile })).not.toBeNull();
    }
  });
});
