import { once } from "node:events";
import { createServer, isIPv6, type AddressInfo, type Socket } from "node:net";

/** What to do with a connection once a request is there: write these bytes and keep it open, or anything else. */
export type RawAnswer = string | Buffer | ((socket: Socket, head: string) => void);

/** A server that says what it is told, HTTP or not. */
export interface RawServer {
  /** `http://address:port`. */
  readonly origin: string;
  /** Heads of the requests received, in order. */
  readonly heads: readonly string[];
  /** Connections made so far, open now, and most of them open at once. */
  readonly connections: () => { readonly made: number; readonly open: number; readonly mostAtOnce: number };
  readonly close: () => Promise<void>;
}

/** Answers each request by its path; unknown ones are left without answer. Strings are sent as UTF-8. */
export async function serveRaw(answers: Readonly<Record<string, RawAnswer>>, address: string): Promise<RawServer> {
  const heads: string[] = [];
  const sockets = new Set<Socket>();
  let made = 0;
  let mostAtOnce = 0;
  const server = createServer((socket) => {
    made += 1;
    sockets.add(socket);
    mostAtOnce = Math.max(mostAtOnce, sockets.size);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    let received = "";
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
      const end = received.indexOf("\r\n\r\n");
      if (end === -1) return;
      const head = received.slice(0, end);
      received = received.slice(end + 4);
      heads.push(head);
      respond(answers[head.split(" ", 2)[1] ?? ""], socket, head);
    });
  });
  server.listen(0, address);
  await once(server, "listening");
  return {
    origin: `http://${isIPv6(address) ? `[${address}]` : address}:${(server.address() as AddressInfo).port}`,
    heads,
    connections: () => ({ made, open: sockets.size, mostAtOnce }),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function respond(answer: RawAnswer | undefined, socket: Socket, head: string): void {
  if (typeof answer === "function") answer(socket, head);
  else if (answer !== undefined) socket.write(answer);
}

/** Writes these bytes and hangs up. */
export function cutAfter(bytes: string | Buffer): RawAnswer {
  return (socket) => void socket.end(bytes);
}

/** Writes a chunk again and again, as fast as it is taken, until the other side hangs up. */
export function writeForever(socket: Socket, chunk: Buffer): void {
  const more = (): void => {
    while (!socket.destroyed && socket.writable) if (!socket.write(chunk)) return;
  };
  socket.on("drain", more);
  more();
}

/** Writes a text byte by byte with a pause after each. */
export function writeSlowly(socket: Socket, text: string, pauseMs: number): void {
  const bytes = Buffer.from(text);
  let at = 0;
  const timer = setInterval(() => {
    if (at < bytes.length && socket.writable) socket.write(bytes.subarray(at, (at += 1)));
    else clearInterval(timer);
  }, pauseMs);
}
