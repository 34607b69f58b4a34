/** Time as the program sees it. Injected, so that tests and `--as-of` decide what the hour is. */
export interface Clock {
  /**
   * Milliseconds since 1970, for what is stored, shown and waited for: the wall clock as it stood at the start, and from
   * there at the pace of `monotonicMs`. It neither leaps nor goes back when the machine's clock is set.
   */
  readonly nowMs: () => number;
  /** What the machine's clock says now, milliseconds since 1970: for the hours of the day alone, as it may leap and go back. */
  readonly wallMs: () => number;
  /** A clock that never goes back, in milliseconds from any origin: for delays and durations. */
  readonly monotonicMs: () => number;
  /** Resolves after `durationMs`, or rejects as soon as `signal` is aborted. */
  readonly sleep: (durationMs: number, signal?: AbortSignal) => Promise<void>;
}

/** The clock, or one that runs on from `leastMs` (milliseconds since 1970; null: anywhere) when that is later. */
export function clockNotBefore(clock: Clock, leastMs: number | null): Clock {
  const aheadMs = Math.max(0, (leastMs ?? 0) - clock.nowMs());
  return aheadMs === 0 ? clock : { ...clock, nowMs: () => clock.nowMs() + aheadMs };
}

/** ISO 8601 in UTC to the second, as stored and published: `2026-10-03T08:15:00Z`. */
export function isoSeconds(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/\.\d{3}Z$/, "Z");
}
