/** Longest Retry-After that is waited for; a longer one ends the host for this crawl. */
export const MAX_RETRY_AFTER_MS = 3_600_000;

/**
 * How long a Retry-After header asks us to wait, in milliseconds: seconds or a date (RFC 9110 § 10.2.3). Null when it is
 * absent or makes no sense.
 */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | null {
  const text = header?.trim() ?? "";
  if (/^\d{1,12}$/.test(text)) return Number(text) * 1000;
  if (!/^[A-Z][a-z]{2,8}, /.test(text)) return null;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}
