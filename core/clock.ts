/** Time as the program sees it. Injected, so that tests and `--as-of` decide what the hour is. */
export interface Clock {
  /** Wall clock, milliseconds since 1970: for dates that are stored and shown. */
  readonly nowMs: () => number;
  /** A clock that never goes back, in milliseconds from any origin: for delays and durations. */
  readonly monotonicMs: () => number;
  /** Resolves after `durationMs`, or rejects as soon as `signal` is aborted. */
  readonly sleep: (durationMs: number, signal?: AbortSignal) => Promise<void>;
}

/** ISO 8601 in UTC to the second, as stored and published: `2026-10-03T08:15:00Z`. */
export function isoSeconds(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/\.\d{3}Z$/, "Z");
}
