import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "../core/clock.ts";

/** The machine's clock; or, given a day, one that starts at its midnight in UTC and runs on at the same pace. */
export function systemClock(asOf: string | null): Clock {
  const startMs = monotonicMs();
  const originMs = asOf === null ? null : Date.parse(`${asOf}T00:00:00Z`);
  return {
    nowMs: () => (originMs === null ? Date.now() : Math.floor(originMs + monotonicMs() - startMs)),
    monotonicMs,
    sleep: async (durationMs, signal) => {
      await wait(durationMs, undefined, signal === undefined ? {} : { signal });
    },
  };
}

function monotonicMs(): number {
  return performance.now();
}
