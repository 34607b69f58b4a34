import type { CrawlWindow } from "../settings.ts";

const DAY_MINUTES = 24 * 60;
const MINUTE_MS = 60_000;
const DAY_MS = DAY_MINUTES * MINUTE_MS;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** What is wrong with a window, for the person who wrote it, or null when it can be used. */
export function windowProblem(window: CrawlWindow): string | null {
  for (const [name, time] of [
    ["from", window.from],
    ["until", window.until],
  ] as const) {
    if (!TIME.test(time)) return `window.${name} "${time}" is no time of day: write HH:MM, from 00:00 to 23:59.`;
  }
  try {
    wallClock(window.timeZone);
    return null;
  } catch {
    return `window.timeZone "${window.timeZone}" is unknown: write a name such as Europe/Paris.`;
  }
}

/**
 * Whether a crawl may ask at an instant, by the wall clock of the window's zone: from `from` until just before `until`; always when
 * there is no window or both are equal. An hour that the clock shows twice counts twice, one that it skips does not exist.
 */
export function isInWindow(window: CrawlWindow | null, nowMs: number): boolean {
  if (window === null) return true;
  const from = minuteOf(window.from);
  const until = minuteOf(window.until);
  if (from === until) return true;
  const minuteSince1970 = Math.floor(wallMs(window.timeZone, nowMs) / MINUTE_MS);
  const minute = ((minuteSince1970 % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
  return from < until ? minute >= from && minute < until : minute >= from || minute < until;
}

/**
 * The first instant at or after `nowMs` that is in the window, in milliseconds since 1970. A day on which the clock skips the whole
 * window has none.
 */
export function nextOpeningMs(window: CrawlWindow | null, nowMs: number): number {
  if (window === null) return nowMs;
  let atMs = nowMs;
  while (!isInWindow(window, atMs)) {
    const wall = wallMs(window.timeZone, atMs);
    const sinceMidnightMs = ((wall % DAY_MS) + DAY_MS) % DAY_MS;
    const untilFromMs = minuteOf(window.from) * MINUTE_MS - sinceMidnightMs;
    const openingMs = atMs + (untilFromMs > 0 ? untilFromMs : untilFromMs + DAY_MS);
    // The clock runs evenly up to its next change: there the window may open early, or the rest of the way be another.
    atMs = firstChangeMs(window.timeZone, atMs, openingMs) ?? openingMs;
  }
  return atMs;
}

/** How long nothing may be asked from an instant of the wall clock on, in milliseconds; 0 while the window is open. */
export function closedForMs(window: CrawlWindow | null, nowMs: number): number {
  return nextOpeningMs(window, nowMs) - nowMs;
}

/** The instant at which the clock is first set forward or back in (fromMs, toMs], or null when it is not. */
function firstChangeMs(timeZone: string, fromMs: number, toMs: number): number | null {
  const offsetMs = wallMs(timeZone, fromMs) - fromMs;
  const isSame = (atMs: number) => wallMs(timeZone, atMs) - atMs === offsetMs;
  if (isSame(toMs)) return null;
  let before = fromMs;
  let after = toMs;
  while (after - before > 1) {
    const middle = before + Math.floor((after - before) / 2);
    if (isSame(middle)) before = middle;
    else after = middle;
  }
  return after;
}

function minuteOf(time: string): number {
  const [, hours, minutes] = TIME.exec(time) ?? [];
  return Number(hours) * 60 + Number(minutes);
}

/** What the zone's wall clock shows at an instant, as if it were UTC, in milliseconds. */
function wallMs(timeZone: string, atMs: number): number {
  const parts = new Map<string, number>();
  for (const { type, value } of wallClock(timeZone).formatToParts(atMs)) parts.set(type, Number(value));
  const at = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const day = Date.UTC(at("year"), at("month") - 1, at("day"));
  const seconds = (at("hour") * 60 + at("minute")) * 60 + at("second");
  return day + seconds * 1000 + (((atMs % 1000) + 1000) % 1000);
}

const wallClocks = new Map<string, Intl.DateTimeFormat>();

/** Making one takes far longer than using it. Throws RangeError for a zone that does not exist. */
function wallClock(timeZone: string): Intl.DateTimeFormat {
  let clock = wallClocks.get(timeZone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    wallClocks.set(timeZone, clock);
  }
  return clock;
}
