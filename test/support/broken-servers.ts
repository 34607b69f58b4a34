import type { Socket } from "node:net";
import type { FakePages } from "./serve-web.ts";
import { cutAfter, writeForever, writeSlowly, type RawAnswer } from "./raw-server.ts";

/** Start of an answer with a page; the empty line is still to come. */
export const OK_HEAD = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n";
/** The same on a connection that is to be kept: only then does its loss count as one. */
const KEPT_HEAD = OK_HEAD.replace("Connection: close\r\n", "");
const CHUNKED_HEAD = `${OK_HEAD}Transfer-Encoding: chunked\r\n\r\n`;
const CHUNK = Buffer.concat([Buffer.from("10000\r\n"), Buffer.alloc(0x10000, "x "), Buffer.from("\r\n")]);

/** What a page of a fake web answers, in bytes that its HTTP server does not see: nothing more comes on that connection. */
export function raw(answer: RawAnswer): FakePages[string] {
  return (request) => {
    const { socket } = request;
    socket.on("error", () => undefined);
    if (typeof answer === "function") answer(socket, `${request.method ?? ""} ${request.url ?? ""}`);
    else socket.end(answer);
  };
}

/** A page whose bytes are coded as they say, or not. */
export function codedPage(coding: string, body: Buffer | string): FakePages[string] {
  const bytes = Buffer.from(body);
  const head = `${OK_HEAD}Content-Encoding: ${coding}\r\nContent-Length: ${bytes.length}\r\n\r\n`;
  return raw(Buffer.concat([Buffer.from(head), bytes]));
}

/** Sends this and resets the connection once it is out. */
function resetAfter(text: string): RawAnswer {
  return (socket) => {
    if (text === "") socket.resetAndDestroy();
    else socket.write(text, () => setTimeout(() => socket.resetAndDestroy(), 20));
  };
}

function drip(socket: Socket, head: string, rest: string): void {
  socket.write(head);
  writeSlowly(socket, rest, 25);
}

/** Servers that misbehave, by what they do. */
export const broken = {
  dripHeaders: raw((socket) => drip(socket, OK_HEAD, `X-Filler: ${"x".repeat(5000)}`)),
  dripBody: raw((socket) => drip(socket, `${OK_HEAD}Content-Length: 5000\r\n\r\n<p>`, "slow ".repeat(999))),
  endlessChunks: raw((socket) => {
    socket.write(CHUNKED_HEAD);
    writeForever(socket, CHUNK);
  }),
  never: raw(() => undefined),
  resetBefore: raw(resetAfter("")),
  resetInHeaders: raw(resetAfter("HTTP/1.1 200 OK\r\nContent-Ty")),
  resetAfterHeaders: raw(resetAfter(`${KEPT_HEAD}Content-Length: 1000\r\n\r\n`)),
  resetInBody: raw(resetAfter(`${KEPT_HEAD}Content-Length: 1000\r\n\r\n<p>part`)),
  short: raw(cutAfter(`${OK_HEAD}Content-Length: 1000\r\n\r\n<p>part`)),
  overrun: raw(cutAfter(`${OK_HEAD}Content-Length: 7\r\n\r\n<p>good and more`)),
  negativeLength: raw(cutAfter(`${OK_HEAD}Content-Length: -4\r\n\r\n<p>good`)),
  twoLengths: raw(cutAfter(`${OK_HEAD}Content-Length: 7\r\nContent-Length: 9\r\n\r\n<p>good!!`)),
  lengthWithChunked: raw(
    cutAfter(`${OK_HEAD}Content-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n<p>good\r\n0\r\n\r\n`),
  ),
  badFirstChunk: raw(cutAfter(`${CHUNKED_HEAD}zz\r\n<p>good\r\n0\r\n\r\n`)),
  badSecondChunk: raw(cutAfter(`${CHUNKED_HEAD}7\r\n<p>good\r\nzz\r\nmore\r\n0\r\n\r\n`)),
  trailers: raw(cutAfter(`${CHUNKED_HEAD}7\r\n<p>good\r\n0\r\nX-After: 1\r\n\r\n`)),
  manyHeaders: raw(cutAfter(`${OK_HEAD}${"a: b\r\n".repeat(10_000)}\r\n<p>good`)),
  noColon: raw(cutAfter(`${OK_HEAD}this is no header\r\n\r\n<p>good`)),
  http09: raw(cutAfter("<html><p>just a page</html>")),
} satisfies FakePages;
