import { afterEach, describe, expect, test } from "vitest";
import { pageWith } from "../support/crawl-web.ts";
import { crawledWebs } from "../support/crawled-webs.ts";
import { fakeClock } from "../support/fake-clock.ts";
import type { FakePages } from "../support/serve-web.ts";

const crawled = crawledWebs();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const utc = (month: number, day: number, hour: number, minute = 0): number =>
  Date.UTC(2026, month - 1, day, hour, minute);

describe("hours in which a crawl may ask", () => {
  let nudge: NodeJS.Timeout;
  afterEach(() => {
    clearInterval(nudge);
  });
  type Span = readonly [fromMs: number, untilMs: number];
  // Paris: UTC+1; from 29 March to 25 October 2026, changing at 01:00 UTC, UTC+2.
  test.each([
    [
      "F55: in the night that has an hour more",
      "22:00",
      "06:00",
      utc(10, 24, 3, 50),
      20,
      [
        [utc(10, 23, 20), utc(10, 24, 4)],
        [utc(10, 24, 20), utc(10, 25, 5)],
        [utc(10, 25, 21), utc(10, 26, 5)],
      ],
    ],
    [
      "F55: in the night that has an hour less",
      "22:00",
      "06:00",
      utc(3, 28, 4, 50),
      20,
      [
        [utc(3, 27, 21), utc(3, 28, 5)],
        [utc(3, 28, 21), utc(3, 29, 4)],
        [utc(3, 29, 20), utc(3, 30, 4)],
      ],
    ],
    [
      "F55: in the hour that comes twice",
      "02:15",
      "02:45",
      utc(10, 25, 0, 43),
      4,
      [
        [utc(10, 25, 0, 15), utc(10, 25, 0, 45)],
        [utc(10, 25, 1, 15), utc(10, 25, 1, 45)],
        [utc(10, 26, 1, 15), utc(10, 26, 1, 45)],
      ],
    ],
    [
      "F55: in the hour that does not come",
      "02:30",
      "03:30",
      utc(3, 28, 2, 27),
      4,
      [
        [utc(3, 28, 1, 30), utc(3, 28, 2, 30)],
        [utc(3, 29, 1), utc(3, 29, 1, 30)],
        [utc(3, 30, 0, 30), utc(3, 30, 1, 30)],
      ],
    ],
  ] satisfies [string, string, string, number, number, Span[]][])(
    "%s none outside",
    async (_fault, from, until, startMs, answerMinutes, open) => {
      const clock = fakeClock(startMs);
      // As many as do not fit into two of the windows.
      const pageCount = answerMinutes === 20 ? 30 : 11;
      const paths = Array.from({ length: pageCount }, (_, number) => `/${number}`);
      const asked: number[] = [];
      const isOpen = (nowMs: number): boolean => open.some(([openMs, closeMs]) => nowMs >= openMs && nowMs < closeMs);
      // Time passes as the host answers, and by itself while nothing may be asked.
      nudge = setInterval(() => {
        const nowMs = clock.nowMs();
        if (isOpen(nowMs)) return;
        const next = open.find(([openMs]) => openMs > nowMs);
        clock.advance(Math.min((next?.[0] ?? Number.POSITIVE_INFINITY) - nowMs, 2 * HOUR));
      }, 70);
      const answer: FakePages[string] = (request, response) => {
        asked.push(clock.nowMs());
        clock.advance(answerMinutes * MINUTE);
        response.writeHead(request.url === "/robots.txt" ? 404 : 200, { "content-type": "text/html" });
        response.end(request.url === "/" ? pageWith(...paths) : `<title>${request.url}</title>page`);
      };
      const settings = {
        window: { from, until, timeZone: "Europe/Paris" },
        maxIdleMs: 3 * DAY,
        totalTimeoutMs: DAY,
        latencyFactor: 0,
      };
      const web = await crawled({ "a.example": { "*": answer } }, { clock, settings });
      expect(asked.filter((nowMs) => !isOpen(nowMs)).map((nowMs) => new Date(nowMs).toISOString())).toEqual([]);
      const nights = open.map(
        ([openMs, closeMs]) => asked.filter((nowMs) => nowMs >= openMs && nowMs < closeMs).length,
      );
      expect(nights.every((count) => count > 0)).toBe(true);
      expect(web.coverage("a.example")).toMatchObject({ state: "complete", fetched: pageCount + 1 });
    },
  );
});
