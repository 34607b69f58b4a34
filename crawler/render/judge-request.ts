import { isTracker } from "./tracker-hosts.ts";

/** A request that a page is about to make, as the DevTools protocol tells it (`Fetch.requestPaused`). */
export interface PageRequest {
  readonly url: string;
  readonly method: string;
  readonly resourceType: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the page did so far. */
export interface PageHistory {
  /** Host with port of the address that was ordered. */
  readonly host: string;
  /** Documents asked for: the first, redirects, and navigations by script. */
  readonly documents: number;
  readonly maxDocuments: number;
  readonly requests: number;
  readonly maxRequests: number;
}

/** Why a request of a page is not made. */
export type RequestRefusal =
  | "method"
  | "scheme"
  | "type"
  | "prefetch"
  | "tracker"
  | "other-host"
  | "redirect-limit"
  | "budget";

const WANTED_TYPES: ReadonlySet<string> = new Set(["Document", "Stylesheet", "Script", "XHR", "Fetch"]);

/** Whether a page's request may go on to robots and the network: null, or why not. Frames have been refused before. */
export function judgeRequest(request: PageRequest, history: PageHistory): RequestRefusal | null {
  if (request.method !== "GET") return "method";
  const url = URL.parse(request.url);
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) return "scheme";
  if (!WANTED_TYPES.has(request.resourceType) || wantsEventStream(request)) return "type";
  if (isPrefetch(request)) return "prefetch";
  if (isTracker(url)) return "tracker";
  if (request.resourceType === "Document") {
    if (url.host !== history.host) return "other-host";
    if (history.documents >= history.maxDocuments) return "redirect-limit";
  }
  return history.requests >= history.maxRequests ? "budget" : null;
}

/** Streams of events never end, and no page is quiet with one (HTML Standard § 9.2). */
function wantsEventStream(request: PageRequest): boolean {
  return headerOf(request, "accept").includes("text/event-stream");
}

/** What the page might need later, we do not (Fetch Standard, `Sec-Purpose`). */
function isPrefetch(request: PageRequest): boolean {
  return `${headerOf(request, "sec-purpose")} ${headerOf(request, "purpose")}`.includes("prefetch");
}

function headerOf(request: PageRequest, name: string): string {
  for (const [key, value] of Object.entries(request.headers))
    if (key.toLowerCase() === name) return value.toLowerCase();
  return "";
}
