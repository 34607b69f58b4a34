import type { IncomingMessage, ServerResponse } from "node:http";
import type { DemoWeb } from "../../demo/demo-web.ts";
import { serveDemoHosts } from "../../demo/serve-demo-web.ts";
import { respond, type DemoRequest, type DemoResponse } from "../../demo/respond.ts";
import { preciseNowMs } from "../web/request-log.ts";

/** A request as the web's own log has it. */
export interface WebRequest {
  readonly host: string;
  readonly method: string;
  /** Scheme, host and target. */
  readonly url: string;
  readonly target: string;
  readonly status: number;
  readonly startMs: number;
  /** When its answer was handed over whole, or its connection ended; null while it is under way. */
  readonly endMs: number | null;
}

/** What is answered, and how long that takes. */
export type TimedAnswer = DemoResponse & { readonly afterMs: number };

/** A demo web that outlives the crawls that are killed. */
export interface LoggedWeb {
  /** `host:port` to origin, for `crawl.allowPrivateNetwork`. */
  readonly network: ReadonlyMap<string, string>;
  /** Requests since `forget`, in order of arrival. */
  readonly log: readonly WebRequest[];
  readonly forget: () => void;
  /** Resolves when a request comes. */
  readonly nextRequest: () => Promise<void>;
  readonly close: () => Promise<void>;
}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/** Serves the hosts of a demo web with its own answers unless told otherwise. */
export async function serveLoggedWeb(
  web: DemoWeb,
  answerOf: (request: DemoRequest) => TimedAnswer = (request) => ({ ...respond(web, request), afterMs: 0 }),
): Promise<LoggedWeb> {
  const log: WebRequest[] = [];
  let waiting = Promise.withResolvers<void>();
  const note = (entry: WebRequest): void => {
    log.push(entry);
    waiting.resolve();
    waiting = Promise.withResolvers<void>();
  };
  const { network, close } = await serveDemoHosts(web, (scheme, request, response) =>
    answer({ scheme, note, answerOf }, request, response),
  );
  return {
    network,
    log,
    forget: () => void log.splice(0),
    nextRequest: async () => await waiting.promise,
    close,
  };
}

function answer(
  from: {
    readonly scheme: "http" | "https";
    readonly note: (entry: WebRequest) => void;
    readonly answerOf: (request: DemoRequest) => TimedAnswer;
  },
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const startMs = preciseNowMs();
  const { host = "", "accept-encoding": codings = "" } = request.headers;
  const { url: target = "/", method = "GET" } = request;
  const { scheme, note, answerOf } = from;
  const { status, headers, body, afterMs } = answerOf({ scheme, host, target, acceptsGzip: codings.includes("gzip") });
  const url = `${scheme}://${host}${target}`;
  const entry: Writable<WebRequest> = { host, method, url, target, status, startMs, endMs: null };
  note(entry);
  response.on("close", () => (entry.endMs ??= preciseNowMs()));
  const send = (): void => {
    response.writeHead(status, { ...headers, "content-length": body.length });
    // One write holds it all. Whoever asked may have it before the call returns, and long before the event that tells of it.
    entry.endMs = preciseNowMs();
    response.end(body);
  };
  if (afterMs === 0) send();
  else setTimeout(send, afterMs);
}
