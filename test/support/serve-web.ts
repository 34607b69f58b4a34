import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a fake server answers to one path. */
export interface FakeAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Answers by path, `*` for all others; a function may answer anything, or misbehave with the response at hand. */
export type FakePages = Readonly<
  Record<string, FakeAnswer | string | ((request: IncomingMessage, response: ServerResponse) => void)>
>;

/** A request as the server saw it. */
export interface LoggedRequest {
  readonly host: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly startedMs: number;
  /** When its answer was handed over whole, or its connection ended; null while it is under way. */
  readonly endedMs: number | null;
  /** Requests under way on this host when it came, itself included. */
  readonly open: number;
}

/** Connections of a host: made so far, and most of them open at once. */
export interface HostConnections {
  readonly made: number;
  readonly mostAtOnce: number;
}

/** Fake servers on loopback, one address per host. */
export interface FakeWeb {
  /** For `allowPrivateNetwork`: `host:443` to origin. */
  readonly network: ReadonlyMap<string, string>;
  readonly log: readonly LoggedRequest[];
  readonly connections: (host: string) => HostConnections;
  readonly close: () => Promise<void>;
}

/** How a fake web is served. */
export interface ServeOptions {
  /** Address on loopback of the `index`-th host; each has its own unless told. */
  readonly addressOf?: (host: string, index: number) => string;
}

const ownAddress = (_host: string, index: number): string => `127.9.${Math.floor(index / 250)}.${(index % 250) + 1}`;

/** Serves pages by host name, each host on an address of its own unless told otherwise. Unknown paths answer 404. */
export async function serveWeb(
  web: Readonly<Record<string, FakePages>>,
  { addressOf = ownAddress }: ServeOptions = {},
): Promise<FakeWeb> {
  const log: LoggedRequest[] = [];
  const servers: Server[] = [];
  const network = new Map<string, string>();
  const connections = new Map<string, HostConnections>();
  for (const [index, [host, pages]] of Object.entries(web).entries()) {
    let open = 0;
    const server = createServer((request, response) => {
      const path = request.url ?? "";
      open += 1;
      const entry: Writable<LoggedRequest> = {
        host,
        path,
        headers: request.headers,
        startedMs: performance.now(),
        endedMs: null,
        open,
      };
      log.push(entry);
      response.on("finish", () => (entry.endedMs ??= performance.now()));
      response.on("close", () => {
        open -= 1;
        entry.endedMs ??= performance.now();
      });
      answer(pages[path] ?? pages["*"], request, response);
    });
    connections.set(host, countConnections(server));
    const address = addressOf(host, index);
    await new Promise<void>((resolve) => server.listen(0, address, resolve));
    network.set(`${host}:443`, `http://${address}:${(server.address() as AddressInfo).port}`);
    servers.push(server);
  }
  const close = async (): Promise<void> => {
    for (const server of servers) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  };
  return { network, log, connections: (host) => connections.get(host) ?? { made: 0, mostAtOnce: 0 }, close };
}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

function countConnections(server: Server): HostConnections {
  const count: Writable<HostConnections> = { made: 0, mostAtOnce: 0 };
  let now = 0;
  server.on("connection", (socket) => {
    count.made += 1;
    now += 1;
    count.mostAtOnce = Math.max(count.mostAtOnce, now);
    socket.on("close", () => (now -= 1));
  });
  return count;
}

function answer(page: FakePages[string] | undefined, request: IncomingMessage, response: ServerResponse): void {
  if (typeof page === "function") {
    page(request, response);
    return;
  }
  const { status, headers, body } = typeof page === "string" ? { body: page } : (page ?? { status: 404, body: "none" });
  response.writeHead(status ?? 200, { "content-type": "text/html; charset=utf-8", ...headers });
  response.end(body ?? "");
}
