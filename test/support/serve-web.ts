import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a fake server answers to one path. */
export interface FakeAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Answers by path; a function may answer anything, or misbehave with the response at hand. */
export type FakePages = Readonly<
  Record<string, FakeAnswer | string | ((request: IncomingMessage, response: ServerResponse) => void)>
>;

/** A request as the server saw it. */
export interface LoggedRequest {
  readonly host: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly startedMs: number;
  /** Requests under way on this host when it came, itself included. */
  readonly open: number;
}

/** Fake servers on loopback, one address per host. */
export interface FakeWeb {
  /** For `allowPrivateNetwork`: `host:443` to origin. */
  readonly network: ReadonlyMap<string, string>;
  readonly log: readonly LoggedRequest[];
  readonly close: () => Promise<void>;
}

/** Serves pages by host name, each host on an address of its own. Unknown paths answer 404. */
export async function serveWeb(web: Readonly<Record<string, FakePages>>): Promise<FakeWeb> {
  const log: LoggedRequest[] = [];
  const servers: Server[] = [];
  const network = new Map<string, string>();
  for (const [index, [host, pages]] of Object.entries(web).entries()) {
    let open = 0;
    const server = createServer((request, response) => {
      open += 1;
      response.on("close", () => (open -= 1));
      const path = request.url ?? "";
      log.push({ host, path, headers: request.headers, startedMs: performance.now(), open });
      answer(pages[path], request, response);
    });
    const address = `127.9.${Math.floor(index / 250)}.${(index % 250) + 1}`;
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
  return { network, log, close };
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
