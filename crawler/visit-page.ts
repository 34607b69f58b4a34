import type { Visit, VisitOf } from "../core/visit.ts";
import { discoverFrom, discoverRedirect } from "./discover.ts";
import { decodeLater } from "./fetch/decode-later.ts";
import { pageOrder } from "./page-request.ts";
import type { ExchangeResult } from "./politeness/exchange.ts";
import type { Discovered, PageMemory, Task } from "./ports.ts";
import { failedVisit, judgeExchange, type AnswerRead, type VisitFrame } from "./read-answer.ts";
import type { CodedAnswer, PageTaken } from "./reading/page-reading.ts";
import { isFingerprint } from "./soft404.ts";
import { retriesOf } from "./retry-rules.ts";
import { conditionalHeaders, revisitOf } from "./revisit.ts";
import { sitemapTasks } from "./visit-sitemap.ts";
import { made, waiting, type VisitMade, type VisitParts } from "./visit-parts.ts";

/** Visits a page: what earlier crawls know of it decides how it is asked for. */
export async function visitPage(task: Task, parts: VisitParts): Promise<VisitMade> {
  const { clock, settings, store } = parts;
  const frame = { url: task.url, startedMs: clock.nowMs() };
  const memory = store.memoryOf(task.url);
  const revisit = revisitOf(memory, frame.startedMs, settings);
  if (memory !== null && revisit === "not-due") {
    const visit = { ...frame, durationMs: 0, sizeBytes: 0, kind: "not-due" } as const;
    return standing(task, visit, { memory, parts });
  }
  const asked = revisit === "conditional" ? memory : null;
  let result = await ask(task, asked, parts);
  const isStrange304 = result.kind === "answer" && result.httpStatus === 304 && asked === null;
  if (isStrange304) result = await ask(task, null, parts);
  if (result.kind === "held") return waiting({ untilMs: result.untilMs, why: result.why });
  return await conclude(task, { result, frame, asked }, { memory, parts });
}

/** An answer, and what was asked. */
interface Asked {
  readonly result: Exclude<ExchangeResult, { kind: "held" }>;
  readonly frame: VisitFrame;
  /** What the question was conditional on. */
  readonly asked: PageMemory | null;
}

/** What was read is named in calls that end before anybody waits: see `VisitMade`. */
function conclude(task: Task, { result, frame, asked }: Asked, context: Context): VisitMade | Promise<VisitMade> {
  const { parts } = context;
  if (isCoded(result) && parts.reading.readCoded !== undefined)
    return concludeCoded(task, { result, frame, asked }, context);
  const judged = judgeExchange(result, frame);
  if ("body" in judged) {
    const read = parts.reading.read(judged, task.siteId);
    return read instanceof Promise ? settleLater(task, read, context) : settle(task, read, context);
  }
  const { visit } = judged;
  if (visit.kind !== "unchanged") return settle(task, judged, context);
  if (asked !== null) return standing(task, visit, { memory: asked, parts });
  const code = { code: "protocol", detail: "304 for a page that was not asked for conditionally" } as const;
  return settleFailure(task, failedVisit(visit, code), parts);
}

/** What is still in its codings is read where they are undone, unless that takes longer. */
async function concludeCoded(
  task: Task,
  asked: Asked & { readonly result: CodedAnswer },
  context: Context,
): Promise<VisitMade> {
  const read = await context.parts.reading.readCoded?.(asked.result, asked.frame, task.siteId);
  // What is taken is named in no call that waits: see `PageTaken`.
  if (read?.isRead === true) return settle(task, read.take(), context);
  return await conclude(task, { ...asked, result: await decodeLater(asked.result) }, context);
}

function isCoded(result: Asked["result"]): result is CodedAnswer {
  return result.kind === "answer" && result.coded !== undefined;
}

async function settleLater(task: Task, reading: Promise<PageTaken>, context: Context): Promise<VisitMade> {
  const read = await reading;
  return settle(task, read.take(), context);
}

interface Context {
  readonly memory: PageMemory | null;
  readonly parts: VisitParts;
}

async function ask(task: Task, memory: PageMemory | null, parts: VisitParts): Promise<ExchangeResult> {
  const headers = memory === null ? parts.headers : { ...parts.headers, ...conditionalHeaders(memory) };
  const order = pageOrder(task.requestUrl, headers, parts.settings);
  const leavesCoded = parts.reading.readCoded !== undefined;
  return await parts.desk.exchange({ ...order, purpose: "page", leavesCoded });
}

/** A page whose earlier reading stands: its links are taken over, and lead on as they did. */
function standing(
  task: Task,
  visit: Visit,
  context: { readonly memory: PageMemory; readonly parts: VisitParts },
): VisitMade {
  const { memory, parts } = context;
  const links = parts.store.earlierLinks(task.url, memory);
  const discovered = discoverFrom({ task, links, nofollow: memory.nofollow }, parts.rules);
  return made(task, { visit, earlier: memory, discovered: [...discovered, ...sitemapTasks(task, parts)] });
}

function settle(task: Task, read: AnswerRead, context: Context): VisitMade | Promise<VisitMade> {
  const { parts } = context;
  if (read.redirect !== null) return settleRedirect(task, read, parts);
  if (read.visit.kind === "fetched") return settlePage(task, { ...read, visit: read.visit }, context);
  if (read.isChallenge) parts.desk.park(task.ownerKey, "it asks readers to prove being human");
  return settleFailure(task, read.visit, parts);
}

function settleRedirect(task: Task, read: AnswerRead, parts: VisitParts): VisitMade {
  const { redirect, visit } = read;
  if (redirect === null) throw new Error("not a redirect");
  const { to } = redirect;
  if (task.chain.includes(to)) {
    return made(task, { visit: failedVisit(visit, { code: "redirect-loop", detail: to }) });
  }
  if (task.chain.length >= parts.settings.maxRedirectHops) {
    return made(task, { visit: failedVisit(visit, { code: "redirect-limit", detail: to }) });
  }
  const onward = discoverRedirect(task, redirect, parts.rules);
  return made(task, { visit, discovered: onward === null ? [] : [onward] });
}

type PageRead = AnswerRead & { readonly visit: VisitOf<"fetched"> };

/** Waits only when nobody knows yet how the host answers for what does not exist. */
function settlePage(task: Task, read: PageRead, context: Context): VisitMade | Promise<VisitMade> {
  const { probes } = context.parts;
  const isJudged = task.depthClicks > 0 && !read.visit.shell;
  const fingerprint = isJudged ? probes.knownOf(task.ownerKey) : null;
  return fingerprint === undefined
    ? settleProbed(task, read, context)
    : settleKnown(task, { ...read, fingerprint }, context);
}

async function settleProbed(task: Task, read: PageRead, context: Context): Promise<VisitMade> {
  const fingerprint = await context.parts.probes.fingerprintOf(task);
  return settleKnown(task, { ...read, fingerprint }, context);
}

/** `fingerprint`: of what the host shows for a page that cannot exist; null when it says so, or the page is not judged. */
function settleKnown(
  task: Task,
  { visit, links, fingerprint }: PageRead & { readonly fingerprint: string | null },
  { memory, parts }: Context,
): VisitMade {
  const soft404 = isFingerprint(fingerprint, visit.text);
  const canonical = visit.canonical === task.url || !isOwn(visit.canonical, task, parts) ? null : visit.canonical;
  const page = { ...visit, soft404, canonical };
  if (soft404) return made(task, { visit: page });
  const discovered = discoverFrom({ task, links, nofollow: visit.nofollow }, parts.rules);
  const more = [...sitemapTasks(task, parts), ...shellTasks(task, visit.shell, parts)];
  const earlier = memory !== null && memory.contentHash === visit.contentHash ? memory : null;
  return made(task, { visit: page, links, earlier, discovered: [...discovered, ...more] });
}

/** A page that shows nothing without its scripts is read once more in a browser. */
function shellTasks(task: Task, isShell: boolean, parts: VisitParts): Discovered[] {
  if (!isShell || !parts.renderings.isWanted) return [];
  const { url, requestUrl, siteId, ownerKey, depthClicks, chain } = task;
  return [{ url, requestUrl, siteId, ownerKey, depthClicks, chain, foundOn: url, skip: null, purpose: "render" }];
}

/** What may pass by itself is tried again. */
function settleFailure(task: Task, visit: Visit, parts: VisitParts): VisitMade {
  const { retryDelaysMs } = parts.settings;
  const isAgain = task.attempts < retriesOf(visit);
  const delayMs = retryDelaysMs[task.attempts] ?? retryDelaysMs.at(-1) ?? 0;
  return made(task, { visit, retryAtMs: isAgain ? parts.clock.nowMs() + delayMs : null });
}

function isOwn(url: VisitCanonical, task: Task, parts: VisitParts): boolean {
  return url !== null && parts.rules.siteOf(url) === task.siteId;
}

type VisitCanonical = Extract<Visit, { kind: "fetched" }>["canonical"];
