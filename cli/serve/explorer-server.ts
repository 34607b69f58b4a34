import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { UserError } from "../../core/user-error.ts";
import { decideFile } from "./respond-file.ts";

/** Sent with every answer. Pages carry the same policy in a meta element, for other file hosts. */
const SECURITY_HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
} as const;

/** An explorer being served. */
export interface ExplorerServer {
  /** `http://127.0.0.1:8080/` */
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** Serves a published folder on the loopback address only. Port 0 takes any free one. Throws UserError when it is taken. */
export async function serveExplorer(folder: string, port: number): Promise<ExplorerServer> {
  const hosts = new Set<string>();
  const server = createServer((request, response) => {
    answer(request, response, { folder, hosts }).catch(() => {
      response.destroy();
    });
  });
  server.requestTimeout = 10_000;
  server.maxConnections = 256;
  const bound = await listen(server, port);
  for (const name of ["127.0.0.1", "localhost"]) hosts.add(`${name}:${bound}`);
  return {
    address: `http://127.0.0.1:${bound}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  site: { readonly folder: string; readonly hosts: ReadonlySet<string> },
): Promise<void> {
  const { method = "", url: target = "", headers } = request;
  const decision = decideFile({ method, target, host: headers.host ?? "" }, site.hosts);
  if (decision.kind === "refused") {
    refuse(response, decision.status, decision.why);
    return;
  }
  const file = path.join(site.folder, decision.relativePath);
  const found = await stat(file).catch(() => null);
  if (found === null || !found.isFile()) {
    refuse(response, 404, "no such page");
    return;
  }
  const length = { "content-type": decision.contentType, "content-length": found.size };
  response.writeHead(200, { ...SECURITY_HEADERS, ...length });
  if (method === "HEAD") response.end();
  else await pipeline(createReadStream(file), response);
}

function refuse(response: ServerResponse, status: number, why: string): void {
  const allow = status === 405 ? { allow: "GET, HEAD" } : {};
  response.writeHead(status, { ...SECURITY_HEADERS, ...allow, "content-type": "text/plain; charset=utf-8" });
  response.end(`${status}: ${why}\n`);
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const what = error.code === "EADDRINUSE" ? `port ${port} is in use.` : `cannot listen: ${error.message}.`;
      reject(new UserError("usage", [{ where: "--port", what, remedy: "Name another port, or 0 for any free one." }]));
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  return (server.address() as AddressInfo).port;
}
