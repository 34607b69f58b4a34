import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { answerRequest } from "./answer-request.ts";
import { pageBodies } from "./page-bodies.ts";
import type { LoggedRequest } from "./request-log.ts";
import type { WebOrder, WebReply } from "./web-messages.ts";
import { hostAddress, pagePath, type WebShape } from "./web-shape.ts";

// The server's process: started by `startWeb` with the shape as its argument, told what to do by messages.
const KEEP_ALIVE_MS = 60_000;
const BACKLOG = 1024;

const shape = JSON.parse(process.argv[2] ?? "") as WebShape;
const pageOfPath = new Map(Array.from({ length: shape.pages }, (_, page) => [pagePath(page), page]));
const bodies = await pageBodies(shape);
let log: LoggedRequest[] = [];
let cpuBefore = process.cpuUsage();

const origins: string[] = [];
for (let host = 0; host < shape.hosts + shape.warmUpHosts; host += 1) {
  const parts = { host, pageOfPath, bodies, onAnswered: (request: LoggedRequest) => log.push(request) };
  const options = { keepAliveTimeout: KEEP_ALIVE_MS, noDelay: true };
  const server = createServer(options, (request, response) => answerRequest(parts, request, response));
  origins.push(await listen(server, hostAddress(host)));
}

process.on("message", (order: WebOrder) => {
  if (order === "mark") {
    log = log.filter(({ host }) => host < shape.hosts);
    cpuBefore = process.cpuUsage();
  } else if (order === "forget") {
    log = [];
    cpuBefore = process.cpuUsage();
  } else {
    const { user, system } = process.cpuUsage(cpuBefore);
    reply({ kind: "log", log, cpuMs: (user + system) / 1000 });
  }
});
process.on("disconnect", () => process.exit(0));
reply({ kind: "ready", origins });

async function listen(server: Server, address: string): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port: 0, host: address, backlog: BACKLOG }, resolve);
  });
  return `http://${address}:${(server.address() as AddressInfo).port}`;
}

function reply(message: WebReply): void {
  process.send?.(message);
}
