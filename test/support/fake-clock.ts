import type { Clock } from "../../core/clock.ts";

/** A clock that moves only when told, or when somebody sleeps on it. */
export interface FakeClock extends Clock {
  readonly advance: (durationMs: number) => void;
}

/** A fake clock that stands at `startMs` (2026-10-03 in UTC unless told). Sleepers move it at once to their waking. */
export function fakeClock(startMs: number = Date.UTC(2026, 9, 3)): FakeClock {
  let elapsedMs = 0;
  return {
    nowMs: () => startMs + elapsedMs,
    wallMs: () => startMs + elapsedMs,
    monotonicMs: () => elapsedMs,
    sleep: (durationMs) => {
      elapsedMs += durationMs;
      return Promise.resolve();
    },
    advance: (durationMs) => {
      elapsedMs += durationMs;
    },
  };
}
