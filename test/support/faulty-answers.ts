import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { cutAfter, writeForever, writeSlowly, type RawAnswer } from "./raw-server.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;

/** Text that compresses well, and text that hardly does. */
export const SLOW_TEXT = Array.from({ length: 2000 }, (_, index) => `line ${index * index}\n`).join("");
export const NOISE = Array.from({ length: 2800 }, (_, index) =>
  createHash("sha256").update(String(index)).digest("base64"),
).join("");

/** What the other side took of the last endless body, in bytes. */
export const taken = { bytes: 0 };

/** Answers that no server should give, by path. */
export const FAULTY_ANSWERS: Readonly<Record<string, RawAnswer>> = {
  "/good": `${OK}Content-Length: 4\r\n\r\ngood`,
  "/good?x=1": `${OK}Content-Length: 4\r\n\r\ngood`,
  "/slow-headers": (socket) => {
    writeSlowly(socket, `${OK}X-Filler: ${"x".repeat(1000)}\r\n\r\nlate`, 20);
  },
  "/slow-body": (socket) => {
    socket.write(`${OK}Content-Length: 1000\r\n\r\n`);
    writeSlowly(socket, "abcdefghij".repeat(100), 20);
  },
  "/slow-gzip": (socket) => {
    socket.write(`${OK}Content-Encoding: gzip\r\nContent-Length: 1000\r\n\r\n`);
    socket.write(gzipSync(SLOW_TEXT).subarray(0, 400));
  },
  "/slow-long-gzip": (socket) => {
    const body = gzipSync(NOISE);
    socket.write(`${OK}Content-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`);
    socket.write(body.subarray(0, 70_000));
  },
  "/never": () => undefined,
  "/short": cutAfter(`${OK}Content-Length: 1000\r\n\r\npart`),
  "/overrun": `${OK}Content-Length: 4\r\n\r\ngood and more`,
  "/negative": `${OK}Content-Length: -4\r\n\r\ngood`,
  "/two-lengths": `${OK}Content-Length: 4\r\nContent-Length: 5\r\n\r\ngood!`,
  "/both": `${OK}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ngood\r\n0\r\n\r\n`,
  "/bad-first-chunk": `${CHUNKED}zz\r\ngood\r\n0\r\n\r\n`,
  "/bad-second-chunk": `${CHUNKED}4\r\ngood\r\nzz\r\nmore\r\n0\r\n\r\n`,
  "/trailers": `${CHUNKED}4\r\ngood\r\n0\r\nX-After: 1\r\n\r\n`,
  "/many-headers": `${OK}${"a: b\r\n".repeat(10_000)}\r\nbody`,
  "/long-header": `${OK}X-Long: ${"x".repeat(20_000)}\r\n\r\nbody`,
  "/no-colon": `${OK}this is no header\r\n\r\nbody`,
  "/http-0.9": "<html>just a page</html>",
  "/binary": Buffer.from([0, 1, 2, 3, 255, 254]),
  "/nothing": (socket) => void socket.end(),
  "/reset-before": (socket) => void socket.resetAndDestroy(),
  "/reset-in-headers": (socket) => {
    socket.write("HTTP/1.1 200 OK\r\nContent-Ty", () => socket.resetAndDestroy());
  },
  "/reset-after-headers": (socket) => {
    socket.write(`${OK}Content-Length: 1000\r\n\r\n`, () => setTimeout(() => socket.resetAndDestroy(), 20));
  },
  "/reset-in-body": (socket) => {
    socket.write(`${OK}Content-Length: 1000\r\n\r\npart`, () => setTimeout(() => socket.resetAndDestroy(), 20));
  },
  "/reset-in-body-of-404": (socket) => {
    const head = "HTTP/1.1 404 Not Found\r\nContent-Length: 1000\r\n\r\n";
    socket.write(head, () => setTimeout(() => socket.resetAndDestroy(), 20));
  },
  "/hints": `HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n${OK}Content-Length: 4\r\n\r\ngood`,
  "/offers-upgrade": `${OK}Upgrade: h2,h2c\r\nConnection: Upgrade\r\nContent-Length: 4\r\n\r\ngood`,
  "/cookie": `${OK}Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nContent-Length: 4\r\n\r\ngood`,
  "/no-type": `HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n%PDF-1.7 binary`,
  "/pdf": (socket) => {
    endless(socket, "application/pdf");
  },
  "/video": (socket, head) => {
    if (head.startsWith("HEAD")) socket.end(`${OK}Content-Length: 9\r\n\r\n`);
    else endless(socket, "video/mp4");
  },
  "/zip-as-html": `${OK}Content-Length: 7\r\n\r\nPK\u0003\u0004zip`,
};

/** A body of two gigabytes; counts what the other side takes of it. */
function endless(socket: Parameters<typeof writeForever>[0], type: string): void {
  socket.write(`HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: 2000000000\r\n\r\n`);
  writeForever(socket, Buffer.alloc(64 * 1024));
  socket.on("close", () => (taken.bytes = socket.bytesWritten));
}
