import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "../../core/clock.ts";

/** A clock that runs faster than the machine's. */
export interface ScaledClock extends Clock {
  /** What this clock's wall showed at an instant of `performance.now()`, in milliseconds since 1970. */
  readonly wallAt: (performanceMs: number) => number;
}

/** A clock that shows `startMs` now (milliseconds since 1970) and runs `factor` times as fast as the machine's. */
export function scaledClock(startMs: number, factor: number): ScaledClock {
  const originMs = performance.now();
  const monotonicMs = (): number => (performance.now() - originMs) * factor;
  const wallAt = (performanceMs: number): number => startMs + (performanceMs - originMs) * factor;
  const nowMs = (): number => Math.floor(startMs + monotonicMs());
  return {
    nowMs,
    wallMs: nowMs,
    monotonicMs,
    sleep: async (durationMs, signal) => {
      await wait(durationMs / factor, undefined, signal === undefined ? {} : { signal });
    },
    wallAt,
  };
}
