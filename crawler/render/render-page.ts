import type { CDPSession, Page } from "playwright";
import type { Clock } from "../../core/clock.ts";
import type { FailureCode, Truncation } from "../../core/visit.ts";
import type { CrawlSettings } from "../settings.ts";
import type { GuardedPage } from "./guarded-page.ts";
import { netFailureOf } from "./net-failure.ts";
import { watchActivity } from "./network-activity.ts";
import { RENDER_LIMITS } from "./render-limits.ts";
import type { RenderOrder, RenderResult } from "./renderer.ts";
import type { RouteGuard } from "./route-guard.ts";
import { removeSpeculation } from "./speculation-guard.ts";
import { takeDocument } from "./take-document.ts";
import { blockedUrlPatterns } from "./tracker-hosts.ts";

/** What a rendering works with. */
export interface PageRender {
  readonly guarded: GuardedPage;
  readonly guard: RouteGuard;
  readonly settings: CrawlSettings;
  readonly clock: Clock;
  /** Aborted when everything is to end. */
  readonly stop: AbortSignal;
}

/** How waiting for a page ended. */
type Waited =
  | { readonly kind: "quiet" | "deadline" }
  | { readonly kind: "failed"; readonly code: FailureCode; readonly detail: string };

const BLOCKED_URLS = blockedUrlPatterns();

/** Asks a page in a browser that is ready, waits until it is loaded and quiet, and takes its document. */
export async function renderPage(page: Page, render: PageRender): Promise<RenderResult> {
  const { guarded, guard, clock } = render;
  const startMs = clock.monotonicMs();
  const measured = (): Pick<
    RenderResult & { kind: "failed" },
    "durationMs" | "requests" | "sizeBytes" | "address"
  > => ({
    durationMs: Math.round(clock.monotonicMs() - startMs),
    requests: guarded.requests,
    sizeBytes: guarded.sizeBytes,
    address: guarded.address,
  });
  const prepared = await prepare(page, guarded.order);
  if (prepared.kind === "failed") return { ...prepared, ...measured() };
  const { session, frameId } = prepared;
  guard.watch(frameId, guarded);
  try {
    const seen = watchDocument(page);
    const waited = await waitForPage(page, session, render);
    if (guarded.bug !== null) throw new Error("a request was judged wrongly", { cause: guarded.bug });
    if (waited.kind === "failed") return { ...waited, ...measured() };
    // A host that was reached may fail later, for something that the page could do without.
    const failure = guarded.failure ?? (guarded.address === null ? guarded.laneFailure : null);
    if (failure !== null) return { kind: "failed", ...failure, ...measured() };
    const limits = { maxBytes: guarded.order.maxBodyBytes, timeoutMs: RENDER_LIMITS.takeOutMs };
    const taken = seen.httpStatus === null ? null : await takeDocument(session, frameId, limits);
    if (seen.httpStatus === null || taken === null) {
      return { kind: "failed", code: "deadline", detail: "the page did not answer in time", ...measured() };
    }
    const isCut = taken.isCut || guarded.lane.isExhausted();
    const truncated: Truncation | null = isCut ? "length" : waited.kind === "deadline" ? "time" : null;
    const { html } = taken;
    const { httpStatus } = seen;
    return {
      kind: "rendered",
      httpStatus,
      html,
      finalUrl: page.url(),
      blocked: guarded.blocked,
      truncated,
      ...measured(),
    };
  } finally {
    guard.forget(frameId);
  }
}

type Failed = Extract<Waited, { kind: "failed" }>;

/** A page that is ready to be asked for, with its main frame. */
interface Prepared {
  readonly kind: "prepared";
  readonly session: CDPSession;
  readonly frameId: string;
}

/** Prepares a page. Whatever goes wrong before anything was asked is the browser's, which may be about to end. */
async function prepare(page: Page, order: RenderOrder): Promise<Prepared | Failed> {
  try {
    const session = await page.context().newCDPSession(page);
    return { kind: "prepared", session, frameId: await introduce(session, order) };
  } catch (error) {
    return { kind: "failed", code: "browser", detail: firstLine(error) };
  }
}

/** Tells the page who it is and what it must not ask, before it asks anything; gives its main frame. */
async function introduce(session: CDPSession, order: RenderOrder): Promise<string> {
  const [{ frameTree }] = await Promise.all([
    session.send("Page.getFrameTree"),
    removeSpeculation(session),
    session.send("Network.enable"),
    session.send("Network.setBlockedURLs", { urls: BLOCKED_URLS }),
    session.send("Emulation.setUserAgentOverride", {
      userAgent: order.headers["user-agent"] ?? "",
      // The engine wants bare tags: it weighs them itself.
      acceptLanguage: (order.headers["accept-language"] ?? "").replaceAll(/;q=[\d.]+/g, ""),
    }),
  ]);
  return frameTree.frame.id;
}

/** Status of the last document that came; null until one did. */
function watchDocument(page: Page): { httpStatus: number | null } {
  const seen: { httpStatus: number | null } = { httpStatus: null };
  page.on("response", (response) => {
    const isDocument = response.request().isNavigationRequest() && response.frame() === page.mainFrame();
    if (isDocument) seen.httpStatus = response.status();
  });
  return seen;
}

async function waitForPage(page: Page, session: CDPSession, render: PageRender): Promise<Waited> {
  const { settings, clock, guarded, stop } = render;
  const over = new AbortController();
  const activity = watchActivity(session, clock);
  const loaded = async (): Promise<Waited> => {
    await page.goto(guarded.order.requestUrl, { waitUntil: "load", timeout: 0 });
    await activity.untilQuiet(settings.renderQuietMs, over.signal);
    return { kind: "quiet" };
  };
  const late = async (): Promise<Waited> => {
    const reserveMs = Math.min(RENDER_LIMITS.takeOutMs, settings.renderTimeoutMs / 2);
    await clock.sleep(settings.renderTimeoutMs - reserveMs, over.signal);
    return { kind: "deadline" };
  };
  try {
    return await Promise.race([loaded(), late(), untilBroken(page, stop)]);
  } catch (error) {
    const failure = guarded.failure ?? guarded.laneFailure;
    if (failure !== null) return { kind: "failed", ...failure };
    const detail = firstLine(error);
    return { kind: "failed", code: netFailureOf(detail), detail };
  } finally {
    over.abort();
  }
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n", 1)[0] ?? "";
}

/** Resolves when the page or its browser breaks, or all is to end. */
async function untilBroken(page: Page, stop: AbortSignal): Promise<Waited> {
  const { promise, resolve } = Promise.withResolvers<string>();
  page.once("crash", () => resolve("the page crashed"));
  page.once("close", () => resolve("the page was closed"));
  page
    .context()
    .browser()
    ?.once("disconnected", () => resolve("the browser ended"));
  if (stop.aborted) resolve("rendering was stopped");
  stop.addEventListener("abort", () => resolve("rendering was stopped"), { once: true });
  return { kind: "failed", code: "browser", detail: await promise };
}
