/** Longest Retry-After that is waited for; a longer one ends the host for this crawl. */
export const MAX_RETRY_AFTER_MS = 3_600_000;

const SECONDS = /^\d+(?:\s*,\s*\d+)*$/;

const DAY = "[A-Z][a-z]{2,8}";
const TIME = String.raw`(\d{2}):(\d{2}):(\d{2})`;
/** Day, month, year and time in the three forms of RFC 9110 § 5.6.7: IMF-fixdate, RFC 850, asctime. */
const IMF_FIXDATE = new RegExp(`^${DAY}, (\\d{2}) ([A-Z][a-z]{2}) (\\d{4}) ${TIME} (?:GMT|UTC)$`);
const RFC_850 = new RegExp(`^${DAY}, (\\d{2})-([A-Z][a-z]{2})-(\\d{2}) ${TIME} (?:GMT|UTC)$`);
const ASCTIME = new RegExp(`^${DAY} ([A-Z][a-z]{2}) ([ \\d]\\d) ${TIME} (\\d{4})$`);
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Years further ahead than this are of the century before (RFC 9110 § 5.6.7). */
const MAX_YEARS_AHEAD = 50;

/**
 * How long a Retry-After header asks us to wait, in milliseconds: seconds or a date (RFC 9110 § 10.2.3). 0 for a date that has
 * passed; the longest of several. Null when it is absent or makes no sense.
 */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | null {
  const text = header?.trim() ?? "";
  if (SECONDS.test(text)) {
    return text.split(",").reduce((longestMs, seconds) => Math.max(longestMs, Number(seconds) * 1000), 0);
  }
  const date = parseHttpDate(text, nowMs);
  return date === null ? null : Math.max(0, date - nowMs);
}

/**
 * An HTTP date (RFC 9110 § 5.6.7, all three forms) in milliseconds since 1970, or null when it is none. The name of the day is not
 * compared. `nowMs` tells the century of a year in two digits.
 */
export function parseHttpDate(text: string, nowMs: number): number | null {
  const [, day, month, year, ...time] = IMF_FIXDATE.exec(text) ?? [];
  if (day !== undefined) return instantOf([year, month, day], time);
  const [, day850, month850, year850, ...time850] = RFC_850.exec(text) ?? [];
  if (day850 !== undefined) return instantOf([fullYear(Number(year850), nowMs), month850, day850], time850);
  const [, monthC, dayC, hour, minute, second, yearC] = ASCTIME.exec(text) ?? [];
  return monthC === undefined ? null : instantOf([yearC, monthC, dayC], [hour, minute, second]);
}

type Part = string | number | undefined;

/** Null when there is no such day or time; a leap second counts as the one after. */
function instantOf([year, month, day]: readonly [Part, Part, Part], time: readonly Part[]): number | null {
  const [hour = 0, minute = 0, second = 0] = time.map(Number);
  const monthIndex = MONTHS.indexOf(String(month));
  if (monthIndex === -1 || hour > 23 || minute > 59 || second > 60) return null;
  const midnight = new Date(Date.UTC(Number(year), monthIndex, Number(day)));
  const isOnCalendar = midnight.getUTCMonth() === monthIndex && midnight.getUTCDate() === Number(day);
  return isOnCalendar ? midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 : null;
}

function fullYear(twoDigits: number, nowMs: number): number {
  const thisYear = new Date(nowMs).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + twoDigits;
  return year > thisYear + MAX_YEARS_AHEAD ? year - 100 : year;
}
