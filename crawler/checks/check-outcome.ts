import { canonicalizeUrl, type CanonicalUrl } from "../../core/url.ts";
import type { FailureCode } from "../../core/visit.ts";
import { isChallenge } from "../challenge.ts";
import { isPageType } from "../page-request.ts";
import type { ExchangeResult } from "../politeness/exchange.ts";
import type { CheckOutcome, GoneFailure } from "./check-rules.ts";

/** How asking one address ended; robots.txt may have forbidden it, or its host be known to be gone. */
export type HopResult =
  | Exclude<ExchangeResult, { kind: "held" }>
  | { readonly kind: "refused"; readonly reason: "robots" }
  | { readonly kind: "gone"; readonly code: GoneFailure };

type Answer = Extract<HopResult, { kind: "answer" }>;

/** One address on the way from a target to where it ends. */
export interface Hop {
  readonly url: CanonicalUrl;
  readonly result: HopResult;
}

const PERMANENT: ReadonlySet<number> = new Set([301, 308]);
const BLOCKED: ReadonlySet<number> = new Set([401, 403, 429]);

/** What the hops of one target say, first one first; at least one (crawler.md § 8, § 9). No effects. */
export function outcomeOf(hops: readonly [Hop, ...Hop[]]): CheckOutcome {
  const last = hops.at(-1) ?? hops[0];
  const before = hops.slice(0, -1);
  const frame = {
    url: hops[0].url,
    chain: before.map((hop) => hop.url),
    finalUrl: last.url,
    isPermanent: before.length > 0 && before.every(({ result }) => PERMANENT.has(statusOf(result) ?? 0)),
  };
  const { result } = last;
  if (result.kind === "refused") return { ...frame, kind: "skipped", httpStatus: null, detail: result.reason };
  if (result.kind === "failed" || result.kind === "gone") {
    return { ...frame, kind: "failed", httpStatus: null, detail: result.code };
  }
  const { httpStatus } = result;
  if (isBlocking(result)) return { ...frame, kind: "blocked", httpStatus, detail: challengeOf(result) };
  if (httpStatus >= 400) return { ...frame, kind: "http-error", httpStatus, detail: null };
  if (isRedirect(result)) return { ...frame, kind: "failed", httpStatus, detail: whyNotFollowed(hops) };
  const mediaType = result.headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase() ?? null;
  if (isPageType(mediaType)) return { ...frame, kind: "fetched", httpStatus, detail: null };
  return { ...frame, kind: "other-type", httpStatus, detail: mediaType };
}

/** Where the last hop leads on, or null when it is the end, was there before, or leads to no web address. */
export function nextHopUrl(hops: readonly Hop[]): CanonicalUrl | null {
  const last = hops.at(-1);
  if (last === undefined || last.result.kind !== "answer" || !isRedirect(last.result)) return null;
  const to = redirectTarget(last.result, last.url);
  return to === null || hops.some((hop) => hop.url === to) ? null : to;
}

/** Whether the answer to a HEAD says so little about the page that GET must be asked: some servers know no HEAD. */
export function needsGet(result: HopResult): boolean {
  if (result.kind !== "answer" || result.httpStatus < 400) return false;
  return result.httpStatus !== 429 && challengeOf(result) === null;
}

function isRedirect(answer: Answer): boolean {
  return answer.httpStatus >= 300 && answer.httpStatus <= 399;
}

function redirectTarget(answer: Answer, base: CanonicalUrl): CanonicalUrl | null {
  const location = answer.headers["location"] ?? "";
  return location === "" ? null : canonicalizeUrl(location, base);
}

/** The last hop is a redirect: to no address, in a circle, or one too many. */
function whyNotFollowed(hops: readonly Hop[]): FailureCode {
  const last = hops.at(-1);
  if (last?.result.kind !== "answer") return "internal";
  const to = redirectTarget(last.result, last.url);
  if (to === null) return "bad-redirect";
  return hops.some((hop) => hop.url === to) ? "redirect-loop" : "redirect-limit";
}

function isBlocking(answer: Answer): boolean {
  return BLOCKED.has(answer.httpStatus) || challengeOf(answer) !== null;
}

/** What keeps us from an answer, or null. */
function challengeOf(answer: Answer): string | null {
  return isChallenge(answer) ? "challenge" : null;
}

function statusOf(result: HopResult): number | null {
  return result.kind === "answer" ? result.httpStatus : null;
}
