import type { CrawlSettings } from "../settings.ts";
import type { TargetCheck } from "../store-port.ts";

/** What one look at a link target found: everything of a check but the times. */
export type CheckOutcome = Pick<
  TargetCheck,
  "kind" | "httpStatus" | "detail" | "chain" | "finalUrl" | "isPermanent" | "url"
>;

/** What of an outcome says whether the target is there. */
export type CheckState = Pick<TargetCheck, "kind" | "httpStatus" | "detail">;

/** Failures that say that a host is not there. */
export type GoneFailure = (typeof GONE_FAILURES)[number];

type Lifetimes = Pick<CrawlSettings, "checkLifetimeMs" | "checkFailureLifetimeMs">;

const GONE_STATUSES: ReadonlySet<number> = new Set([404, 410]);
const GONE_FAILURES = ["dns-not-found", "connect-refused"] as const;

/** Whether a target is to be asked now: never seen, or seen too long ago to be believed (crawler.md § 9). */
export function checkDue(check: TargetCheck | null, nowMs: number, settings: Lifetimes): boolean {
  if (check === null) return true;
  const ageMs = nowMs - check.checkedMs;
  const lifetimeMs = isGood(check) ? settings.checkLifetimeMs : settings.checkFailureLifetimeMs;
  return ageMs < 0 || ageMs >= lifetimeMs;
}

/**
 * The check to keep after another look. A good answer ends a row of bad ones; one that says nothing about the target
 * (blocked, skipped, a passing failure) leaves the row as it was.
 */
export function nextCheck(previous: TargetCheck | null, outcome: CheckOutcome, nowMs: number): TargetCheck {
  const before = isGood(outcome) ? null : previous;
  const isBad = looksBroken(outcome);
  return {
    ...outcome,
    checkedMs: nowMs,
    firstBadMs: before?.firstBadMs ?? (isBad ? nowMs : null),
    lastBadMs: isBad ? Math.max(nowMs, before?.lastBadMs ?? nowMs) : (before?.lastBadMs ?? null),
  };
}

/** Whether a target is broken for sure: it looks so, and did so before, long enough ago (crawler.md § 8). */
export function isBroken(check: TargetCheck, settings: Pick<CrawlSettings, "brokenAfterMs">): boolean {
  if (!looksBroken(check) || check.firstBadMs === null || check.lastBadMs === null) return false;
  return check.lastBadMs - check.firstBadMs >= settings.brokenAfterMs;
}

/** Whether one look found 404, 410, 5xx, no such host, or nobody at its door. Blocked is never broken. */
export function looksBroken(state: CheckState): boolean {
  if (state.kind === "failed") return isGoneFailure(state.detail ?? "");
  if (state.kind !== "http-error" || state.httpStatus === null) return false;
  return GONE_STATUSES.has(state.httpStatus) || state.httpStatus >= 500;
}

/** Whether a failure says that the host is not there: no such name, or nobody at its door. */
export function isGoneFailure(code: string): code is GoneFailure {
  return GONE_FAILURES.some((gone) => gone === code);
}

/** Whether the target is there: it answered with a page or a file. */
export function isGood(state: CheckState): boolean {
  return state.kind === "fetched" || state.kind === "other-type";
}
