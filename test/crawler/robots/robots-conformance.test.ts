import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseRobots } from "../../../crawler/robots/parse-robots.ts";
import { crawlDelaySeconds, mayFetch, robotsForStatus } from "../../../crawler/robots/robots-access.ts";
import { hasShared, sharedJson, sharedPath } from "../../support/shared.ts";

interface ProtegoCase {
  readonly fn: string;
  readonly robots: string;
  readonly args: readonly string[];
  readonly result: unknown;
}
interface SamclarkeCase {
  readonly robots: string | null;
  readonly fn: string;
  readonly args: readonly string[];
  readonly expected: unknown;
}

describe.skipIf(!hasShared)("robots.txt as other projects' own tests expect it (skipped without ../shared)", () => {
  test("protego: 356 of 376 accesses, all delays and sitemaps", () => {
    const cases = sharedJson<ProtegoCase[]>("suites/robots-protego/cases.json");
    const accesses = cases.filter(({ fn }) => fn === "can_fetch");
    const agreeing = accesses.filter(
      ({ robots, args: [url = "", agent = ""], result }) => mayFetch(parseRobots(robots), agent, url) === result,
    );
    const delays = cases.filter(({ fn }) => fn === "crawl_delay");
    const sameDelays = delays.filter(
      ({ robots, args: [agent = ""], result }) => crawlDelaySeconds(parseRobots(robots), agent) === result,
    );
    expect([agreeing.length, accesses.length, sameDelays.length, delays.length]).toEqual([356, 376, 6, 6]);
    for (const { robots, result } of cases.filter(({ fn }) => fn === "sitemaps")) {
      expect([...parseRobots(robots).sitemaps].toSorted()).toEqual([...(result as string[])].toSorted());
    }
  });

  test("samclarke: 146 of its 156 decided accesses, all delays; others ask for rules of another port or of lone surrogates", () => {
    const cases = sharedJson<SamclarkeCase[]>("suites/robots-samclarke/cases.json");
    const accesses = cases.filter(
      ({ fn, expected }) => (fn === "isAllowed" || fn === "isDisallowed") && typeof expected === "boolean",
    );
    const agreeing = accesses.filter(({ robots, fn, args: [url = "", agent = "*"], expected }) => {
      const allowed = mayFetch(parseRobots(robots ?? ""), agent, url);
      return (fn === "isAllowed" ? allowed : !allowed) === expected;
    });
    const delays = cases.filter(({ fn }) => fn === "getCrawlDelay");
    const sameDelays = delays.filter(
      ({ robots, args: [agent = ""], expected }) =>
        crawlDelaySeconds(parseRobots(robots ?? ""), agent) === (expected ?? null),
    );
    expect([agreeing.length, accesses.length, sameDelays.length, delays.length]).toEqual([146, 156, 17, 17]);
  });

  test("cpython: 44 of 45; the other ignores a second group for all, RFC 9309 merges", () => {
    const cases = sharedJson<{ robots: string; user_agent: string; url: string; allowed: boolean }[]>(
      "suites/robots-cpython/cases.json",
    );
    const agreeing = cases.filter(
      ({ robots, user_agent: agent, url, allowed }) => mayFetch(parseRobots(robots), agent, url) === allowed,
    );
    expect([agreeing.length, cases.length]).toEqual([44, 45]);
  });

  test("statuses: 13 of 17; 299 is read, 300, 399 and 777 mean not now", () => {
    const names = { allow_all: "allow-all", allow_none: "disallow-all", parse: "parse" } as Record<string, string>;
    const cases = sharedJson<{ status?: number; expected?: string }[]>("suites/robots-http-status/cases.json").filter(
      (row): row is { status: number; expected: string } => row.status !== undefined && row.expected !== undefined,
    );
    const differing = cases.filter(
      ({ status, expected }) => robotsForStatus(status) !== names[/^[a-z_]+/.exec(expected)?.[0] ?? ""],
    );
    expect(new Set(differing.map(({ status }) => status))).toEqual(new Set([299, 300, 399, 777]));
  });

  test("60 live files: none throws, none takes 50 ms", () => {
    const folder = sharedPath("suites/robots-protego/real-robots");
    for (const name of readdirSync(folder)) {
      const started = performance.now();
      parseRobots(readFileSync(`${folder}/${name}`));
      expect(performance.now() - started, name).toBeLessThan(50);
    }
  });
});
