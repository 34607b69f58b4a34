import { randomBytes } from "node:crypto";
import { brotliCompressSync, constants, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { broken, codedPage, OK_HEAD, raw } from "../support/broken-servers.ts";
import { pageWith, webUnderTest, type WebUnderTest } from "../support/crawl-web.ts";
import { crawledWebs } from "../support/crawled-webs.ts";
import { measureCrawl } from "../support/measure-crawl.ts";
import { cutAfter, writeForever } from "../support/raw-server.ts";
import type { FakePages } from "../support/serve-web.ts";

const KIB = 1024;
const MIB = 1024 * KIB;
const LIMIT = 64 * KIB;
const TEXT = `<title>coded</title><p>${"Les démarches, pas à pas. ".repeat(200)}</p>`;

const crawled = crawledWebs();

/** Text that no coding makes much smaller, of so many bytes. */
const noise = (sizeBytes: number): string => `<p>${randomBytes(sizeBytes).toString("hex").slice(0, sizeBytes - 3)}`;
const plain = (body: string): FakePages[string] => ({ body });
const typed = (type: string | null, body: string | Buffer): FakePages[string] =>
  raw(
    Buffer.concat([
      Buffer.from(`HTTP/1.1 200 OK\r\n${type === null ? "" : `Content-Type: ${type}\r\n`}Content-Length: ${body.length}\r\n\r\n`),
      Buffer.from(body),
    ]),
  );
const zeros = Buffer.alloc(10 * MIB);
const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
const bombs: Readonly<Record<string, Buffer>> = {
  gzip: Buffer.concat(Array.from({ length: 20 }, () => gzipSync(zeros))),
  br: brotliCompressSync(Buffer.alloc(100 * MIB), quick),
  deflate: deflateSync(Buffer.alloc(100 * MIB), { level: 1 }),
  zstd: Buffer.concat(Array.from({ length: 20 }, () => zstdCompressSync(zeros))),
};
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
  ...Object.entries(bombs).map(
    ([coding, bomb]): Row => [`F15: a bomb in ${coding} is stopped`, codedPage(coding, bomb), fetched("length"), 1],
  ),
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
  ["F24: without type, PDF is known by its first bytes", typed(null, "%PDF-1.7 <html>"), otherType(""), 1],
  ["F24: a zip that says it is HTML is no page", typed("text/html", "PK\u0003\u0004 <p>zip"), otherType("application/zip"), 1],
];

const hostOf = (index: number): string => `f${index}.example`;
/** A host that leads to its fault and to a page behind it. */
const withFault = (answer: FakePages[string]): FakePages => ({
  "/": pageWith("/fault", "/next"),
  "/fault": answer,
  "/next": pageWith("/"),
});

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

/** Milliseconds of a machine that is busy with other things as well. */
const SLACK_MS = 5000;

describe("time, memory and hosts", () => {
  test("F11: headers a byte at a time end in their time, once more, and the others keep pace", async () => {
    const totalTimeoutMs = 1000;
    const quick: FakePages = { "/": pageWith("/1", "/2", "/3"), "/1": pageWith(), "/2": pageWith(), "/3": pageWith() };
    const slow: FakePages = { "/": broken.dripHeaders };
    const web = await crawled({ "slow.example": slow, "quick.example": quick }, { settings: { totalTimeoutMs } });
    expect(web.attempts("https://slow.example/").map(({ detail }) => detail)).toEqual(["deadline", "deadline"]);
    const [first, second] = web.requests("slow.example", "/");
    for (const each of [first!, second!]) {
      expect(each.endedMs! - each.startedMs).toBeGreaterThan(totalTimeoutMs / 2);
      expect(each.endedMs! - each.startedMs).toBeLessThan(totalTimeoutMs + SLACK_MS);
    }
    const others = web.requests("quick.example");
    expect(others.map(({ path }) => path)).toEqual(expect.arrayContaining(["/", "/1", "/2", "/3"]));
    for (const each of others) expect(each.endedMs).toBeLessThan(second!.startedMs);
    expect(web.coverage("quick.example")).toMatchObject({ state: "complete", fetched: 4 });
    expect(web.coverage("slow.example")).toMatchObject({ state: "down", reason: "home: failed deadline" });
  });

  test("F13: an endless body costs less than twice what a body at the limit may", async () => {
    const settings = { maxBodyBytes: 16 * MIB };
    const { baseline, peak, outcomes } = await measureCrawl(withFault(broken.endlessChunks), settings);
    expect(outcomes).toEqual({ fetched: 3 });
    expect(peak - baseline).toBeLessThan(0);
  });

  test.each(Object.keys(bombs))("F15: a bomb in %s stays below one and a half of the memory before it", async (coding) => {
    const { baseline, peak, outcomes } = await measureCrawl(withFault(codedPage(coding, bombs[coding]!)), { maxBodyBytes: MIB });
    expect(outcomes).toEqual({ fetched: 3 });
    expect(peak).toBeLessThan(1.5 * baseline);
  });

  test("F22: the fifth page without answer parks the host, the third time for good, and no other", async () => {
    const hrefs = Array.from({ length: 12 }, (_, at) => `/never-${at + 10}`);
    const silent: FakePages = { "/": pageWith(...hrefs), ...Object.fromEntries(hrefs.map((href) => [href, broken.never])) };
    const settings = { totalTimeoutMs: 150, parkMs: 600, maxIdleMs: 5000, retryDelaysMs: [60_000] };
    const web = await crawled({ "silent.example": silent, "good.example": withFault(pageWith("/")) }, { settings });
    const asked = web.requests("silent.example").filter(({ path }) => path.startsWith("/never"));
    expect(asked.length).toBe(10);
    const fifth = asked[4]!;
    expect(asked[5]!.startedMs - fifth.endedMs!).toBeGreaterThanOrEqual(settings.parkMs - 1);
    expect(web.coverage("silent.example")).toMatchObject({ state: "capped" });
    expect(web.coverage("good.example")).toMatchObject({ state: "complete", fetched: 3 });
  });

  test("F25: a video of two gigabytes is asked for once, by GET, and ended after its headers", async () => {
    let [written, methods] = [0, ""];
    const video = raw((socket, head) => {
      methods += head.split(" ", 1)[0];
      if (head.startsWith("HEAD")) socket.end(`${OK_HEAD}\r\n`);
      else socket.write("HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 2000000000\r\n\r\n");
      writeForever(socket, Buffer.alloc(64 * KIB));
      socket.on("close", () => (written = socket.bytesWritten));
    });
    const web = await crawled({ "film.example": withFault(video) });
    expect(web.outcomes("film.example")).toEqual(["/ fetched 200 ", "/fault other-type 200 video/mp4", "/next fetched 200 "]);
    expect(methods).toBe("GET");
    expect(written).toBeLessThan(20_000_000);
    expect(web.coverage("film.example").sizeBytes).toBeLessThan(10 * KIB);
  });

  test("F21: a host that resets every connection is asked three times, then left", async () => {
    const web = await crawled({ "shut.example": { "*": broken.resetBefore } });
    expect(web.paths("shut.example")).toEqual(["/robots.txt"]);
    expect(web.coverage("shut.example")).toMatchObject({ state: "down", fetched: 0, frontierLeft: 1 });
  });
});
