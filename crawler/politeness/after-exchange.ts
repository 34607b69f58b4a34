import type { FailureCode } from "../../core/visit.ts";
import type { FetchResult } from "../fetch/fetcher.ts";
import type { HostMemory } from "../ports.ts";
import type { CrawlSettings } from "../settings.ts";
import { nextLatencyMs } from "./next-delay.ts";
import { isThrottle, throttleHold } from "./throttle.ts";

/** How long a host must be left alone, and why. */
export interface Pause {
  /** Infinity: for the rest of this crawl. */
  readonly forMs: number;
  readonly why: string;
  /** Whether its machine must be left alone too, whatever the host. */
  readonly isForAddress: boolean;
}

/** What a host has taught us with one more exchange. */
export interface Lesson {
  readonly memory: HostMemory;
  /** Null: it may be asked again after its usual rest. */
  readonly pause: Pause | null;
}

/** What the exchange ended with. */
export interface Exchanged {
  readonly result: Exclude<FetchResult, { kind: "refused" }>;
  readonly nowMs: number;
  readonly random: () => number;
}

/** Memory of a host that was never asked. */
export const NEW_HOST: HostMemory = {
  latencyMs: null,
  crawlDelayMs: null,
  failures: 0,
  parks: 0,
  throttles: 0,
  pages: 0,
};

/** Failures that speak against the health of the host, not against one page of it. */
const HOST_FAILURES: ReadonlySet<FailureCode> = new Set([
  "dns-temporary",
  "dns-not-found",
  "connect-refused",
  "connect-timeout",
  "reset",
  "deadline",
  "protocol",
]);

/** What follows from an exchange: mean response time, failures in a row, parking, pauses asked for (crawler.md § 1). */
export function afterExchange(before: HostMemory, exchanged: Exchanged, settings: CrawlSettings): Lesson {
  const { result } = exchanged;
  const isSuccess = result.kind === "answer" && result.httpStatus === 200;
  const latencyMs = nextLatencyMs(before.latencyMs, result.durationMs, isSuccess);
  const counted = { ...before, latencyMs, failures: isHostFailure(result) ? before.failures + 1 : 0 };
  if (result.kind === "answer" && isThrottle(result.httpStatus)) {
    return throttled(counted, { ...exchanged, result }, settings);
  }
  const memory = isSuccess ? { ...counted, throttles: 0 } : counted;
  return parked(memory, settings) ?? { memory, pause: null };
}

/** Whether an exchange counts towards parking its host. */
export function isHostFailure(result: FetchResult): boolean {
  if (result.kind === "answer") return result.httpStatus >= 500 || result.httpStatus === 429;
  return result.kind === "failed" && (HOST_FAILURES.has(result.code) || result.code.startsWith("tls:"));
}

/** The longer of the pause that the answer asks for and of parking. */
function throttled(
  memory: HostMemory,
  exchanged: Exchanged & { readonly result: Extract<FetchResult, { kind: "answer" }> },
  settings: CrawlSettings,
): Lesson {
  const { nowMs, random, result: answer } = exchanged;
  const retryAfter = answer.headers["retry-after"];
  const asked = { httpStatus: answer.httpStatus, retryAfter, nowMs, throttles: memory.throttles, random };
  const { holdMs, throttles, why } = throttleHold(asked, settings);
  const next = { ...memory, throttles };
  const own: Lesson = { memory: next, pause: { forMs: holdMs, why, isForAddress: true } };
  const park = parked(next, settings);
  return (park?.pause?.forMs ?? 0) > holdMs && park !== null ? park : own;
}

/** Failures in a row park a host for a while, and in the end for this crawl. */
function parked(memory: HostMemory, settings: CrawlSettings): Lesson | null {
  if (memory.failures < settings.parkAfterFailures) return null;
  return parkedFor(memory, settings, `${memory.failures} failures in a row`);
}

/** A host that is parked once more: for a while, or after too many times for the rest of this crawl. */
export function parkedFor(memory: HostMemory, settings: CrawlSettings, why: string): Lesson {
  const parks = memory.parks + 1;
  const forMs = parks >= settings.maxParks ? Number.POSITIVE_INFINITY : settings.parkMs;
  return { memory: { ...memory, failures: 0, parks }, pause: { forMs, why, isForAddress: false } };
}
