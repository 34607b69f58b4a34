import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Fetcher } from "../../../crawler/fetch/fetcher.ts";
import { fetchPage, fetcherOn, textOf } from "../../support/fetch-page.ts";
import { FAULTY_ANSWERS, taken } from "../../support/faulty-answers.ts";
import { serveRaw, type RawServer } from "../../support/raw-server.ts";

let server: RawServer;
let fetcher: Fetcher;

beforeAll(async () => {
  server = await serveRaw(FAULTY_ANSWERS, "127.3.1.1");
  fetcher = fetcherOn({ "a.example:80": server.origin });
});

afterAll(async () => {
  await fetcher.close();
  await server.close();
});

/** After each fault the same host is asked again: neither the process nor the connection may have suffered. */
async function expectAlive(): Promise<void> {
  expect(textOf(await fetchPage(fetcher, "http://a.example/good"))).toBe("good");
}

describe("malformed answers are outcomes", () => {
  test.each([
    ["F18", "/short", { kind: "answer", truncated: "length", sizeBytes: 4 }, "part"],
    ["F18", "/overrun", { kind: "answer", truncated: null }, "good"],
    ["F18", "/negative", { kind: "failed", code: "protocol" }, null],
    ["F18", "/two-lengths", { kind: "failed", code: "protocol" }, null],
    ["F18", "/both", { kind: "failed", code: "protocol" }, null],
    ["F19", "/bad-first-chunk", { kind: "failed", code: "protocol" }, null],
    ["F19", "/bad-second-chunk", { kind: "answer", truncated: "length" }, "good"],
    ["F19", "/trailers", { kind: "answer", truncated: null }, "good"],
    ["F20", "/many-headers", { kind: "failed", code: "headers-too-large" }, null],
    ["F20", "/long-header", { kind: "failed", code: "headers-too-large" }, null],
    ["F20", "/no-colon", { kind: "failed", code: "protocol" }, null],
    ["F20", "/http-0.9", { kind: "failed", code: "protocol" }, null],
    ["F20", "/binary", { kind: "failed", code: "protocol" }, null],
    ["F21", "/nothing", { kind: "failed", code: "reset", requests: 1 }, null],
    ["F21", "/reset-before", { kind: "failed", code: "reset", requests: 1 }, null],
    ["F21", "/reset-in-headers", { kind: "failed", code: "reset" }, null],
    ["F21", "/reset-after-headers", { kind: "failed", code: "reset" }, null],
    ["F21", "/reset-in-body", { kind: "answer", truncated: "length", sizeBytes: 4 }, "part"],
    ["F21", "/reset-in-body-of-404", { kind: "answer", httpStatus: 404, truncated: "length" }, ""],
    ["RFC 8297", "/hints", { kind: "answer", httpStatus: 200, truncated: null }, "good"],
    ["RFC 9110 § 7.8", "/offers-upgrade", { kind: "answer", httpStatus: 200, truncated: null }, "good"],
  ])("%s: %s", async (_fault, path, expected, body) => {
    const result = await fetchPage(fetcher, `http://a.example${path}`);
    expect(result).toMatchObject(expected);
    if (body !== null) expect(textOf(result)).toBe(body);
    await expectAlive();
  });
});

describe("only what is wanted is read", () => {
  test.each(["/pdf", "/video"])("F24, F25: %s of two gigabytes ends after its headers", async (path) => {
    taken.bytes = Number.POSITIVE_INFINITY;
    const head = await fetchPage(fetcher, `http://a.example${path}`, { method: "HEAD" });
    expect(head).toMatchObject({ kind: "answer", hasBody: false, sizeBytes: 0 });
    const result = await fetchPage(fetcher, `http://a.example${path}`);
    expect(result).toMatchObject({ kind: "answer", httpStatus: 200, hasBody: false, truncated: null, sizeBytes: 0 });
    await expect.poll(() => taken.bytes, { timeout: 10_000 }).toBeLessThan(20_000_000);
    await expectAlive();
  });

  test.each(["/no-type", "/zip-as-html"])("F24: %s is read, so that its first bytes can tell", async (path) => {
    expect(await fetchPage(fetcher, `http://a.example${path}`)).toMatchObject({ kind: "answer", hasBody: true });
  });
});

describe("requests are what they seem", () => {
  test("no cookie is kept, no header is added but for the connection", async () => {
    const result = await fetchPage(fetcher, "http://a.example/cookie");
    expect(result).toMatchObject({ headers: { "set-cookie": "a=1, b=2" } });
    await fetchPage(fetcher, "http://user:secret@a.example/good?x=1#part");
    expect(server.heads.at(-1)?.split("\r\n")).toEqual([
      "GET /good?x=1 HTTP/1.1",
      "host: a.example",
      "connection: keep-alive",
      "user-agent: test",
      "accept-encoding: gzip",
    ]);
  });

  test.each(["/good", "/http-0.9", "/reset-in-body", "/short"])("%s is asked for once", async (path) => {
    const before = server.heads.length;
    expect(await fetchPage(fetcher, `http://a.example${path}`)).toMatchObject({ requests: 1 });
    expect(server.heads.length - before).toBe(1);
  });
});
