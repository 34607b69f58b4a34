import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "../core/clock.ts";

/** The machine's clock; or, given a day, one that starts at its midnight in UTC and runs on at the same pace. */
export function systemClock(asOf: string | null): Clock {
  const startMs = monotonicMs();
  const originMs = asOf === null ? Date.now() : Date.parse(`${asOf}T00:00:00Z`);
  const nowMs = (): number => Math.floor(originMs + monotonicMs() - startMs);
  return {
    nowMs,
    wallMs: () => (asOf === null ? Date.now() : nowMs()),
    monotonicMs,
    sleep: async (durationMs, signal) => {
      await wait(durationMs, undefined, signal === undefined ? {} : { signal });
    },
  };
}

function monotonicMs(): number {
  return performance.now();
}
