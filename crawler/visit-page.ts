import type { Clock } from "../core/clock.ts";
import { discoverFrom, discoverRedirect, type DiscoveryRules } from "./discover.ts";
import type { Fetcher, FetchResult } from "./fetch/fetcher.ts";
import { pageOrder } from "./page-request.ts";
import type { Pacer } from "./politeness/pacer.ts";
import type { ParkingLot } from "./politeness/parking.ts";
import { MAX_RETRY_AFTER_MS, parseRetryAfter } from "./politeness/retry-after.ts";
import type { Discovered, PageWrite, Task } from "./ports.ts";
import { readExchange, skippedVisit, type AnswerRead } from "./read-answer.ts";
import { isHostFailure, retriesOf } from "./retry-rules.ts";
import type { RobotsGate } from "./robots/robots-gate.ts";
import type { CrawlSettings } from "./settings.ts";

/** What a visit is made with. */
export interface VisitParts {
  readonly fetcher: Fetcher;
  readonly pacer: Pacer;
  readonly parking: ParkingLot;
  readonly robots: RobotsGate;
  readonly clock: Clock;
  readonly settings: CrawlSettings;
  readonly headers: Readonly<Record<string, string>>;
  readonly rules: DiscoveryRules;
}

/** What came of a task. */
export interface VisitMade {
  /** Null: nothing was asked, the task waits again. */
  readonly page: PageWrite | null;
  /** Set when the host must be left alone for a while: for how long (Infinity: this crawl) and why. */
  readonly defer: { readonly forMs: number; readonly why: string } | null;
}

/** Visits one address: robots first, then one exchange at the host's pace. Never throws for what the web does. */
export async function visitPage(task: Task, parts: VisitParts): Promise<VisitMade> {
  const { clock, settings } = parts;
  const frame = { url: task.url, startedMs: clock.nowMs() };
  const verdict = await parts.robots.judge(task.url);
  if (verdict === "not-now") {
    return { page: null, defer: { forMs: settings.robotsRetryMs, why: "robots.txt could not be read" } };
  }
  if (verdict === "disallowed") return { page: pageOf(task, skippedVisit(frame, "robots")), defer: null };
  const order = pageOrder(task.requestUrl, parts.headers, settings);
  const result = await parts.pacer.run(task.ownerKey, async () => await parts.fetcher.fetch(order));
  const read = readExchange(result, frame);
  return { page: settledPage(task, read, parts), defer: deferral(task, { result, read }, parts) };
}

function settledPage(task: Task, read: AnswerRead, parts: VisitParts): PageWrite {
  const { visit, links, redirectTo } = read;
  if (redirectTo !== null && task.redirectHops >= parts.settings.maxRedirectHops) {
    const { url, startedMs, durationMs, sizeBytes } = visit;
    const common = { url, startedMs, durationMs, sizeBytes };
    return pageOf(task, { ...common, kind: "failed", code: "redirect-limit", detail: redirectTo });
  }
  const isAgain = task.attempts < retriesOf(visit);
  const delayMs = parts.settings.retryDelaysMs[task.attempts] ?? parts.settings.retryDelaysMs.at(-1) ?? 0;
  return {
    task,
    visit,
    links,
    discovered: discoveries(task, read, parts.rules),
    retryAtMs: isAgain ? parts.clock.nowMs() + delayMs : null,
  };
}

function discoveries(task: Task, read: AnswerRead, rules: DiscoveryRules): readonly Discovered[] {
  if (read.redirectTo === null) return discoverFrom({ task, links: read.links, robots: read.robots }, rules);
  const onward = discoverRedirect(task, read.redirectTo, rules);
  return onward === null ? [] : [onward];
}

/** Retry-After is honoured whatever the page; failures in a row park the host. */
function deferral(
  task: Task,
  made: { readonly result: FetchResult; readonly read: AnswerRead },
  parts: VisitParts,
): VisitMade["defer"] {
  const { result } = made;
  const parked = parts.parking.note(task.ownerKey, isHostFailure(made.read.visit));
  if (result.kind === "answer" && (result.httpStatus === 429 || result.httpStatus === 503)) {
    const asked = parseRetryAfter(result.headers["retry-after"], parts.clock.nowMs());
    if (asked !== null) {
      const forMs = asked > MAX_RETRY_AFTER_MS ? Number.POSITIVE_INFINITY : asked;
      return { forMs, why: `Retry-After with status ${result.httpStatus}` };
    }
  }
  return parked.kind === "park" ? { forMs: parked.forMs, why: "failures in a row" } : null;
}

function pageOf(task: Task, visit: PageWrite["visit"]): PageWrite {
  return { task, visit, links: [], discovered: [], retryAtMs: null };
}
