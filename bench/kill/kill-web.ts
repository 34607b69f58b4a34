import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { DemoWeb } from "../../demo/demo-web.ts";
import { respond } from "../../demo/respond.ts";
import { preciseNowMs } from "../web/request-log.ts";

/** A request as the web's own log has it. */
export interface KillRequest {
  readonly host: string;
  /** Scheme, host and target. */
  readonly url: string;
  readonly startMs: number;
  /** When the last byte of its answer was handed over, or its connection ended; null while it is under way. */
  readonly endMs: number | null;
}

/** A demo web that outlives the crawls that are killed. */
export interface KillWeb {
  /** `host:port` to origin, for `crawl.allowPrivateNetwork`. */
  readonly network: ReadonlyMap<string, string>;
  /** Requests since `forget`, in order of arrival. */
  readonly log: readonly KillRequest[];
  readonly forget: () => void;
  /** Resolves when a request comes. */
  readonly nextRequest: () => Promise<void>;
  readonly close: () => void;
}

type Scheme = "http" | "https";
type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/** Serves each host of a demo web on a loopback address of its own, from 127.21.0.1 on. Hosts that are down must be left out. */
export async function serveKillWeb(web: DemoWeb): Promise<KillWeb> {
  const network = new Map<string, string>();
  const servers: Server[] = [];
  const log: KillRequest[] = [];
  let waiting = Promise.withResolvers<void>();
  const note = (entry: KillRequest): void => {
    log.push(entry);
    waiting.resolve();
    waiting = Promise.withResolvers<void>();
  };
  const hosts = web.sites.flatMap(({ host, aliasHost }) => (aliasHost === null ? [host] : [host, aliasHost]));
  for (const [index, host] of hosts.entries()) {
    for (const [scheme, port] of [
      ["https", 443],
      ["http", 80],
    ] as const) {
      const server = createServer((request, response) => answer({ web, scheme, note }, request, response));
      servers.push(server);
      network.set(`${host}:${port}`, await listen(server, `127.21.${Math.floor(index / 250)}.${(index % 250) + 1}`));
    }
  }
  return {
    network,
    log,
    forget: () => void log.splice(0),
    nextRequest: async () => await waiting.promise,
    close: () => {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

function answer(
  from: { readonly web: DemoWeb; readonly scheme: Scheme; readonly note: (entry: KillRequest) => void },
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { web, scheme, note } = from;
  const { host = "", "accept-encoding": codings = "" } = request.headers;
  const target = request.url ?? "/";
  const entry: Writable<KillRequest> = {
    host,
    url: `${scheme}://${host}${target}`,
    startMs: preciseNowMs(),
    endMs: null,
  };
  note(entry);
  response.on("close", () => (entry.endMs ??= preciseNowMs()));
  const { status, headers, body } = respond(web, { scheme, host, target, acceptsGzip: codings.includes("gzip") });
  response.writeHead(status, { ...headers, "content-length": body.length });
  response.end(body);
  // All of it is the kernel's already: the event that says so comes only after whatever else waits to be answered.
  if (response.socket?.writableLength === 0) entry.endMs = preciseNowMs();
}

async function listen(server: Server, address: string): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, address, resolve);
  });
  return `http://${address}:${(server.address() as AddressInfo).port}`;
}
