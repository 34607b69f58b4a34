import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../../cli/system-clock.ts";
import type { Fetcher, FetchOrder, FetchResult } from "../../../crawler/fetch/fetcher.ts";
import type { Resolver } from "../../../crawler/fetch/resolver.ts";
import { undiciFetcher } from "../../../crawler/fetch/undici-fetcher.ts";
import { isPageType } from "../../../crawler/page-request.ts";
import { defaultCrawlSettings } from "../../../crawler/settings.ts";
import { serveWeb, type FakeWeb } from "../../support/serve-web.ts";

const BODY = `<html>${"é".repeat(5000)}</html>`;
const coded = (coding: string, body: Buffer) => ({ headers: { "content-encoding": coding }, body });

/** One host has a private address among its own; the others do not exist. */
const resolver: Resolver = (host) => {
  if (host === "private.example") return Promise.resolve(["8.8.8.8", "10.0.0.1"]);
  return Promise.reject(Object.assign(new Error(host), { code: "ENOTFOUND" }));
};

let web: FakeWeb;
let fetcher: Fetcher;

beforeAll(async () => {
  web = await serveWeb({
    "a.example": {
      "/plain": BODY,
      "/gzip": coded("gzip", gzipSync(BODY)),
      "/br": coded("br", brotliCompressSync(BODY)),
      "/deflate": coded("deflate", deflateSync(BODY)),
      "/raw": coded("deflate", deflateRawSync(BODY)),
      "/zstd": coded("zstd", zstdCompressSync(BODY)),
      "/twice": coded("gzip, br", brotliCompressSync(gzipSync(BODY))),
      "/chain": coded("gzip, gzip, gzip, gzip, gzip, gzip", Buffer.from("x")),
      "/lie": coded("gzip", Buffer.from("this is not gzip")),
      "/cut": coded("gzip", gzipSync(BODY).subarray(0, 60)),
      "/bomb": coded("gzip", gzipSync(Buffer.alloc(20_000_000))),
      "/moved": { status: 301, headers: { location: "https://elsewhere.example/" } },
      "/pdf": { headers: { "content-type": "application/pdf" }, body: Buffer.alloc(1000) },
      "/reset": (request) => void request.socket.destroy(),
      "/silent": () => undefined,
    },
  });
  const network = new Map([...web.network, ["gone.example:443", "http://127.9.9.9:1"]]);
  const settings = {
    ...defaultCrawlSettings,
    maxBodyBytes: 100_000,
    totalTimeoutMs: 500,
    allowPrivateNetwork: network,
  };
  fetcher = undiciFetcher({ settings, resolver, clock: systemClock(null) });
});

afterAll(async () => {
  await fetcher.close();
  await web.close();
});

const order = (url: string): FetchOrder => ({
  url,
  method: "GET",
  headers: { "user-agent": "test" },
  maxBodyBytes: 100_000,
  wantsBody: isPageType,
});
const get = async (url: string): Promise<FetchResult> => await fetcher.fetch(order(url));

describe("an answer is read as it was meant", () => {
  test.each(["plain", "gzip", "br", "deflate", "raw", "zstd", "twice"])("%s", async (name) => {
    const result = await get(`https://a.example/${name}`);
    expect(result).toMatchObject({ kind: "answer", httpStatus: 200, truncated: null, hasBody: true });
    if (result.kind === "answer") expect(Buffer.from(result.body).toString()).toBe(BODY);
  });

  test("a redirect is an answer, not followed", async () => {
    expect(await get("https://a.example/moved")).toMatchObject({
      httpStatus: 301,
      headers: { location: "https://elsewhere.example/" },
    });
  });

  test("what is no page ends after its headers", async () => {
    expect(await get("https://a.example/pdf")).toMatchObject({ httpStatus: 200, hasBody: false, sizeBytes: 0 });
  });
});

describe("a result tells what was asked of whom", () => {
  test("address, requests and bytes as received", async () => {
    const [address] = [...web.network.values()].map((origin) => new URL(origin).hostname);
    const sizeBytes = gzipSync(BODY).length;
    const expected = { kind: "answer", address, requests: 1, sizeBytes, isVerified: true };
    expect(await get("https://a.example/gzip")).toMatchObject(expected);
    expect(await fetcher.addressOf("https://a.example/any")).toBe(address);
  });

  test.each([
    ["https://gone.example/", { address: "127.9.9.9", requests: 0, sizeBytes: 0 }],
    ["https://nowhere.example/", { address: null, requests: 0, sizeBytes: 0 }],
    ["https://a.example/silent", { requests: 1, sizeBytes: 0 }],
  ])("%s fails: %j", async (url, expected) => {
    expect(await get(url)).toMatchObject({ kind: "failed", ...expected });
  });

  test("a HEAD has headers alone", async () => {
    const result = await fetcher.fetch({ ...order("https://a.example/plain"), method: "HEAD" });
    expect(result).toMatchObject({ kind: "answer", httpStatus: 200, hasBody: false, sizeBytes: 0 });
  });
});

describe("limits hold, and what came before them counts", () => {
  test("a body that swells is cut", async () => {
    const result = await get("https://a.example/bomb");
    expect(result).toMatchObject({ kind: "answer", truncated: "length" });
    if (result.kind === "answer") expect(result.body.length).toBe(100_000);
  });

  test("a stream that breaks off gives its beginning", async () => {
    const result = await get("https://a.example/cut");
    if (result.kind === "answer") expect(BODY.startsWith(Buffer.from(result.body).toString().slice(0, 20))).toBe(true);
    else expect(result).toMatchObject({ kind: "failed", code: "decode" });
  });

  test.each([
    ["https://a.example/lie", { kind: "failed", code: "decode" }],
    ["https://a.example/chain", { kind: "failed", code: "encoding-chain" }],
    ["https://a.example/reset", { kind: "failed", code: "reset" }],
    ["https://a.example/silent", { kind: "failed", code: "deadline" }],
    ["https://gone.example/", { kind: "failed", code: "connect-refused" }],
    ["https://nowhere.example/", { kind: "failed", code: "dns-not-found" }],
    ["https://private.example/", { kind: "refused", reason: "private-address" }],
    ["https://127.0.0.1/", { kind: "refused", reason: "private-address" }],
    ["https://[::1]/", { kind: "refused", reason: "private-address" }],
    ["http://2130706433/", { kind: "refused", reason: "private-address" }],
    ["https://b.example:6379/", { kind: "refused", reason: "port" }],
  ])("%s: %j", async (url, expected) => {
    expect(await get(url)).toMatchObject(expected);
  });
});
