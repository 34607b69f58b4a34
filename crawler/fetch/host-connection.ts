import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { Client } from "undici";

/** To where and how a connection is made. */
export interface Route {
  /** Scheme, host and port of the server. */
  readonly origin: string;
  /** IP address that is connected to, whatever the origin's host is called. */
  readonly address: string;
  /** Name that the certificate must be for; empty for literal addresses, which must then stand in it themselves. */
  readonly serverName: string;
  readonly isVerified: boolean;
  /** Whether HTTP/2 is offered. */
  readonly isHttp2: boolean;
}

type Connected = (error: Error | null, socket: Socket | null) => void;

/** One host's connection: at most one socket at a time, opened when there is something to ask. */
export class HostConnection {
  readonly client: Client;
  #connecting: Socket | null = null;
  #session: Buffer | null = null;

  constructor(route: Route, maxHeaderBytes: number) {
    this.client = new Client(route.origin, {
      allowH2: route.isHttp2,
      maxHeaderSize: maxHeaderBytes,
      // Every exchange has its own clock.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: (_options, callback) => this.#open(route, callback as Connected),
    });
  }

  /** Ends an attempt to connect, which then fails with `error`. Nothing happens once there is a connection. */
  abandon(error: Error): void {
    this.#connecting?.destroy(error);
  }

  /** The address is connected to as it is: no look-up happens here, so what was checked is what is asked. */
  #open(route: Route, connected: Connected): Socket {
    const { protocol, port } = new URL(route.origin);
    const socket = protocol === "https:" ? this.#openTls(route, port) : openTcp(route.address, port);
    this.#connecting = socket;
    socket.setNoDelay(true);
    socket.once(protocol === "https:" ? "secureConnect" : "connect", () => {
      this.#connecting = null;
      connected(null, socket);
    });
    // The listener stays: from the connection on, errors are heard by whoever uses it as well.
    socket.on("error", (error) => {
      if (this.#connecting !== socket) return;
      this.#connecting = null;
      connected(error, null);
    });
    return socket;
  }

  #openTls(route: Route, port: string): Socket {
    const socket = connectTls({
      host: route.address,
      port: Number(port === "" ? 443 : port),
      servername: route.serverName,
      rejectUnauthorized: route.isVerified,
      ALPNProtocols: route.isHttp2 ? ["h2", "http/1.1"] : ["http/1.1"],
      ...(this.#session === null ? {} : { session: this.#session }),
    });
    socket.on("session", (session) => {
      this.#session = session;
    });
    return socket;
  }
}

function openTcp(address: string, port: string): Socket {
  return connectTcp({ host: address, port: Number(port === "" ? 80 : port) });
}
