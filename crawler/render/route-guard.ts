import type { Browser, CDPSession } from "playwright";
import { requestTarget } from "../fetch/request-target.ts";
import { isPageType } from "../page-request.ts";
import type { CrawlSettings } from "../settings.ts";
import type { GuardedPage } from "./guarded-page.ts";
import { identityHeaders } from "./identity-headers.ts";
import { judgeRequest } from "./judge-request.ts";
import type { HeaderEntry, MappedTarget } from "./mapped-exchange.ts";
import { PAGE_POLICY } from "./page-policy.ts";
import { authorityOf } from "./proxy-target.ts";
import { RENDER_LIMITS } from "./render-limits.ts";

/** Parts of `Fetch.requestPaused` that we read. */
interface PausedRequest {
  readonly requestId: string;
  readonly frameId: string;
  readonly resourceType: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  /** Given when the answer has come. */
  readonly responseStatusCode?: number;
  /** Given when none came. */
  readonly responseErrorReason?: string;
  readonly responseHeaders?: readonly HeaderEntry[];
}

/** Judges every request of a browser. */
export interface RouteGuard {
  /** From now on the page's requests are judged by its order. */
  readonly watch: (frameId: string, page: GuardedPage) => void;
  /** From now on none of them is let out. */
  readonly forget: (frameId: string) => void;
}

const HINTS: ReadonlySet<string> = new Set(["speculation-rules", "link", "report-to", "reporting-endpoints", "nel"]);

/** `Fetch` at the browser's own target sees what all its targets ask: pages, frames, workers and preflights of CORS. */
const PATTERNS = [
  { urlPattern: "*", requestStage: "Request" as const },
  { urlPattern: "*", requestStage: "Response" as const, resourceType: "Document" as const },
];

/**
 * Holds each request of a browser until it is judged. Only main frames of renderings under way may ask: whatever comes
 * from another frame, a worker or a popup is refused unseen.
 */
export async function guardRoutes(browser: Browser, settings: CrawlSettings): Promise<RouteGuard> {
  const session = await browser.newBrowserCDPSession();
  const pages = new Map<string, GuardedPage>();
  session.on("Fetch.requestPaused", (event) => {
    void answerPaused(event, { session, settings, page: pages.get(event.frameId) ?? null });
  });
  await session.send("Fetch.enable", { patterns: PATTERNS });
  return {
    watch: (frameId, page) => pages.set(frameId, page),
    forget: (frameId) => pages.delete(frameId),
  };
}

interface GuardContext {
  readonly session: CDPSession;
  readonly settings: CrawlSettings;
  readonly page: GuardedPage | null;
}

async function answerPaused(event: PausedRequest, context: GuardContext): Promise<void> {
  const { page } = context;
  try {
    if (page === null) await refuse(event, context);
    else if (event.responseErrorReason !== undefined) await letFail(event, context);
    else if (event.responseStatusCode !== undefined) await admitDocument(event, context, page);
    else if (await isRefused(event, context, page)) await refuse(event, context);
    else await letOut(event, context, page);
  } catch (error) {
    // A request that is gone with its page needs no answer; anything else is a mistake of ours.
    const isGone = error instanceof Error && /closed|Invalid InterceptionId|crashed|disconnected/i.test(error.message);
    if (!isGone && page !== null) page.bug = error;
  }
}

/** Whether the order, robots or opt-out forbid a request; a refused document is the page's failure. */
async function isRefused(event: PausedRequest, context: GuardContext, page: GuardedPage): Promise<boolean> {
  const { url, method, headers } = event.request;
  const isDocument = event.resourceType === "Document";
  const maxDocuments = context.settings.maxRedirectHops + 1;
  const { host, documents, requests } = page;
  const history = { host, documents, maxDocuments, requests, maxRequests: RENDER_LIMITS.maxRequests };
  const refusal = judgeRequest({ url, method, headers, resourceType: event.resourceType }, history);
  const isForbidden = refusal === null && !(await page.order.mayRequest(url));
  if (refusal === null && !isForbidden) return false;
  page.blocked += 1;
  if (isDocument && page.failure === null) {
    const code = refusal === "redirect-limit" ? "redirect-limit" : documents === 0 ? "internal" : "bad-redirect";
    page.failure = { code, detail: `${url} may not be asked: ${refusal ?? "robots or opt-out"}` };
  }
  return true;
}

/** A browser asks only the ports of the web. */
const NO_HOSTS: ReadonlySet<string> = new Set();

async function letOut(event: PausedRequest, context: GuardContext, page: GuardedPage): Promise<void> {
  const { requestId, request } = event;
  const target = requestTarget(request.url, {
    allowPrivateNetwork: context.settings.allowPrivateNetwork,
    registeredHosts: NO_HOSTS,
  });
  if (target.kind === "refused") {
    page.blocked += 1;
    if (event.resourceType === "Document") page.failure ??= { code: "internal", detail: `refused: ${target.reason}` };
    await refuse(event, context);
    return;
  }
  page.requests += 1;
  if (event.resourceType === "Document") page.documents += 1;
  const headers = identityHeaders(request.headers, page.order.headers);
  if (target.kind === "mapped") {
    await fulfil(event, context, { page, target, headers });
    return;
  }
  const authority = authorityOf(request.url);
  if (authority !== null) page.lane.admit(authority);
  await context.session.send("Fetch.continueRequest", { requestId, headers });
}

interface MappedRequest {
  readonly page: GuardedPage;
  readonly target: MappedTarget;
  readonly headers: readonly HeaderEntry[];
}

async function fulfil(event: PausedRequest, context: GuardContext, asked: MappedRequest): Promise<void> {
  const { page, target } = asked;
  const answer = await page.mapped.ask(target, asked.headers, RENDER_LIMITS.maxBytes - page.sizeBytes);
  const isDocument = event.resourceType === "Document";
  if (answer.kind === "failed") {
    if (isDocument) page.failure ??= { code: answer.code, detail: answer.detail };
    await refuse(event, context);
    return;
  }
  page.mappedBytes += answer.body.length;
  if (isDocument) {
    page.wasAnsweredBy(target.origin);
    if (!mayBeRead(answer.httpStatus, answer.headers, page)) {
      await refuse(event, context);
      return;
    }
  }
  await context.session.send("Fetch.fulfillRequest", {
    requestId: event.requestId,
    responseCode: answer.httpStatus,
    responseHeaders: isDocument ? withPolicy(answer.headers) : [...answer.headers],
    body: Buffer.from(answer.body).toString("base64"),
  });
}

/** The answer for a document that came through the proxy: taken with our policy beside its own. */
async function admitDocument(event: PausedRequest, context: GuardContext, page: GuardedPage): Promise<void> {
  const { requestId, responseStatusCode = 0, responseHeaders = [] } = event;
  if (!mayBeRead(responseStatusCode, responseHeaders, page)) {
    await refuse(event, context);
    return;
  }
  await context.session.send("Fetch.continueResponse", {
    requestId,
    responseCode: responseStatusCode,
    responseHeaders: withPolicy(responseHeaders),
  });
}

async function letFail(event: PausedRequest, context: GuardContext): Promise<void> {
  await context.session.send("Fetch.continueRequest", { requestId: event.requestId });
}

/** Whether a document is a redirect or a page: others would be downloads. */
function mayBeRead(httpStatus: number, headers: readonly HeaderEntry[], page: GuardedPage): boolean {
  if (httpStatus >= 300 && httpStatus <= 399) return true;
  const contentType = headers.find(({ name }) => name.toLowerCase() === "content-type")?.value ?? null;
  const mediaType = contentType?.split(";", 1)[0]?.trim().toLowerCase() ?? null;
  if (isPageType(mediaType)) return true;
  page.failure ??= { code: "protocol", detail: `no page: ${mediaType ?? ""}` };
  return false;
}

/** A document's headers with our policy, and without hints to ask for more. */
function withPolicy(headers: readonly HeaderEntry[]): HeaderEntry[] {
  const kept = headers.filter(({ name }) => !HINTS.has(name.toLowerCase()));
  return [...kept, { name: "content-security-policy", value: PAGE_POLICY }];
}

async function refuse(event: PausedRequest, context: GuardContext): Promise<void> {
  await context.session.send("Fetch.failRequest", { requestId: event.requestId, errorReason: "BlockedByClient" });
}
