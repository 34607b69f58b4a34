import { describe, expect, test } from "vitest";
import type { ExchangeResult } from "../../../crawler/politeness/exchange.ts";
import { defaultCrawlSettings } from "../../../crawler/settings.ts";
import { answer, failure, FakeChecks, page, redirect } from "./fake-checks.ts";

const held = (untilMs: number): ExchangeResult => ({ kind: "held", untilMs, why: "Retry-After" });

describe("one look at a target", () => {
  const a = "https://a.example/";
  test.each<[string, Record<string, ExchangeResult>, string[], object]>([
    ["a page answers HEAD", { "HEAD /": page }, ["HEAD /"], { kind: "fetched", httpStatus: 200, chain: [] }],
    [
      "a file is other-type with its media type",
      { "HEAD /": answer(200, { "content-type": "application/pdf" }) },
      ["HEAD /"],
      { kind: "other-type", detail: "application/pdf" },
    ],
    [
      "a server that knows no HEAD is asked GET",
      { "HEAD /": answer(405), "GET /": page },
      ["HEAD /", "GET /"],
      { kind: "fetched" },
    ],
    [
      "so is one that gives 500",
      { "HEAD /": answer(500), "GET /": answer(500) },
      ["HEAD /", "GET /"],
      { kind: "http-error", httpStatus: 500 },
    ],
    [
      "404 to both is an error",
      { "HEAD /": answer(404), "GET /": answer(404) },
      ["HEAD /", "GET /"],
      { kind: "http-error", httpStatus: 404 },
    ],
    [
      "403 to both is blocked",
      { "HEAD /": answer(403), "GET /": answer(403) },
      ["HEAD /", "GET /"],
      { kind: "blocked", httpStatus: 403 },
    ],
    ["429 is not asked again", { "HEAD /": answer(429) }, ["HEAD /"], { kind: "blocked", httpStatus: 429 }],
    [
      "a challenge is not tried to pass",
      { "HEAD /": answer(503, { "cf-mitigated": "challenge" }) },
      ["HEAD /"],
      { kind: "blocked", detail: "challenge" },
    ],
    ["no such host", { "HEAD /": failure("dns-not-found") }, ["HEAD /"], { kind: "failed", detail: "dns-not-found" }],
    [
      "a private address is refused",
      { "HEAD /": { kind: "refused", reason: "private-address" } },
      ["HEAD /"],
      { kind: "skipped", detail: "private-address" },
    ],
    [
      "a permanent redirect",
      { "HEAD /": redirect(301, "/b"), "HEAD /b": page },
      ["HEAD /", "HEAD /b"],
      { kind: "fetched", chain: [a], finalUrl: `${a}b`, isPermanent: true },
    ],
    [
      "a chain is permanent only as a whole",
      { "HEAD /": redirect(308, "/b"), "HEAD /b": redirect(302, "/c"), "HEAD /c": page },
      ["HEAD /", "HEAD /b", "HEAD /c"],
      { kind: "fetched", chain: [a, `${a}b`], finalUrl: `${a}c`, isPermanent: false },
    ],
    [
      "a redirect to what is gone",
      { "HEAD /": redirect(301, "/b"), "HEAD /b": answer(410), "GET /b": answer(410) },
      ["HEAD /", "HEAD /b", "GET /b"],
      { kind: "http-error", httpStatus: 410, chain: [a], finalUrl: `${a}b` },
    ],
    [
      "a loop ends",
      { "HEAD /": redirect(302, "/b"), "HEAD /b": redirect(302, "/") },
      ["HEAD /", "HEAD /b"],
      { kind: "failed", detail: "redirect-loop", chain: [a] },
    ],
    [
      "a redirect to no web address",
      { "HEAD /": redirect(302, "mailto:x@y.example") },
      ["HEAD /"],
      { kind: "failed", detail: "bad-redirect" },
    ],
    ["a redirect to nowhere", { "HEAD /": answer(302) }, ["HEAD /"], { kind: "failed", detail: "bad-redirect" }],
  ])("%s", async (_, web, asked, expected) => {
    const checks = new FakeChecks();
    await checks.run([a], (method, url) => web[`${method} ${new URL(url).pathname}`] ?? answer(599));
    expect(checks.asked).toEqual(asked.map((line) => line.replace(" /", ` ${a}`)));
    expect(checks.of(a)).toMatchObject(expected);
  });

  test("5 redirects are followed, a sixth is not", async () => {
    const checks = new FakeChecks();
    await checks.run([`${a}0`], (_, url) => redirect(302, `/${Number(new URL(url).pathname.slice(1)) + 1}`));
    expect(checks.asked).toHaveLength(6);
    expect(checks.of(`${a}0`)).toMatchObject({ kind: "failed", detail: "redirect-limit", finalUrl: `${a}5` });
  });

  test("nothing of a body is wanted, and the order says what it is for and who asks", async () => {
    const checks = new FakeChecks();
    await checks.run([a], (method) => (method === "HEAD" ? answer(404) : page));
    for (const order of checks.orders) {
      expect(order).toMatchObject({ purpose: "check", maxBodyBytes: 0 });
      expect(order.headers["user-agent"]).toMatch(/^Maillage\//);
      expect([order.wantsBody("text/html"), order.wantsBody(null)]).toEqual([false, false]);
    }
  });
});

describe("robots.txt is asked before each hop", () => {
  test.each<["disallowed" | "not-now", number, object | undefined]>([
    ["disallowed", 0, { kind: "skipped", detail: "robots", chain: ["https://a.example/"] }],
    ["not-now", 1, undefined],
  ])("%s at the second hop", async (verdict, left, expected) => {
    const checks = new FakeChecks();
    const counts = await checks.run(["https://a.example/"], () => redirect(301, "https://b.example/"), {
      mayFetch: (url) => Promise.resolve(url.includes("b.example") ? verdict : "allowed"),
    });
    expect(checks.asked).toEqual(["HEAD https://a.example/"]);
    expect(counts.left).toBe(left);
    if (expected === undefined) expect(checks.of("https://a.example/")).toBeUndefined();
    else expect(checks.of("https://a.example/")).toMatchObject(expected);
  });
});

describe("a host that is to be left alone", () => {
  test("is left for another run, and nothing is stored", async () => {
    const checks = new FakeChecks();
    const counts = await checks.run(["https://a.example/"], () => held(Number.POSITIVE_INFINITY));
    expect([counts.left, counts.checked, checks.kept.size]).toEqual([1, 0, 0]);
  });

  test("since it answered 503 to our HEAD is asked once more after its rest", async () => {
    const checks = new FakeChecks();
    const restUntilMs = checks.clock.nowMs() + 30_000;
    await checks.run(["https://a.example/"], (method) => {
      if (method === "HEAD") return answer(503);
      return checks.clock.nowMs() < restUntilMs ? held(restUntilMs) : answer(503);
    });
    expect(checks.asked).toEqual(["HEAD https://a.example/", "GET https://a.example/", "GET https://a.example/"]);
    expect(checks.of("https://a.example/")).toMatchObject({ kind: "http-error", httpStatus: 503 });
  });

  test("for longer than a crawl would wait stays unknown", async () => {
    const checks = new FakeChecks();
    const untilMs = checks.clock.nowMs() + defaultCrawlSettings.maxIdleMs + 1;
    const counts = await checks.run(["https://a.example/"], (method) =>
      method === "HEAD" ? answer(503) : held(untilMs),
    );
    expect([counts.left, checks.kept.size, checks.asked.length]).toEqual([1, 0, 2]);
  });
});
