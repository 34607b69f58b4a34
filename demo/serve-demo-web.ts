import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { DemoWeb } from "./demo-web.ts";
import { respond } from "./respond.ts";

/** A request that a demo server has answered. */
export interface DemoLogEntry {
  readonly host: string;
  readonly target: string;
  readonly userAgent: string;
}

/** The invented web on loopback. */
export interface DemoServers {
  /** `host:port` to origin, for the crawler's `allowPrivateNetwork`. */
  readonly network: ReadonlyMap<string, string>;
  readonly log: readonly DemoLogEntry[];
  readonly close: () => Promise<void>;
}

const HOSTS_PER_BLOCK = 250;
const FIRST_BLOCK = 3;
/** Port on which nobody listens: sites that are down are there. */
const CLOSED_PORT = 9;

/** Answers one request to a host, over one of its schemes. */
export type DemoHandler = (scheme: "http" | "https", request: IncomingMessage, response: ServerResponse) => void;

/** Serves the invented web, and keeps a log of who asked for what. */
export async function serveDemoWeb(web: DemoWeb): Promise<DemoServers> {
  const log: DemoLogEntry[] = [];
  const hosts = await serveDemoHosts(web, (scheme, request, response) =>
    answer({ web, scheme, log }, request, response),
  );
  return { ...hosts, log };
}

/**
 * Serves every host on a loopback address of its own (127.3.0.1 and on), one port for https, one for http. Where such
 * addresses cannot be bound, all share 127.0.0.1 and the Host header tells. Nobody listens for sites that are down.
 */
export async function serveDemoHosts(web: DemoWeb, handle: DemoHandler): Promise<Omit<DemoServers, "log">> {
  const network = new Map<string, string>();
  const servers: Server[] = [];
  const hosts = web.sites.flatMap((site) => [site.host, ...(site.aliasHost === null ? [] : [site.aliasHost])]);
  for (const [index, host] of hosts.entries()) {
    const address = `127.${FIRST_BLOCK + Math.floor(index / (HOSTS_PER_BLOCK * HOSTS_PER_BLOCK))}.${Math.floor(index / HOSTS_PER_BLOCK) % HOSTS_PER_BLOCK}.${(index % HOSTS_PER_BLOCK) + 1}`;
    const isDown = web.siteOfHost(host)?.defect === "down";
    for (const [scheme, port] of [
      ["https", 443],
      ["http", 80],
    ] as const) {
      if (isDown) {
        network.set(`${host}:${port}`, `http://${address}:${CLOSED_PORT}`);
        continue;
      }
      const server = createServer((request, response) => handle(scheme, request, response));
      network.set(`${host}:${port}`, await listen(server, address));
      servers.push(server);
    }
  }
  const close = async (): Promise<void> => {
    for (const server of servers) server.closeAllConnections();
    await Promise.all(servers.map(async (server) => await new Promise((resolve) => server.close(resolve))));
  };
  return { network, close };
}

function answer(
  from: { readonly web: DemoWeb; readonly scheme: "http" | "https"; readonly log: DemoLogEntry[] },
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { host = "", "user-agent": userAgent = "", "accept-encoding": codings = "" } = request.headers;
  const target = request.url ?? "/";
  from.log.push({ host, target, userAgent });
  const acceptsGzip = codings.includes("gzip");
  const { status, headers, body } = respond(from.web, { scheme: from.scheme, host, target, acceptsGzip });
  response.writeHead(status, { ...headers, "content-length": body.length });
  response.end(body);
}

async function listen(server: Server, address: string): Promise<string> {
  const bound = (await tryListen(server, address)) ?? (await tryListen(server, "127.0.0.1"));
  if (bound === null) throw new Error("no loopback address can be bound");
  return `http://${bound.address}:${bound.port}`;
}

async function tryListen(server: Server, address: string): Promise<AddressInfo | null> {
  return await new Promise((resolve) => {
    const onError = (): void => resolve(null);
    server.once("error", onError);
    server.listen(0, address, () => {
      server.off("error", onError);
      resolve(server.address() as AddressInfo);
    });
  });
}
