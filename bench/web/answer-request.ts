import type { IncomingMessage, ServerResponse } from "node:http";
import { gunzipSync } from "node:zlib";
import type { PageBodies } from "./page-bodies.ts";
import { preciseNowMs, type LoggedRequest } from "./request-log.ts";

/** What one virtual host answers from. */
export interface HostParts {
  readonly host: number;
  /** Numbers of pages by path. */
  readonly pageOfPath: ReadonlyMap<string, number>;
  readonly bodies: PageBodies;
  /** Called when an answer has been handed over. */
  readonly onAnswered: (request: LoggedRequest) => void;
}

const ROBOTS = "# Bench web: every page may be read.\nUser-agent: *\nAllow: /\n";

/** Answers a request as a busy static server does: headers of a cache, a body that was compressed before. */
export function answerRequest(parts: HostParts, request: IncomingMessage, response: ServerResponse): void {
  const startMs = preciseNowMs();
  const path = request.url ?? "";
  const page = request.method === "GET" ? (parts.pageOfPath.get(path) ?? -1) : -1;
  const kind = page >= 0 ? "page" : path === "/robots.txt" ? "robots" : "other";
  response.on("finish", () => parts.onAnswered({ host: parts.host, kind, page, startMs, endMs: preciseNowMs() }));
  if (kind === "page") {
    sendPage(parts.bodies(parts.host, page), { etag: `"${parts.host}-${page}"`, request, response });
    return;
  }
  const body = kind === "robots" ? ROBOTS : "Not found\n";
  response.writeHead(kind === "robots" ? 200 : 404, { "content-type": "text/plain", "content-length": body.length });
  response.end(request.method === "HEAD" ? "" : body);
}

function sendPage(
  body: Buffer,
  to: { readonly etag: string; readonly request: IncomingMessage; readonly response: ServerResponse },
): void {
  const { etag, request, response } = to;
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "max-age=300",
    vary: "Accept-Encoding",
    etag,
  };
  if (/\bgzip\b/.test(request.headers["accept-encoding"] ?? "")) {
    response.writeHead(200, { ...headers, "content-encoding": "gzip", "content-length": body.length });
    response.end(body);
    return;
  }
  const plain = gunzipSync(body);
  response.writeHead(200, { ...headers, "content-length": plain.length });
  response.end(plain);
}
