import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Server } from "node:net";
import type * as crawlee from "crawlee";

/** Everything that Crawlee exports. */
export type Crawlee = typeof crawlee;

const LISTEN = "tracing:net.server.listen:asyncStart";

/**
 * Loads Crawlee without its open door: on import, its browser pool starts a forward proxy that listens on every
 * interface of the machine, checks nothing and leads to any address (crawlee 3.18.1, `browser-pool/proxy-server.js`).
 * That server is closed as soon as it listens; Crawlee itself only wants to know its port.
 */
export async function loadCrawlee(): Promise<Crawlee> {
  subscribe(LISTEN, closeOpenServer);
  try {
    return await import("crawlee");
  } finally {
    unsubscribe(LISTEN, closeOpenServer);
  }
}

function closeOpenServer(message: unknown): void {
  if (isOpenListen(message)) message.server.once("listening", () => message.server.close());
}

interface OpenListen {
  readonly server: Server;
}

/** Our own servers name the address that they listen on; this one does not. */
function isOpenListen(message: unknown): message is OpenListen {
  if (typeof message !== "object" || message === null || !("server" in message) || !("options" in message))
    return false;
  const { options } = message;
  return typeof options === "object" && options !== null && !("host" in options && options.host !== undefined);
}
