import type { OwnerState } from "./frontier-state.ts";

const HOUR = 3_600_000;
/** Longest rest of a host between two tasks, and longest pause before another try. */
const MAX_REST_MS = HOUR;
/** Longest park that has an end. */
const MAX_PARK_MS = 24 * HOUR;

/** A stored time at which a host or task is due, no further ahead than we ever wait: a clock was wrong. */
export function clampRest(dueMs: number, nowMs: number): number {
  return Math.min(dueMs, nowMs + MAX_REST_MS);
}

/** A stored time at which a park ends, likewise. What is parked for this crawl stays so. */
export function clampPark(untilMs: number, nowMs: number): number {
  return untilMs >= Number.MAX_SAFE_INTEGER ? untilMs : Math.min(untilMs, nowMs + MAX_PARK_MS);
}

/** Clamps all that a host waits for. */
export function clampOwner(owner: OwnerState, nowMs: number): void {
  owner.nextAtMs = clampRest(owner.nextAtMs, nowMs);
  owner.blockedUntilMs = clampPark(owner.blockedUntilMs, nowMs);
  for (const [place, retry] of owner.retries.entries()) {
    owner.retries[place] = { ...retry, notBeforeMs: clampRest(retry.notBeforeMs, nowMs) };
  }
}
