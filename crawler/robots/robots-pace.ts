/** Longest pace that is told apart, in seconds: 31 years are as good as never. */
const LONGEST_SECONDS = 1e9;

const CRAWL_DELAY = /^(\d+(?:[.,]\d*)?|[.,]\d+)\s*(?:s|secs?|seconds?)?(?=[\s,;]|$)/i;
const REQUEST_RATE = /^(\d{1,9})\s*\/\s*(\d{1,9})\s*([smhd]?)(?=[\s,;]|$)/i;
const UNIT_SECONDS: ReadonlyMap<string, number> = new Map([
  ["", 1],
  ["s", 1],
  ["m", 60],
  ["h", 3600],
  ["d", 86_400],
]);

/** Value of a `crawl-delay` record in seconds, by its leading number; null when it has none. No RFC defines it. */
export function crawlDelayOf(value: string): number | null {
  const [, number] = CRAWL_DELAY.exec(value) ?? [];
  return number === undefined ? null : Math.min(Number(number.replace(",", ".")), LONGEST_SECONDS);
}

/**
 * Value of a `request-rate` record (`requests/period`, the period in seconds or with a unit) as seconds per request; null when it
 * makes no sense. Hours behind it are not read: the rate holds all day. No RFC defines it.
 */
export function requestRateOf(value: string): number | null {
  const [, requests, period, unit = ""] = REQUEST_RATE.exec(value) ?? [];
  if (requests === undefined || Number(requests) === 0 || Number(period) === 0) return null;
  const seconds = Number(period) * (UNIT_SECONDS.get(unit.toLowerCase()) ?? 1);
  return Math.min(seconds / Number(requests), LONGEST_SECONDS);
}

/** The longer of two paces in seconds; null when there is neither. */
export function slower(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}
