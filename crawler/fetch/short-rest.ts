/** A body of this size comes with its headers, or right behind them. */
const SHORT_BYTES = 16 * 1024;

/** How long the rest of an answer may take that nobody waits for. */
export const SHORT_REST_MS = 1000;

/**
 * Bytes of a body that is not wanted and yet let in, unread, as it is announced to be short: to close the connection and to open the
 * next one would cost the server more. Null: it is long, or does not say.
 */
export function shortRestBytes(headers: Readonly<Record<string, string>>): number | null {
  const announced = headers["content-length"];
  if (announced === undefined || !/^\d{1,5}$/.test(announced)) return null;
  const sizeBytes = Number(announced);
  return sizeBytes <= SHORT_BYTES ? sizeBytes : null;
}
