import type { Random } from "../../core/seeded-random.ts";
import type { CrawlSettings } from "../settings.ts";
import { parseRetryAfter } from "./retry-after.ts";

/** An answer that asks us to slow down, and what went before. */
export interface Throttle {
  /** 429 or 503: see `isThrottle`. */
  readonly httpStatus: number;
  /** Header as received; undefined when absent. */
  readonly retryAfter: string | undefined;
  /** Wall clock. */
  readonly nowMs: number;
  /** Earlier answers of this kind from the host or its address in this run. Success elsewhere does not lower it. */
  readonly throttles: number;
  readonly random: Random;
}

/** How long a host, and the address behind it, must not be asked. */
export interface ThrottleHold {
  /** Milliseconds from now; Infinity for the rest of the run. */
  readonly holdMs: number;
  /** The count to give next time. */
  readonly throttles: number;
  /** For the log and the impact report. */
  readonly why: string;
}

/** Jitter lengthens a pause by this share at most, and never shortens it. */
const MAX_JITTER_SHARE = 0.25;

/** Whether a status asks us to slow down (RFC 6585 § 4, RFC 9110 § 15.6.4). */
export function isThrottle(httpStatus: number): boolean {
  return httpStatus === 429 || httpStatus === 503;
}

/**
 * What a 429 or 503 means for the host (crawler.md § 1): a Retry-After is honoured to the millisecond, one beyond the limit ends the
 * host for this run. Absent, invalid, zero or past, it asks for nothing that we could honour: then the pause doubles each time.
 */
export function throttleHold(
  { httpStatus, retryAfter, nowMs, throttles, random }: Throttle,
  settings: Pick<CrawlSettings, "throttleDelayMs" | "maxRetryAfterMs">,
): ThrottleHold {
  const { throttleDelayMs, maxRetryAfterMs } = settings;
  const counted = throttles + 1;
  const askedMs = parseRetryAfter(retryAfter, nowMs);
  if (askedMs !== null && askedMs > 0) {
    const isHeld = askedMs <= maxRetryAfterMs;
    const why = `status ${httpStatus} with Retry-After of ${Math.ceil(askedMs / 1000)} s`;
    return isHeld
      ? { holdMs: askedMs, throttles: counted, why }
      : { holdMs: Number.POSITIVE_INFINITY, throttles: counted, why: `${why}, longer than we wait` };
  }
  const doubledMs = Math.min(throttleDelayMs * 2 ** throttles, maxRetryAfterMs);
  const holdMs = Math.ceil(Math.min(doubledMs * (1 + MAX_JITTER_SHARE * random()), maxRetryAfterMs));
  return { holdMs, throttles: counted, why: `status ${httpStatus} without usable Retry-After, time ${counted}` };
}
