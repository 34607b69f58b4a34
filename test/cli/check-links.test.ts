import { describe, expect, test } from "vitest";
import { checkLinksReport, targetState } from "../../cli/check-links-report.ts";
import { checkLinksInStore, type CheckLinksResult } from "../../cli/pipeline/check-links-in-store.ts";
import type { CrawlInfo } from "../../core/crawl-record.ts";
import { canonicalizeUrl } from "../../core/url.ts";
import { noResolver } from "../../crawler/fetch/resolver.ts";
import { defaultCrawlSettings } from "../../crawler/settings.ts";
import type { CrawlStore, TargetCheck, TargetStore } from "../../crawler/store-port.ts";
import { answer, page } from "../crawler/checks/fake-checks.ts";
import { fakeClock } from "../support/fake-clock.ts";
import { smallRegistry } from "../support/small-registry.ts";
import { fakeInvocation, newFolder } from "./fake-invocation.ts";
import { writeFileSync } from "node:fs";
import path from "node:path";

const DAY = 86_400_000;
const crawl: CrawlInfo = { id: 1, status: "closed", openedMs: 0, closedMs: 0, registryHash: "h" };

function check(name: string, changed: Partial<TargetCheck>): TargetCheck {
  const url = canonicalizeUrl(`https://${name}.example/`)!;
  const bad = { firstBadMs: null, lastBadMs: null };
  const state = { kind: "fetched", httpStatus: 200, detail: null } as const;
  return { url, checkedMs: 0, ...state, chain: [], finalUrl: url, isPermanent: false, ...bad, ...changed };
}

const gone = {
  kind: "http-error",
  httpStatus: 404,
  firstBadMs: Date.UTC(2026, 9, 1),
  lastBadMs: Date.UTC(2026, 9, 1),
} as const;
const checks = [
  check("good", {}),
  check("file", { kind: "other-type", detail: "application/pdf" }),
  check("moved", { chain: [canonicalizeUrl("https://moved.example/")!], isPermanent: true }),
  check("gone", { ...gone, lastBadMs: gone.firstBadMs + DAY }),
  check("gone-once", gone),
  check("blocked", { kind: "blocked", httpStatus: 403 }),
  check("slow", { kind: "failed", httpStatus: null, detail: "deadline" }),
  check("teapot", { kind: "http-error", httpStatus: 418 }),
  check("robots", { kind: "skipped", httpStatus: null, detail: "robots" }),
];

test("every state of a target has its name", () => {
  expect(checks.map((one) => targetState(one, defaultCrawlSettings))).toEqual([
    "good",
    "good",
    "redirected",
    "broken",
    "broken once",
    "blocked",
    "failed",
    "failed",
    "skipped",
  ]);
});

describe("the report of a run", () => {
  const result: CheckLinksResult = {
    run: { targets: 12, believed: 4, checked: 5, left: 3 },
    checks,
    wasStopped: false,
  };

  test("counts every target once, and what was done", () => {
    const report = checkLinksReport(crawl, result, { settings: defaultCrawlSettings, isBrokenListed: false });
    expect(report.text.split("\n")).toEqual([
      "targets: 12",
      "checked now: 5",
      "believed from before: 4",
      "left for another run: 3",
      "good: 2",
      "redirected: 1",
      "broken: 1",
      "broken once: 1",
      "blocked: 1",
      "failed: 2",
      "skipped: 1",
      "unknown: 3",
    ]);
    expect(report.why).toBe(
      "Checks ended: 5 of 12 targets checked, 1 broken for sure, 1 broken once. 3 left for another run.",
    );
    const states = Object.values((report.document as { states: Record<string, number> }).states);
    expect(states.reduce((sum, count) => sum + count, 0)).toBe(12);
  });

  test("--broken lists those that are broken for sure, with when they were seen", () => {
    const report = checkLinksReport(crawl, result, { settings: defaultCrawlSettings, isBrokenListed: true });
    expect(report.text).toMatch(/https:\/\/gone\.example\/ +404 +2026-10-01T00:00:00Z +2026-10-02T00:00:00Z$/);
    expect(report.text).not.toContain("gone-once");
    expect(report.document).toMatchObject({
      broken: [{ url: "https://gone.example/", lastSeen: "2026-10-02T00:00:00Z" }],
    });
  });

  test.each([
    [{ wasStopped: true }, "interrupted", "run maillage check-links to go on"],
    [{ run: { targets: 0, believed: 0, checked: 0, left: 0 }, checks: [] }, "empty", "no link that leads outside"],
  ])("%j ends with %s", (changed, exit, part) => {
    const shown = { settings: defaultCrawlSettings, isBrokenListed: false };
    const report = checkLinksReport(crawl, { ...result, ...changed }, shown);
    expect([report.exit, report.why.includes(part)]).toEqual([exit, true]);
  });
});

test("a run asks through the network that it is given, keeps what it finds, hears opt-outs and closes", async () => {
  const kept = new Map<string, TargetCheck>();
  const excluded: string[] = [];
  let seen: ReadonlySet<string> = new Set();
  let isClosed = false;
  const targets: TargetStore = {
    outsideTargets: () => ["https://a.example/", "https://b.example/"].map((url) => canonicalizeUrl(url)!),
    checkOf: (url) => kept.get(url) ?? null,
    keepCheck: (one) => void kept.set(one.url, one),
  };
  const crawlStore = {
    exclusions: () => ["old.example"],
    exclude: (host: string) => void excluded.push(host),
    flush: () => undefined,
  } as unknown as CrawlStore;
  const optOutFile = path.join(newFolder(), "opt-out.txt");
  writeFileSync(optOutFile, "out.example\nold.example\n");
  const { progress, stop } = fakeInvocation();
  const result = await checkLinksInStore({
    crawl,
    registry: smallRegistry("in.example"),
    crawlStore,
    targets,
    settings: { ...defaultCrawlSettings, contactUrl: "https://c.example/", contactEmail: "c@c.example" },
    resolver: noResolver,
    clock: fakeClock(),
    progress,
    stop,
    optOutFile,
    pauseFile: null,
    openNetwork: ({ exclusions, headers }) => {
      seen = exclusions;
      expect(headers["from"]).toBe("c@c.example");
      return {
        exchanger: { exchange: async ({ url }) => (url.includes("a.example") ? page : answer(404)) },
        mayFetch: () => Promise.resolve("allowed"),
        close: () => {
          isClosed = true;
          return Promise.resolve();
        },
      };
    },
  });
  expect(result.run).toEqual({ targets: 2, believed: 0, checked: 2, left: 0 });
  expect(result.checks.map(({ kind }) => kind)).toEqual(["fetched", "http-error"]);
  expect([...seen]).toEqual(["old.example", "out.example"]);
  expect(excluded, "purged once").toEqual(["out.example"]);
  expect(isClosed).toBe(true);
});
