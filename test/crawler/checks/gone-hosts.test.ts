import { describe, expect, test } from "vitest";
import { canonicalizeUrl } from "../../../core/url.ts";
import { GoneHosts } from "../../../crawler/checks/gone-hosts.ts";
import type { ExchangePurpose } from "../../../crawler/store-port.ts";
import type { ExchangeResult } from "../../../crawler/politeness/exchange.ts";
import { answer, failure, FakeChecks, page } from "./fake-checks.ts";

const url = canonicalizeUrl("https://gone.example/page")!;

async function hostsAfter(purpose: ExchangePurpose, ...results: readonly ExchangeResult[]): Promise<GoneHosts> {
  const hosts = new GoneHosts();
  for (const result of results) {
    const watched = hosts.watch({ exchange: () => Promise.resolve(result) });
    const rest = { method: "GET", headers: {}, maxBodyBytes: 1, wantsBody: () => true } as const;
    expect(await watched.exchange({ url: "https://gone.example/robots.txt", purpose, ...rest })).toBe(result);
  }
  return hosts;
}

describe("a host whose robots.txt cannot be asked for", () => {
  test.each([
    ["dns-not-found", { kind: "gone", code: "dns-not-found" }],
    ["connect-refused", { kind: "gone", code: "connect-refused" }],
    ["dns-temporary", "not-now"],
    ["deadline", "not-now"],
  ])("since %s", async (code, expected) => {
    expect((await hostsAfter("robots", failure(code))).judge(url, "not-now")).toEqual(expected);
  });

  test("with a server error is not gone, nor is one that came back", async () => {
    expect((await hostsAfter("robots", answer(500))).judge(url, "not-now")).toBe("not-now");
    expect((await hostsAfter("robots", failure("dns-not-found"), answer(503))).judge(url, "not-now")).toBe("not-now");
  });

  test("is told by robots.txt alone, and only for its own origin", async () => {
    expect((await hostsAfter("page", failure("dns-not-found"))).judge(url, "not-now")).toBe("not-now");
    const gone = await hostsAfter("robots", failure("dns-not-found"));
    expect(gone.judge(canonicalizeUrl("http://gone.example/page")!, "not-now")).toBe("not-now");
    expect(gone.judge(url, "disallowed")).toBe("disallowed");
  });
});

test("a target on a host that is gone is failed, and nothing more is asked of it", async () => {
  const checks = new FakeChecks();
  const counts = await checks.run([url], () => page, {
    mayFetch: () => Promise.resolve({ kind: "gone", code: "dns-not-found" }),
  });
  expect(checks.asked).toEqual([]);
  expect([counts.checked, counts.left]).toEqual([1, 0]);
  expect(checks.of(url)).toMatchObject({ kind: "failed", detail: "dns-not-found", firstBadMs: checks.clock.nowMs() });
});
