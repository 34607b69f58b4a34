import { once } from "node:events";
import { createSecureServer } from "node:http2";
import { type AddressInfo, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BOMBS } from "../support/bombs.ts";
import { broken, codedPage, OK_HEAD, raw } from "../support/broken-servers.ts";
import { pageWith } from "../support/crawl-web.ts";
import { crawledWebs } from "../support/crawled-webs.ts";
import { leavingServer } from "../support/leaving-server.ts";
import { measureCrawl } from "../support/measure-crawl.ts";
import { writeForever } from "../support/raw-server.ts";
import type { FakePages } from "../support/serve-web.ts";
import { smallRegistry } from "../support/small-registry.ts";
import { testCertificate, trustTestRoot } from "../support/test-certificates.ts";
import { withFault } from "../support/with-fault.ts";

const KIB = 1024;
const MIB = 1024 * KIB;

const crawled = crawledWebs();

/** Milliseconds of a machine that is busy with other things as well. */
const SLACK_MS = 5000;

/** Resident memory depends on when the collector runs: the best of three counts. */
const MEMORY = { retry: 2 };

describe("what a server does wrong costs little time and memory, and no other host", () => {
  test("F11: headers a byte at a time end in their time, once more, and the others keep pace", async () => {
    const totalTimeoutMs = 1000;
    const brisk: FakePages = { "/": pageWith("/1", "/2", "/3"), "/1": pageWith(), "/2": pageWith(), "/3": pageWith() };
    const slow: FakePages = { "/": broken.dripHeaders };
    const web = await crawled({ "slow.example": slow, "quick.example": brisk }, { settings: { totalTimeoutMs } });
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

  test("F13: an endless body costs a crawl less than twice the limit of a body", MEMORY, async () => {
    const limit = 32 * MIB;
    const without = await measureCrawl(withFault(pageWith("/")), { maxBodyBytes: limit });
    const { baseline, peak, outcomes } = await measureCrawl(withFault(broken.endlessChunks), { maxBodyBytes: limit });
    expect(outcomes).toEqual({ fetched: 3 });
    expect(peak - baseline - (without.peak - without.baseline)).toBeLessThan(2 * limit);
  });

  test.each(Object.entries(BOMBS))(
    "F15: a bomb in %s stays below one and a half of the memory before it",
    MEMORY,
    async (coding, bomb) => {
      const { baseline, peak, outcomes } = await measureCrawl(withFault(codedPage(coding, bomb)), {
        maxBodyBytes: MIB,
      });
      expect(outcomes).toEqual({ fetched: 3 });
      expect(peak).toBeLessThan(1.5 * baseline);
    },
  );

  test("F22: the fifth page without answer parks the host, the third time for good, and no other", async () => {
    const hrefs = Array.from({ length: 20 }, (_, at) => `/never-${at + 10}`);
    const never = Object.fromEntries(hrefs.map((href) => [href, broken.never]));
    const settings = { totalTimeoutMs: 150, parkMs: 600, maxIdleMs: 5000, retryDelaysMs: [60_000] };
    const pages = { "silent.example": { "/": pageWith(...hrefs), ...never }, "good.example": withFault(pageWith("/")) };
    const web = await crawled(pages, { settings });
    const asked = web.requests("silent.example").filter(({ path }) => path.startsWith("/never"));
    expect(asked).toHaveLength(15);
    for (const last of [4, 9]) {
      expect(asked[last + 1]!.startedMs - asked[last]!.endedMs!).toBeGreaterThanOrEqual(settings.parkMs - 1);
    }
    expect(web.coverage("silent.example")).toMatchObject({ state: "capped", fetched: 1, frontierLeft: 20 });
    expect(web.coverage("silent.example").reason).toContain("5 failures in a row");
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
    expect(web.outcomes("film.example")).toEqual([
      "/ fetched 200 ",
      "/fault other-type 200 video/mp4",
      "/next fetched 200 ",
    ]);
    expect(methods).toBe("GET");
    expect(written).toBeLessThan(20_000_000);
    expect(web.coverage("film.example").sizeBytes).toBeLessThan(10 * KIB);
  });

  test("F21: a host that resets every connection is asked for its robots.txt alone", async () => {
    const web = await crawled({ "shut.example": { "*": broken.resetBefore } });
    expect(web.paths("shut.example")).toEqual(["/robots.txt"]);
    expect(web.coverage("shut.example")).toMatchObject({ state: "down", fetched: 0, frontierLeft: 1 });
  });
});

/** Speaks HTTP/2 alone, and turns away its first connections. */
function http2Server(turnedAway: number, asked: string[]): Server {
  const behind = createSecureServer(testCertificate("good"));
  behind.on("stream", (stream, headers) => {
    const path = headers[":path"] ?? "";
    asked.push(path);
    const isPage = ["/", "/next"].includes(path);
    stream.respond({ ":status": isPage ? 200 : 404, "content-type": "text/html" });
    stream.end(isPage ? pageWith("/next") : "none");
  });
  return leavingServer(behind, turnedAway);
}

describe("a server that speaks HTTP/2 alone", () => {
  let distrust: () => void;
  const servers: Server[] = [];
  beforeAll(() => {
    distrust = trustTestRoot();
  });
  afterAll(() => {
    distrust();
    for (const server of servers) server.close();
  });

  test.each([
    ["F23: a host that speaks HTTP/2 alone is crawled", 0],
    ["F23: a host that says GOAWAY at first is crawled with one retry", 1],
  ])("%s", async (_fault, turnedAway) => {
    const asked: string[] = [];
    const host = `h${turnedAway}.good.example`;
    const server = http2Server(turnedAway, asked);
    servers.push(server.listen(0, "127.8.1.1"));
    await once(server, "listening");
    const network = new Map([[`${host}:443`, `https://127.8.1.1:${(server.address() as AddressInfo).port}`]]);
    const web = await crawled({}, { registry: smallRegistry(host), settings: { allowPrivateNetwork: network } });
    expect(web.outcomes(host)).toEqual(["/ fetched 200 ", "/next fetched 200 "]);
    expect(asked.slice(0, 2)).toEqual(["/robots.txt", "/"]);
    expect(new Set(asked).size).toBe(asked.length);
    expect(web.coverage(host)).toMatchObject({ state: "complete", fetched: 2 });
  });
});
