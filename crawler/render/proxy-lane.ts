import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { FailureCode } from "../../core/visit.ts";
import { failureCodeOf } from "../fetch/failure-code.ts";
import { LookUpError, PrivateAddressError } from "./guarded-lookup.ts";
import { forwardExchange } from "./forward-exchange.ts";
import { dialPublic, type DialParts } from "./guarded-dial.ts";
import type { HostTurns } from "./host-turns.ts";
import { forwardTarget, tunnelTarget, type ProxyTarget } from "./proxy-target.ts";
import { RENDER_LIMITS } from "./render-limits.ts";

/** Why the proxy did not connect: refused by rule, or failed on the way. */
export type LaneFailure =
  | {
      readonly kind: "refused";
      readonly reason: "scheme" | "port" | "method" | "private-address" | "not-admitted" | "budget";
    }
  | { readonly kind: "failed"; readonly code: FailureCode; readonly detail: string };

/** One rendering's way out. */
export interface ProxyLane {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  /** Lets a host (`host:port`) pass, if its address does. */
  readonly admit: (authority: string) => void;
  readonly receivedBytes: () => number;
  /** Whether the limit of bytes was reached; then nothing passes any more. */
  readonly isExhausted: () => boolean;
  /** Address that a host was last reached at; null when it was not. */
  readonly addressOf: (authority: string) => string | null;
  /** Why a host (`host:port`), or a request that names none, was last not reached; null when it was. */
  readonly failureOf: (authority: string) => LaneFailure | null;
  readonly close: () => Promise<void>;
}

/** What a lane is made with. */
export interface LaneParts extends DialParts {
  readonly turns: HostTurns;
  readonly maxBytes: number;
}

type Target = Extract<ProxyTarget, { kind: "target" }>;

/** Opens a lane on a free port of loopback. */
export async function openProxyLane(parts: LaneParts): Promise<ProxyLane> {
  const lane = new Lane(parts);
  const server = createServer((request, response) => {
    void lane.forward(request, response);
  });
  server.on("connect", (request, client, head) => {
    void lane.tunnel(request.url ?? "", client, head);
  });
  server.on("connection", (socket) => lane.own(socket));
  server.on("clientError", (_error, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    admit: (authority) => lane.admit(authority),
    receivedBytes: () => lane.receivedBytes,
    isExhausted: () => lane.isExhausted,
    addressOf: (authority) => lane.addresses.get(authority) ?? null,
    failureOf: (authority) => lane.failures.get(authority) ?? null,
    close: async () => {
      lane.end();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** State of one lane. Invariant: a socket to a host exists only while the host's turn is ours. */
class Lane {
  readonly addresses = new Map<string, string>();
  readonly failures = new Map<string, LaneFailure>();
  receivedBytes = 0;
  readonly #parts: LaneParts;
  readonly #admitted = new Set<string>();
  readonly #sockets = new Set<Duplex>();
  readonly #ended = new AbortController();

  constructor(parts: LaneParts) {
    this.#parts = parts;
  }

  get isExhausted(): boolean {
    return this.receivedBytes >= this.#parts.maxBytes;
  }

  admit(authority: string): void {
    this.#admitted.add(authority);
  }

  own(socket: Duplex): void {
    this.#sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => this.#sockets.delete(socket));
  }

  end(): void {
    this.#ended.abort();
    for (const socket of this.#sockets) socket.destroy();
  }

  async tunnel(authority: string, client: Duplex, head: Buffer): Promise<void> {
    const upstream = await this.#reach(tunnelTarget(authority), { client, name: `CONNECT ${authority}` });
    if (upstream === null) {
      client.end("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
      return;
    }
    client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    if (head.length > 0) upstream.write(head);
    upstream.pipe(client);
    client.pipe(upstream);
    this.#count(upstream);
    client.once("close", () => upstream.destroy());
    upstream.once("close", () => client.destroy());
  }

  async forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = request.url ?? "";
    const target = forwardTarget(request.method ?? "", address);
    const upstream = await this.#reach(target, { client: response, name: address });
    if (upstream === null || target.kind === "refused") {
      response.writeHead(403, { connection: "close" }).end();
      return;
    }
    forwardExchange(request, response, { upstream, path: target.path });
    this.#count(upstream);
  }

  /** A connection to a host, once it is checked, admitted and its turn has come; null when it may not be. */
  async #reach(
    target: ProxyTarget,
    asked: { readonly client: Duplex | ServerResponse; readonly name: string },
  ): Promise<Socket | null> {
    if (target.kind === "refused") return this.#refuse(asked.name, target.reason);
    const { authority } = target;
    if (!this.#admitted.has(authority)) return this.#refuse(authority, "not-admitted");
    if (this.isExhausted) return this.#refuse(authority, "budget");
    const gone = new AbortController();
    asked.client.once("close", () => gone.abort());
    let upstream: Socket | null = null;
    const turn = await this.#parts.turns.begin(authority, {
      owner: this,
      onWanted: () => upstream?.setTimeout(RENDER_LIMITS.idleTunnelMs, () => upstream?.destroy()),
      signal: AbortSignal.any([gone.signal, this.#ended.signal]),
    });
    if (turn === null) return null;
    upstream = await this.#dial(target);
    if (upstream === null || gone.signal.aborted || this.#ended.signal.aborted) {
      upstream?.destroy();
      turn.end();
      return null;
    }
    upstream.once("close", () => turn.end());
    return upstream;
  }

  async #dial(target: Target): Promise<Socket | null> {
    const { authority } = target;
    try {
      const upstream = await dialPublic(target, this.#parts);
      this.own(upstream);
      this.addresses.set(authority, upstream.remoteAddress ?? "");
      this.failures.delete(authority);
      return upstream;
    } catch (error) {
      if (error instanceof PrivateAddressError) return this.#refuse(authority, "private-address");
      const detail = error instanceof Error ? error.message : String(error);
      this.failures.set(authority, {
        kind: "failed",
        code: error instanceof LookUpError ? error.failure : failureCodeOf(error),
        detail,
      });
      return null;
    }
  }

  /** After the connection was led on: who listens first makes it flow. */
  #count(upstream: Socket): void {
    upstream.on("data", (chunk: Buffer) => {
      this.receivedBytes += chunk.length;
      if (this.isExhausted) this.end();
    });
  }

  #refuse(authority: string, reason: Extract<LaneFailure, { kind: "refused" }>["reason"]): null {
    this.failures.set(authority, { kind: "refused", reason });
    return null;
  }
}
