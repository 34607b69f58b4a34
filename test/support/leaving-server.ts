import type { Http2SecureServer } from "node:http2";
import { createServer, type Server } from "node:tls";
import { testCertificate } from "./test-certificates.ts";

/** SETTINGS, then GOAWAY: no request of this connection was or will be read (RFC 9113 § 6.8). */
const GO_AWAY = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

/** Speaks HTTP/2 alone, as the server behind it, and turns away its first connections. */
export function leavingServer(behind: Http2SecureServer, turnedAway: number): Server {
  let connections = 0;
  return createServer({ ...testCertificate("good"), ALPNProtocols: ["h2"] }, (socket) => {
    connections += 1;
    socket.on("error", () => undefined);
    if (connections > turnedAway) behind.emit("secureConnection", socket);
    else socket.once("data", () => socket.end(GO_AWAY)).resume();
  });
}
