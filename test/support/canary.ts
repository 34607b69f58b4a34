import { once } from "node:events";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** A machine inside that nobody may reach: it tells whether somebody came. */
export interface TcpCanary {
  readonly address: string;
  /** Its own port; it listens at 80 and 443 as well where the system lets it. */
  readonly port: number;
  /** Connections made, and bytes received. */
  readonly seen: () => { readonly connections: number; readonly bytes: number };
  readonly close: () => Promise<void>;
}

/** Listens on an address of loopback. */
export async function tcpCanary(address: string): Promise<TcpCanary> {
  const sockets = new Set<Socket>();
  let connections = 0;
  let bytes = 0;
  const onSocket = (socket: Socket): void => {
    connections += 1;
    sockets.add(socket);
    socket.on("data", (chunk) => (bytes += chunk.length));
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
  };
  const own = await listening(createServer(onSocket), 0, address);
  const atWebPorts = await Promise.all(
    [80, 443].map(async (port) => await listening(createServer(onSocket), port, address).catch(() => null)),
  );
  const servers = [own, ...atWebPorts].filter((server) => server !== null);
  return {
    address,
    port: (own.address() as AddressInfo).port,
    seen: () => ({ connections, bytes }),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      for (const server of servers) {
        server.close();
        await once(server, "close");
      }
    },
  };
}

async function listening(server: Server, port: number, address: string): Promise<Server> {
  server.listen(port, address);
  await once(server, "listening");
  return server;
}
