import { randomBytes } from "node:crypto";
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Fetcher } from "../../../crawler/fetch/fetcher.ts";
import { fetchPage, fetcherOn, textOf } from "../../support/fetch-page.ts";
import { cutAfter, serveRaw, writeForever, type RawAnswer, type RawServer } from "../../support/raw-server.ts";

const KIB = 1024;
const MIB = 1024 * KIB;
const LIMIT = 64 * KIB;
const TEXT = `<html>${"Les démarches, pas à pas. ".repeat(200)}</html>`;
const LONG = randomBytes(60 * KIB).toString("hex");
const LONGER = randomBytes(1.5 * MIB).toString("hex");
const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

/** Ten megabytes of nothing, as one member or frame of a coding: a hundred in a row swell to a gigabyte. */
const zeros = Buffer.alloc(10_000_000);
const swollen = (member: Buffer): Buffer => Buffer.concat(Array.from({ length: 100 }, () => member));
const gigabyte = { gzip: swollen(gzipSync(zeros)), zstd: swollen(zstdCompressSync(zeros)) };

function coded(coding: string, body: Buffer | string): Buffer {
  const bytes = Buffer.from(body);
  const header = coding === "" ? "" : `Content-Encoding: ${coding}\r\n`;
  const head = `HTTP/1.1 200 OK\r\n${header}Content-Length: ${bytes.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes]);
}

/** Bytes that no coding makes smaller. */
const noise = (sizeBytes: number): Buffer => randomBytes(sizeBytes);
const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
};

const gzipped = gzipSync(TEXT);
const emptyGzip = gzipSync("");
const longGzipped = gzipSync(LONG);

const answers: Readonly<Record<string, RawAnswer>> = {
  ...Object.fromEntries(
    [63, 64, 65].flatMap((size) => {
      const body = noise(size * KIB);
      return [
        [`/plain-${size}`, coded("", body)],
        [`/gzip-${size}`, coded("gzip", gzipSync(body))],
        [`/gzip-small-${size}`, coded("gzip", gzipSync(Buffer.alloc(size * KIB, "x")))],
      ];
    }),
  ),
  "/endless": (socket) => {
    socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n");
    writeForever(socket, Buffer.concat([Buffer.from("10000\r\n"), Buffer.alloc(64 * KIB, "x"), Buffer.from("\r\n")]));
  },
  "/endless-crumbs": (socket) => {
    socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n");
    writeForever(socket, Buffer.from("1\r\nx\r\n".repeat(10_000)));
  },
  "/endless-gzip": (socket) => {
    socket.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
    writeForever(socket, gzipSync(noise(256 * KIB)));
  },
  "/bomb-gzip": coded("gzip", gigabyte.gzip),
  "/bomb-zstd": coded("zstd", gigabyte.zstd),
  "/bomb-br": coded("br", brotliCompressSync(Buffer.alloc(100 * MIB), quick)),
  "/bomb-deflate": coded("deflate", deflateSync(Buffer.alloc(100 * MIB), { level: 1 })),
  "/bomb-inside": coded("gzip, gzip", gzipSync(gigabyte.gzip)),
  "/bomb-of-empty": coded("gzip, gzip", gzipSync(Buffer.concat(Array.from({ length: 500_000 }, () => emptyGzip)))),
  "/thousand": coded("gzip,".repeat(1000), gzipped),
  "/thousand-identities": coded("identity,".repeat(1000), TEXT),
  "/five": coded("gzip, gzip, br, zstd, deflate", deflateSync(zstdCompressSync(brotliCompressSync(gzipSync(gzipped))))),
  "/unknown": coded("compress", "x"),
  "/identity": coded("identity", TEXT),
  "/upper-case": coded("X-GZIP", gzipped),
  "/long-raw-deflate-in-gzip": coded("deflate, gzip", gzipSync(deflateRawSync(LONG))),
  "/long-gzip": coded("gzip", longGzipped),
  "/whole-and-gone": cutAfter(coded("gzip", gzipSync(LONGER))),
  "/empty-gzip": coded("gzip", ""),
  "/false-gzip": coded("gzip", TEXT),
  "/cut-gzip": coded("gzip", gzipped.subarray(0, gzipped.length - 20)),
  "/cut-long-gzip": coded("gzip", longGzipped.subarray(0, longGzipped.length - 20)),
  "/bad-checksum": coded("gzip", flipped(gzipped, gzipped.length - 6)),
  "/bad-middle": coded("gzip", flipped(longGzipped, longGzipped.length >> 1)),
  "/cut-br": coded("br", brotliCompressSync(LONG).subarray(0, 30_000)),
  "/cut-zstd": coded("zstd", zstdCompressSync(LONG.repeat(4)).subarray(0, -20)),
  "/cut-connection": cutAfter(coded("gzip", longGzipped).subarray(0, 30_000)),
};

let server: RawServer;
let fetcher: Fetcher;
const get = async (path: string, maxBodyBytes = LIMIT) =>
  await fetchPage(fetcher, `http://a.example${path}`, { maxBodyBytes });

beforeAll(async () => {
  server = await serveRaw(answers, "127.3.2.1");
  fetcher = fetcherOn({ "a.example:80": server.origin });
});

afterAll(async () => {
  await fetcher.close();
  await server.close();
});

describe("F14: the limit counts decoded bytes", () => {
  test.each([
    ["/plain-63", 63, null],
    ["/plain-64", 64, null],
    ["/plain-65", 64, "length"],
    ["/gzip-63", 63, null],
    ["/gzip-64", 64, null],
    ["/gzip-65", 64, "length"],
    ["/gzip-small-64", 64, null],
    ["/gzip-small-65", 64, "length"],
  ])("%s at a limit of 64 KiB: %i KiB, truncated: %s", async (path, kib, truncated) => {
    const result = await get(path);
    expect(result).toMatchObject({ kind: "answer", truncated });
    expect(result.kind === "answer" && result.body.length).toBe(kib * KIB);
  });
});

/** Peak growth of the process while it fetches, in bytes. */
async function growthOf(path: string, maxBodyBytes: number): Promise<number> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 1);
  expect(await get(path, maxBodyBytes)).toMatchObject({ kind: "answer", truncated: "length" });
  clearInterval(timer);
  return Math.max(peak, process.memoryUsage.rss()) - before;
}

describe("memory does not follow what is sent", { retry: 2 }, () => {
  test.each(["/endless", "/endless-gzip"])("F13: %s is cut below twice the limit", async (path) => {
    expect(await growthOf(path, 32 * MIB)).toBeLessThan(64 * MIB);
  });

  test("F13: a body in crumbs is not kept crumb by crumb", async () => {
    expect(await growthOf("/endless-crumbs", 2 * MIB)).toBeLessThan(150 * MIB);
  });

  test.each(["gzip", "zstd", "br", "deflate"])("F15: a bomb in %s", async (coding) => {
    const baseline = process.memoryUsage.rss();
    expect(await growthOf(`/bomb-${coding}`, MIB)).toBeLessThan(baseline / 2);
  });

  test("F15: a bomb inside a coding stops as early", async () => {
    const result = await get("/bomb-inside", MIB);
    expect(result).toMatchObject({ kind: "answer", truncated: "length" });
    expect(result.kind === "answer" && result.body.length).toBe(MIB);
  });

  test("F15: what swells on the way and comes to nothing is stopped as well", async () => {
    expect(await get("/bomb-of-empty", MIB)).toMatchObject({ kind: "answer", truncated: "length" });
  });
});

describe("content codings", () => {
  test.each([
    ["/thousand", { kind: "failed", code: "encoding-chain" }],
    ["/thousand-identities", { kind: "failed", code: "encoding-chain" }],
    ["/unknown", { kind: "failed", code: "decode" }],
    ["/false-gzip", { kind: "failed", code: "decode" }],
  ])("F16, F17: %s is refused", async (path, expected) => {
    expect(await get(path)).toMatchObject(expected);
  });

  test.each([
    ["/five", TEXT],
    ["/identity", TEXT],
    ["/upper-case", TEXT],
    ["/empty-gzip", ""],
    ["/long-gzip", LONG],
    ["/long-raw-deflate-in-gzip", LONG],
  ])("%s is undone", async (path, text) => {
    const result = await get(path, MIB);
    expect(result).toMatchObject({ kind: "answer", truncated: null });
    expect(textOf(result)).toBe(text);
  });

  test("a long body is whole although the server hangs up while it is being decoded", async () => {
    for (let round = 0; round < 10; round += 1) {
      const result = await get("/whole-and-gone", 4 * MIB);
      expect(result).toMatchObject({ kind: "answer", truncated: null });
      expect(textOf(result) === LONGER).toBe(true);
      await expect.poll(() => server.connections().open).toBe(0);
    }
  });

  test.each([
    ["/cut-gzip", TEXT, 0],
    ["/cut-long-gzip", LONG, 0.9],
    ["/bad-checksum", TEXT, 1],
    ["/bad-middle", LONG, 0.3],
    ["/cut-br", LONG, 0.3],
    ["/cut-zstd", LONG.repeat(4), 0.2],
    ["/cut-connection", LONG, 0.3],
  ])("F17: %s gives its beginning, and says that it is not whole", async (path, text, share) => {
    const result = await get(path, MIB);
    expect(result).toMatchObject({ kind: "answer", truncated: "length" });
    const sound = commonStart(textOf(result), text);
    expect(sound).toBeGreaterThanOrEqual(share * text.length);
    expect(sound).toBeGreaterThan(0);
  });
});

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
