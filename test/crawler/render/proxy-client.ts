import { createSocket } from "node:dgram";
import { connect, createServer, type AddressInfo, type LookupFunction, type Server, type Socket } from "node:net";
import type { Dial } from "../../../crawler/render/guarded-dial.ts";

/** A server that counts who connects to it: nobody may. */
export interface Canary {
  readonly port: number;
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

/** Listens on 127.0.0.1 and answers each connection with `answer`. */
export async function openCanary(answer = "HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\ncanary"): Promise<Canary> {
  let connections = 0;
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("data", () => socket.write(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { port: (server.address() as AddressInfo).port, connections: () => connections, close };
}

/** Asks a proxy with raw bytes; gives the first bytes of its answer, or "" when it hangs up. */
export async function askProxy(proxyUrl: string, text: string): Promise<{ head: string; socket: Socket }> {
  const socket = connect(Number(new URL(proxyUrl).port), "127.0.0.1");
  socket.write(text);
  const head = await new Promise<string>((resolve) => {
    socket.once("data", (chunk: Buffer) => resolve(chunk.toString("latin1")));
    socket.once("error", () => resolve(""));
    socket.once("close", () => resolve(""));
  });
  return { head, socket };
}

/** A dial that notes the addresses it was given and leads them all to one loopback port. */
export function dialTo(port: () => number, host = "127.0.0.1"): { dial: Dial; dialled: string[] } {
  const dialled: string[] = [];
  const dial: Dial = ({ hostname }, lookup: LookupFunction) => {
    const leadToLoopback: LookupFunction = (name, options, callback) => {
      lookup(name, options, (error, addresses, family) => {
        if (error !== null) {
          callback(error, addresses, family);
          return;
        }
        dialled.push(...(Array.isArray(addresses) ? addresses.map(({ address }) => address) : [addresses]));
        if (options.all === true) callback(null, [{ address: host, family: 4 }]);
        else callback(null, host, 4);
      });
    };
    return connect({ host: hostname, port: port(), lookup: leadToLoopback });
  };
  return { dial, dialled };
}

/** A canary for packets: what WebRTC or QUIC would send. */
export async function openPacketCanary(): Promise<{ port: number; packets: () => number; close: () => void }> {
  let packets = 0;
  const socket = createSocket("udp4", () => (packets += 1));
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  return { port: socket.address().port, packets: () => packets, close: () => socket.close() };
}
