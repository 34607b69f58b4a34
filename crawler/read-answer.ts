import { hash } from "node:crypto";
import type { ExtractedLink } from "../core/link.ts";
import { canonicalizeUrl, hostOf, type CanonicalUrl } from "../core/url.ts";
import type { FailureCode, Visit, VisitOf } from "../core/visit.ts";
import { isChallenge } from "./challenge.ts";
import { decodeBody } from "./extract/decode-body.ts";
import { refreshRedirect } from "./extract/page-metadata.ts";
import type { HostPage } from "./extract/host-readings.ts";
import { readPage, type PageRead } from "./extract/read-page.ts";
import type { FetchResult } from "./fetch/fetcher.ts";
import { giveBack } from "./give-back.ts";
import { limitLinks } from "./limit-links.ts";
import { binaryType, holdsPage } from "./page-request.ts";
import type { ExchangeResult } from "./politeness/exchange.ts";

/** An exchange understood: the visit to store, the links on the page, and where a redirect leads. */
export interface AnswerRead {
  readonly visit: Visit;
  readonly links: readonly ExtractedLink[];
  /** Null: no redirect to an address on the web. */
  readonly redirect: { readonly to: CanonicalUrl; readonly href: string } | null;
  /** The answer asks the reader to prove being human. */
  readonly isChallenge: boolean;
}

type Answer = Extract<FetchResult, { kind: "answer" }>;

/** A page that came, still to be read. */
export interface PageBody {
  readonly body: Uint8Array;
  readonly contentType: string | null;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly facts: Omit<PageFacts, "contentHash" | "encoding">;
}

/** How pages are read: each alone, or what a host's pages share only once. */
export type ReadPage = (page: HostPage) => PageRead;

/** What every visit says, whatever its outcome. */
export interface VisitFrame {
  readonly url: CanonicalUrl;
  readonly startedMs: number;
}

/**
 * What an exchange means (crawler.md § 8): the same exchange always gives the same visit. The body is used up: see
 * `giveBack`. `read` gives for each page what `readPage` gives.
 */
export function readExchange(
  result: Exclude<ExchangeResult, { kind: "held" }>,
  frame: VisitFrame,
  read: ReadPage = readAlone,
): AnswerRead {
  const judged = judgeExchange(result, frame);
  return "body" in judged ? readBody(judged, read) : judged;
}

/** The same but for a page, which is left to be read: most of the work. */
export function judgeExchange(
  result: Exclude<ExchangeResult, { kind: "held" }>,
  frame: VisitFrame,
): AnswerRead | PageBody {
  if (result.kind === "refused") return bare({ ...timing(frame), kind: "skipped", reason: result.reason });
  if (result.kind === "failed") {
    return bare({ ...timing(frame, result), kind: "failed", code: result.code, detail: result.detail });
  }
  const { httpStatus } = result;
  const common = timing(frame, result);
  if (isChallenge(result)) return { ...bare({ ...common, kind: "blocked", httpStatus }), isChallenge: true };
  if (httpStatus >= 200 && httpStatus <= 299) return judgeSuccess(result, frame);
  if (httpStatus === 304) return bare({ ...common, kind: "unchanged", httpStatus });
  if (httpStatus >= 300 && httpStatus <= 399) return readRedirect(result, frame);
  const isBlocked = httpStatus === 401 || httpStatus === 403 || httpStatus === 429;
  return bare({ ...common, kind: isBlocked ? "blocked" : "http-error", httpStatus });
}

/** A visit that was not made, and why. */
export function skippedVisit(frame: VisitFrame, reason: VisitOf<"skipped">["reason"]): Visit {
  return { ...timing(frame), kind: "skipped", reason };
}

/** A visit that came to nothing, and why. */
export function failedVisit(visit: Visit, why: { readonly code: FailureCode; readonly detail: string }): Visit {
  const { url, startedMs, durationMs, sizeBytes } = visit;
  return { url, startedMs, durationMs, sizeBytes, kind: "failed", ...why };
}

function judgeSuccess(answer: Answer, frame: VisitFrame): AnswerRead | PageBody {
  const { httpStatus, headers, body } = answer;
  const contentType = headers["content-type"] ?? null;
  const mediaType = contentType?.split(";", 1)[0]?.trim().toLowerCase() ?? null;
  const common = timing(frame, answer);
  const binary = binaryType(body);
  if (!answer.hasBody || binary !== null || !holdsPage(mediaType, body)) {
    return bare({ ...common, kind: "other-type", httpStatus, contentType: binary ?? mediaType ?? "" });
  }
  const facts = {
    ...common,
    httpStatus,
    truncated: answer.truncated,
    rendered: false,
    verified: answer.isVerified,
    etag: headers["etag"] ?? null,
    lastModified: headers["last-modified"] ?? null,
  };
  return { body, contentType, headers, facts };
}

/** Reads a page as it came over the wire. Never throws. The body is used up: see `giveBack`. */
export function readBody({ body, contentType, headers, facts: known }: PageBody, read: ReadPage): AnswerRead {
  const { text: html, encoding } = decodeBody(body, contentType);
  const facts = { ...known, contentHash: hash("sha256", body, "hex"), encoding };
  giveBack(body);
  return understood(read({ html, url: facts.url, headers, host: hostOf(facts.url) }), facts);
}

function readAlone({ html, url, headers }: HostPage): PageRead {
  return readPage(html, url, headers);
}

/** What is known of a page before it is read. */
export type PageFacts = Omit<
  VisitOf<"fetched">,
  "kind" | "shell" | "soft404" | "noindex" | "nofollow" | "droppedLinks" | "canonical" | "text"
>;

/** Reads a page's HTML: the same whether it came over the wire or from a browser. */
export function readHtml(html: string, headers: Readonly<Record<string, string>>, facts: PageFacts): AnswerRead {
  return understood(readPage(html, facts.url, headers), facts);
}

function understood(page: PageRead, facts: PageFacts): AnswerRead {
  const { url } = facts;
  const refreshTo = refreshRedirect(page.metadata, url);
  if (refreshTo !== null) {
    const href = page.metadata.refresh?.target ?? "";
    const { startedMs, durationMs, sizeBytes } = facts;
    const common = { url, startedMs, durationMs, sizeBytes };
    const visit: Visit = { ...common, kind: "redirected", httpStatus: 0, to: refreshTo, href };
    return { ...bare(visit), redirect: { to: refreshTo, href } };
  }
  const { links, dropped } = limitLinks(page.links, url);
  const { robots } = page.metadata;
  const visit: Visit = {
    ...facts,
    kind: "fetched",
    shell: page.shell,
    soft404: false,
    noindex: robots.noindex,
    nofollow: robots.nofollow,
    droppedLinks: dropped + page.droppedLinks,
    canonical: page.links.find((link) => link.kind === "canonical")?.url ?? null,
    text: page.text,
  };
  return { ...bare(visit), links };
}

function readRedirect(answer: Answer, frame: VisitFrame): AnswerRead {
  const href = answer.headers["location"] ?? "";
  const to = href === "" ? null : canonicalizeUrl(href, frame.url);
  const common = timing(frame, answer);
  if (to === null) return bare({ ...common, kind: "failed", code: "bad-redirect", detail: href });
  if (to === frame.url) return bare({ ...common, kind: "failed", code: "redirect-loop", detail: href });
  const visit: Visit = { ...common, kind: "redirected", httpStatus: answer.httpStatus, to, href };
  return { ...bare(visit), redirect: { to, href } };
}

function bare(visit: Visit): AnswerRead {
  return { visit, links: [], redirect: null, isChallenge: false };
}

function timing(
  frame: VisitFrame,
  spent: { readonly durationMs?: number; readonly sizeBytes?: number } = {},
): Pick<Visit, "url" | "startedMs" | "durationMs" | "sizeBytes"> {
  const { durationMs = 0, sizeBytes = 0 } = spent;
  return { url: frame.url, startedMs: frame.startedMs, durationMs, sizeBytes };
}
