import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BOMBS } from "../support/bombs.ts";
import { broken, codedPage, raw } from "../support/broken-servers.ts";
import { pageWith, webUnderTest, type WebUnderTest } from "../support/crawl-web.ts";
import type { FakePages } from "../support/serve-web.ts";
import { withFault } from "../support/with-fault.ts";

const KIB = 1024;
const LIMIT = 64 * KIB;
const TEXT = `<title>coded</title><p>${"Les démarches, pas à pas. ".repeat(200)}</p>`;

/** Text that no coding makes much smaller, of so many bytes. */
const noise = (sizeBytes: number): string =>
  `<p>${randomBytes(sizeBytes)
    .toString("hex")
    .slice(0, sizeBytes - 3)}`;
const plain = (body: string): FakePages[string] => ({ body });
const typed = (type: string | null, body: string | Buffer): FakePages[string] =>
  raw(
    Buffer.concat([
      Buffer.from(
        `HTTP/1.1 200 OK\r\nConnection: close\r\n${type === null ? "" : `Content-Type: ${type}\r\n`}Content-Length: ${body.length}\r\n\r\n`,
      ),
      Buffer.from(body),
    ]),
  );
const gzipped = gzipSync(TEXT);
const badChecksum = Buffer.from(gzipped);
badChecksum[gzipped.length - 6]! ^= 0xff;

/** What a fault is called, what it answers, what is stored of it, and how often it is asked for. */
type Row = readonly [fault: string, answer: FakePages[string], stored: object, tries: number];

const fetched = (truncated: string | null): object => ({ kind: "fetched", http_status: 200, truncated });
const failed = (code: string): object => ({ kind: "failed", detail: code });
const otherType = (type: string): object => ({ kind: "other-type", http_status: 200, detail: type });

const rows: readonly Row[] = [
  ["F12: a body a byte at a time is kept as far as it came", broken.dripBody, fetched("time"), 1],
  ["F13: endless chunks are cut", broken.endlessChunks, fetched("length"), 1],
  ["F14: 63 KiB at a limit of 64 are whole", plain(noise(63 * KIB)), fetched(null), 1],
  ["F14: 64 KiB at a limit of 64 are whole", plain(noise(64 * KIB)), fetched(null), 1],
  ["F14: 65 KiB at a limit of 64 are cut", plain(noise(65 * KIB)), fetched("length"), 1],
  ["F14: 63 KiB in gzip are whole", codedPage("gzip", gzipSync(noise(63 * KIB))), fetched(null), 1],
  ["F14: 64 KiB in gzip are whole", codedPage("gzip", gzipSync(noise(64 * KIB))), fetched(null), 1],
  ["F14: 65 KiB in gzip are cut", codedPage("gzip", gzipSync(noise(65 * KIB))), fetched("length"), 1],
  ...Object.entries(BOMBS).map(([coding, bomb]): Row => [
    `F15: a bomb in ${coding} is stopped`,
    codedPage(coding, bomb),
    fetched("length"),
    1,
  ]),
  ["F16: 1,000 codings are refused", codedPage("gzip,".repeat(1000), gzipped), failed("encoding-chain"), 1],
  ["F17: false gzip", codedPage("gzip", TEXT), failed("decode"), 1],
  ["F17: cut gzip gives what came", codedPage("gzip", gzipped.subarray(0, -20)), fetched("length"), 1],
  ["F17: gzip with a bad checksum gives what came", codedPage("gzip", badChecksum), fetched("length"), 1],
  ["F18: a body shorter than it says is cut", broken.short, fetched("length"), 1],
  ["F18: what overruns its length is ignored", broken.overrun, fetched(null), 1],
  ["F18: a negative length", broken.negativeLength, failed("protocol"), 2],
  ["F18: two lengths", broken.twoLengths, failed("protocol"), 2],
  ["F18: a length with chunks", broken.lengthWithChunked, failed("protocol"), 2],
  ["F19: a bad first chunk", broken.badFirstChunk, failed("protocol"), 2],
  ["F19: a bad second chunk leaves the first", broken.badSecondChunk, fetched("length"), 1],
  ["F19: trailers are parsed", broken.trailers, fetched(null), 1],
  ["F20: 10,000 headers", broken.manyHeaders, failed("headers-too-large"), 1],
  ["F20: a header without colon", broken.noColon, failed("protocol"), 2],
  ["F20: HTTP/0.9", broken.http09, failed("protocol"), 2],
  ["F21: reset before the headers", broken.resetBefore, failed("reset"), 3],
  ["F21: reset in the headers", broken.resetInHeaders, failed("reset"), 3],
  ["F21: reset after the headers", broken.resetAfterHeaders, failed("reset"), 3],
  ["F21: reset in the body leaves what came", broken.resetInBody, fetched("length"), 1],
  ["F22: never an answer", broken.never, failed("deadline"), 2],
  ["F24: PDF is another type", typed("application/pdf", "%PDF-1.7"), otherType("application/pdf"), 1],
  ["F24: a picture is another type", typed("image/png", "\u0089PNG"), otherType("image/png"), 1],
  ["F24: without type, a page is known by its first bytes", typed(null, " <!DOCTYPE html><p>page"), fetched(null), 1],
  [
    "F24: without type, PDF is known by its first bytes",
    typed(null, "%PDF-1.7 <html>"),
    otherType("application/pdf"),
    1,
  ],
  [
    "F24: a zip that says it is HTML is no page",
    typed("text/html", "PK\u0003\u0004 <p>zip"),
    otherType("application/zip"),
    1,
  ],
];

const hostOf = (index: number): string => `f${index}.example`;
describe("what a server does wrong is an outcome", () => {
  let web: WebUnderTest;

  beforeAll(async () => {
    const hosts = rows.map(([, answer], index) => [hostOf(index), withFault(answer)] as const);
    web = await webUnderTest({ ...Object.fromEntries(hosts), "good.example": withFault(pageWith("/")) });
    await web.crawl({ settings: { totalTimeoutMs: 1500, maxBodyBytes: LIMIT } });
  }, 60_000);

  afterAll(async () => {
    await web.close();
  });

  test.each(rows.map(([fault, , stored, tries], index) => [fault, hostOf(index), stored, tries] as const))(
    "%s",
    (_fault, host, stored, tries) => {
      const attempts = web.attempts(`https://${host}/fault`);
      expect(attempts.at(-1)).toMatchObject({ ...stored, is_final: 1 });
      expect(attempts.map((attempt) => attempt.is_final)).toEqual([...Array.from({ length: tries - 1 }, () => 0), 1]);
      expect(web.paths(host).filter((path) => path === "/fault")).toHaveLength(tries);
      expect(web.outcomes(host)).toContain("/next fetched 200 ");
    },
  );

  test("none of them cost the host without fault anything", () => {
    expect(web.outcomes("good.example")).toEqual(["/ fetched 200 ", "/fault fetched 200 ", "/next fetched 200 "]);
  });
});
