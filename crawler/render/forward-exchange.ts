import { request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Headers that belong to one connection, not to the message (RFC 9110 § 7.6.1). */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Raw headers without those that concern one connection alone, as name, value, name, value… */
export function endToEndHeaders(rawHeaders: readonly string[]): string[] {
  const kept: string[] = [];
  for (let place = 0; place + 1 < rawHeaders.length; place += 2) {
    const [name = "", value = ""] = rawHeaders.slice(place, place + 2);
    if (!HOP_BY_HOP.has(name.toLowerCase())) kept.push(name, value);
  }
  return kept;
}

/** Sends a browser's plain http request over a checked connection, and the answer back as it comes. One per connection. */
export function forwardExchange(
  request: IncomingMessage,
  response: ServerResponse,
  way: { readonly upstream: Socket; readonly path: string },
): void {
  const { upstream, path } = way;
  // A broken connection looks broken to the browser too: no answer of ours stands for one of theirs.
  const fail = (): void => {
    response.destroy();
    upstream.destroy();
  };
  const onward = httpRequest({
    createConnection: () => upstream,
    method: request.method,
    path,
    headers: [...endToEndHeaders(request.rawHeaders), "connection", "close"],
    setHost: false,
  });
  onward.on("error", fail);
  onward.on("response", (answer) => {
    answer.on("error", fail);
    answer.on("aborted", fail);
    answer.on("end", () => upstream.destroy());
    response.writeHead(answer.statusCode ?? 502, endToEndHeaders(answer.rawHeaders));
    answer.pipe(response);
  });
  response.on("close", () => upstream.destroy());
  onward.end();
}
