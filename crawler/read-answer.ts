import { createHash } from "node:crypto";
import type { ExtractedLink } from "../core/link.ts";
import { canonicalizeUrl, type CanonicalUrl } from "../core/url.ts";
import type { FailureCode, Visit } from "../core/visit.ts";
import { decodeBody } from "./extract/decode-body.ts";
import { refreshRedirect } from "./extract/page-metadata.ts";
import { readPage } from "./extract/read-page.ts";
import type { RobotsDirectives } from "./extract/robots-directives.ts";
import type { FetchResult } from "./fetch/fetcher.ts";
import { holdsPage } from "./page-request.ts";

/** An exchange understood: the visit to store, the links on the page, and where a redirect leads. */
export interface AnswerRead {
  readonly visit: Visit;
  readonly links: readonly ExtractedLink[];
  readonly robots: RobotsDirectives;
  readonly redirectTo: CanonicalUrl | null;
}

type Answer = Extract<FetchResult, { kind: "answer" }>;

/** What every visit says, whatever its outcome. */
export interface VisitFrame {
  readonly url: CanonicalUrl;
  readonly startedMs: number;
}

const NO_DIRECTIVES: RobotsDirectives = { noindex: false, nofollow: false };

/** What an exchange means (crawler.md § 8). No effects: the same exchange always gives the same visit. */
export function readExchange(result: FetchResult, frame: VisitFrame): AnswerRead {
  if (result.kind === "refused") return bare({ ...timing(frame), kind: "skipped", reason: result.reason });
  if (result.kind === "failed") {
    return bare({ ...timing(frame, result), kind: "failed", code: result.code, detail: result.detail });
  }
  const { httpStatus } = result;
  const common = timing(frame, result);
  if (httpStatus >= 200 && httpStatus <= 299) return readSuccess(result, frame);
  if (httpStatus === 304) return bare({ ...common, kind: "unchanged", httpStatus });
  if (httpStatus >= 300 && httpStatus <= 399) return readRedirect(result, frame);
  const isBlocked = httpStatus === 401 || httpStatus === 403 || httpStatus === 429 || isChallenge(result);
  return bare({ ...common, kind: isBlocked ? "blocked" : "http-error", httpStatus });
}

/** A visit that was not made, and why. */
export function skippedVisit(frame: VisitFrame, reason: Extract<Visit, { kind: "skipped" }>["reason"]): Visit {
  return { ...timing(frame), kind: "skipped", reason };
}

function readSuccess(answer: Answer, frame: VisitFrame): AnswerRead {
  const { httpStatus, headers, body } = answer;
  const contentType = headers["content-type"] ?? null;
  const mediaType = contentType?.split(";", 1)[0]?.trim().toLowerCase() ?? null;
  const common = timing(frame, answer);
  if (!answer.hasBody || !holdsPage(mediaType, body)) {
    return bare({ ...common, kind: "other-type", httpStatus, contentType: mediaType ?? "" });
  }
  const { text: html, encoding } = decodeBody(body, contentType);
  const page = readPage(html, frame.url, headers);
  const refreshTo = refreshRedirect(page.metadata, frame.url);
  if (refreshTo !== null) {
    const href = page.metadata.refresh?.target ?? "";
    return { ...bare({ ...common, kind: "redirected", httpStatus: 0, to: refreshTo, href }), redirectTo: refreshTo };
  }
  const visit: Visit = {
    ...common,
    kind: "fetched",
    httpStatus,
    contentHash: createHash("sha256").update(html).digest("hex"),
    encoding,
    truncated: answer.truncated,
    shell: page.shell,
    rendered: false,
    text: page.text,
  };
  return { visit, links: page.links, robots: page.metadata.robots, redirectTo: null };
}

function readRedirect(answer: Answer, frame: VisitFrame): AnswerRead {
  const href = answer.headers["location"] ?? "";
  const to = href === "" ? null : canonicalizeUrl(href, frame.url);
  if (to === null) return failed(frame, answer, { code: "bad-redirect", detail: href });
  if (to === frame.url) return failed(frame, answer, { code: "redirect-loop", detail: href });
  const visit: Visit = { ...timing(frame, answer), kind: "redirected", httpStatus: answer.httpStatus, to, href };
  return { ...bare(visit), redirectTo: to };
}

function failed(frame: VisitFrame, answer: Answer, why: { code: FailureCode; detail: string }): AnswerRead {
  return bare({ ...timing(frame, answer), kind: "failed", ...why });
}

/** A page that asks the reader to prove being human. It is never passed: the site is blocked for us. */
function isChallenge(answer: Answer): boolean {
  return answer.headers["cf-mitigated"] !== undefined;
}

function bare(visit: Visit): AnswerRead {
  return { visit, links: [], robots: NO_DIRECTIVES, redirectTo: null };
}

function timing(
  frame: VisitFrame,
  spent: { readonly durationMs?: number; readonly sizeBytes?: number } = {},
): Pick<Visit, "url" | "startedMs" | "durationMs" | "sizeBytes"> {
  const { durationMs = 0, sizeBytes = 0 } = spent;
  return { url: frame.url, startedMs: frame.startedMs, durationMs, sizeBytes };
}
