import { expect, test } from "vitest";
import type { SiteId } from "../../core/site.ts";
import type { OwnerKey } from "../../crawler/ports.ts";
import type { ExchangeNote } from "../../crawler/store-port.ts";
import { storeBench, visitPages } from "../support/store-bench.ts";

const note = (host: string, changed: Partial<ExchangeNote>): ExchangeNote => ({
  ownerKey: host as OwnerKey,
  address: "192.0.2.1",
  purpose: "page",
  outcome: "200",
  requests: 1,
  sizeBytes: 100,
  startedMs: 1000,
  durationMs: 40,
  pauseMs: null,
  ...changed,
});

test("an owner is told requests by kind, bytes, statuses, 429s, response times, pauses, robots verdict and period", async () => {
  const bench = storeBench();
  const { id } = await visitPages(bench, [{ url: "https://a.example/" }, { url: "https://b.example/" }]);
  const [a, b] = ["a.example", "b.example"] as const;
  bench.crawl.noteExchange(id, note(a, { purpose: "robots", startedMs: 500, sizeBytes: 10, durationMs: 20 }));
  bench.crawl.flush();
  bench.crawl.noteExchange(id, note(a, { startedMs: 3000, durationMs: 300, pauseMs: 2000 }));
  bench.crawl.noteExchange(id, note(a, { startedMs: 6000, durationMs: 100, pauseMs: 3000, outcome: "429" }));
  bench.crawl.noteExchange(id, note(a, { startedMs: 9000, durationMs: 40, pauseMs: 4000, address: "192.0.2.2" }));
  bench.crawl.noteExchange(id, note(b, { outcome: "reset", address: "192.0.2.2" }));
  bench.crawl.keepRobots({
    origin: "https://a.example",
    httpStatus: 404,
    body: Buffer.alloc(0),
    fetchedMs: 9,
    failures: 0,
  });
  bench.crawl.flush();
  expect(bench.store.impact(id, "a.example" as SiteId)).toEqual([
    {
      host: "a.example",
      requests: [
        ["page", 3],
        ["robots", 1],
      ],
      sizeBytes: 310,
      outcomes: [
        ["200", 3],
        ["429", 1],
      ],
      throttled: 1,
      meanResponseMs: 115,
      slowestResponseMs: 300,
      meanPauseMs: 3000,
      shortestPauseMs: 2000,
      robots: { httpStatus: 404, meaning: "allow-all" },
      firstMs: 500,
      lastMs: 9000,
      addresses: ["192.0.2.1", "192.0.2.2"],
      sharedWith: ["b.example"],
    },
  ]);
  expect(bench.store.impact(id, null).map((impact) => [impact.host, impact.robots, impact.meanPauseMs])).toEqual([
    ["a.example", { httpStatus: 404, meaning: "allow-all" }, 3000],
    ["b.example", null, null],
  ]);
});

test.each([
  [200, "parse"],
  [301, "disallow-all"],
  [403, "allow-all"],
  [410, "allow-all"],
  [429, "disallow-all"],
  [503, "disallow-all"],
  [null, "disallow-all"],
] as const)("robots.txt answered with %s means %s (RFC 9309 § 2.3.1)", (httpStatus, meaning) => {
  const bench = storeBench();
  const { id } = bench.crawl.openCrawl(bench.manifest);
  bench.crawl.noteExchange(id, note("a.example", { purpose: "robots" }));
  bench.crawl.keepRobots({ origin: "http://a.example", httpStatus, body: Buffer.alloc(0), fetchedMs: 1, failures: 0 });
  bench.crawl.flush();
  expect(bench.store.impact(id, null)[0]!.robots).toEqual({ httpStatus, meaning });
});
