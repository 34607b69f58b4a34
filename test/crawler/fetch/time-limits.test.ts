import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Fetcher } from "../../../crawler/fetch/fetcher.ts";
import { fetchPage, fetcherOn, textOf } from "../../support/fetch-page.ts";
import { FAULTY_ANSWERS, NOISE, SLOW_TEXT } from "../../support/faulty-answers.ts";
import { serveRaw, type RawServer } from "../../support/raw-server.ts";

const TOTAL_MS = 300;
/** More than the limit takes on a busy machine, and far less than a server that is waited for. */
const SLACK_MS = 2000;

let server: RawServer;
let fetcher: Fetcher;

beforeAll(async () => {
  server = await serveRaw(FAULTY_ANSWERS, "127.3.1.2");
  const network = { "b.example:80": server.origin, "slow.example:80": server.origin };
  fetcher = fetcherOn(network, { settings: { totalTimeoutMs: TOTAL_MS } });
});

afterAll(async () => {
  await fetcher.close();
  await server.close();
});

describe("the total time holds from the first byte to the last", () => {
  test("F11: headers that drip are not waited for, and other hosts keep pace", async () => {
    const startMs = performance.now();
    const slow = fetchPage(fetcher, "http://slow.example/slow-headers");
    const other = fetchPage(fetcher, "http://b.example/good");
    expect(textOf(await Promise.race([slow, other]))).toBe("good");
    expect(await slow).toMatchObject({ kind: "failed", code: "deadline", requests: 1, address: "127.3.1.2" });
    expect(performance.now() - startMs).toBeLessThan(TOTAL_MS + SLACK_MS);
  });

  test("F12: a body that drips is kept as far as it came", async () => {
    const result = await fetchPage(fetcher, "http://slow.example/slow-body");
    expect(result).toMatchObject({ kind: "answer", httpStatus: 200, truncated: "time" });
    expect("abcdefghij".repeat(100)).toContain(textOf(result));
    expect(result.kind === "answer" && result.sizeBytes).toBe(textOf(result).length);
    expect(textOf(result).length).toBeGreaterThan(0);
  });

  test.each([
    ["/slow-gzip", SLOW_TEXT],
    ["/slow-long-gzip", NOISE],
  ])("F12: %s stops in the middle, and what can be decoded is kept", async (path, text) => {
    const result = await fetchPage(fetcher, `http://slow.example${path}`, { maxBodyBytes: 1_000_000 });
    expect(result).toMatchObject({ kind: "answer", httpStatus: 200, truncated: "time" });
    expect(textOf(result).length).toBeGreaterThan(500);
    expect(text.startsWith(textOf(result))).toBe(true);
  });

  test("F22: a server that accepts and says nothing", async () => {
    const result = await fetchPage(fetcher, "http://slow.example/never");
    expect(result).toMatchObject({ kind: "failed", code: "deadline", sizeBytes: 0 });
    expect(result.kind === "failed" && result.durationMs).toBeGreaterThanOrEqual(TOTAL_MS - 20);
  });

  test("an exchange that waits behind another one ends in time, and is not sent afterwards", async () => {
    const before = server.heads.length;
    const first = fetchPage(fetcher, "http://slow.example/never");
    const second = fetchPage(fetcher, "http://slow.example/good?second");
    expect((await first).kind).toBe("failed");
    expect(await second).toMatchObject({ kind: "failed", code: "deadline", requests: 0 });
    expect(textOf(await fetchPage(fetcher, "http://slow.example/good"))).toBe("good");
    expect(server.heads.slice(before).filter((head) => head.includes("second"))).toEqual([]);
  });
});
