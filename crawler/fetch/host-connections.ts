import { HostConnection, type Route } from "./host-connection.ts";

interface Kept {
  readonly route: Route;
  readonly connection: HostConnection;
  /** Resolves when the host's connection before this one is closed. */
  readonly ready: Promise<unknown>;
}

/** Hosts whose connection is kept; the one asked longest ago is let go first. */
const MAX_KEPT = 4096;

/** The connections of all hosts: one per host at once, whatever scheme, port or address it is asked by. */
export class HostConnections {
  readonly #maxHeaderBytes: number;
  readonly #kept = new Map<string, Kept>();
  #isClosed = false;

  constructor(maxHeaderBytes: number) {
    this.#maxHeaderBytes = maxHeaderBytes;
  }

  /** The host's connection for a route. One of another route is closed first, after the exchanges that it has begun. */
  async to(hostname: string, route: Route): Promise<HostConnection> {
    const kept = this.#kept.get(hostname);
    if (kept !== undefined && isSame(kept.route, route)) {
      this.#kept.delete(hostname);
      this.#kept.set(hostname, kept);
      await kept.ready;
      return kept.connection;
    }
    const connection = new HostConnection(route, this.#maxHeaderBytes);
    if (this.#isClosed) {
      await connection.client.destroy();
      return connection;
    }
    const ready = kept === undefined ? Promise.resolve() : afterClose(kept);
    this.#kept.set(hostname, { route, connection, ready });
    this.#letGo();
    await ready;
    return connection;
  }

  /** Whether the host is known to need HTTP/2. */
  isHttp2(hostname: string, origin: string): boolean {
    const route = this.#kept.get(hostname)?.route;
    return route !== undefined && route.isHttp2 && route.origin === origin;
  }

  /** Ends everything at once; connections asked for later are closed from the start. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const closing = Array.from(this.#kept.values(), async ({ connection }) => {
      connection.abandon(new Error("the fetcher is closed"));
      await connection.client.destroy();
    });
    this.#kept.clear();
    await Promise.all(closing);
  }

  #letGo(): void {
    if (this.#kept.size <= MAX_KEPT) return;
    for (const [hostname, { connection }] of this.#kept) {
      this.#kept.delete(hostname);
      void connection.client.close();
      return;
    }
  }
}

async function afterClose(kept: Kept): Promise<void> {
  await kept.ready;
  await kept.connection.client.close();
}

function isSame(one: Route, other: Route): boolean {
  return (
    one.origin === other.origin &&
    one.address === other.address &&
    one.serverName === other.serverName &&
    one.isVerified === other.isVerified &&
    one.isHttp2 === other.isHttp2
  );
}
