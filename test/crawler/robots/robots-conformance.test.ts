import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ROBOTS_SIZE_BYTES, parseRobots } from "../../../crawler/robots/parse-robots.ts";
import {
  crawlDelaySeconds,
  mayFetch,
  requestRateSeconds,
  robotsForStatus,
} from "../../../crawler/robots/robots-access.ts";
import { defaultCrawlSettings } from "../../../crawler/settings.ts";
import { differing, placesOf, type Differences } from "../../support/frozen-rows.ts";
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
  readonly expected: boolean | number | null;
}

const PROTEGO: Differences = {
  "misspelt records are none": [5, 6, 7, 8, 9],
  "an agent's name is ASCII (RFC 9309 § 2.2.1)": [130, 134],
  "an unknown record never ends a group (RFC 9309 § 2.2.4)": [259, 260, 261],
  "'user agent' in words, and 'foo*bot' for 'foobot'": [268, 272],
  "index.html is not its folder": [287],
  "a final $ is the end, not also the letter": [315, 316],
  "an agent's name counts whole, never as a beginning": [336, 342, 343, 345, 346],
};
const SAMCLARKE: Differences = {
  "lone surrogates are no characters, in patterns as in addresses": [121, 122],
  "the file's own address is not told: the rules are judged, not whose they are": [
    190, 191, 192, 193, 196, 197, 205, 206,
  ],
};
const CPYTHON: Differences = { "groups with the same agent merge (RFC 9309 § 2.2.1)": [38] };
const STATUSES: Differences = { "every 2xx is read": [9], "what no rule names means not now": [1, 2, 10] };

describe.skipIf(!hasShared)("robots.txt as other projects' own tests expect it (skipped without ../shared)", () => {
  const protego = hasShared ? sharedJson<ProtegoCase[]>("suites/robots-protego/cases.json") : [];
  const samclarke = hasShared ? sharedJson<SamclarkeCase[]>("suites/robots-samclarke/cases.json") : [];

  test("protego: 356 of 376 accesses; the others differ for reasons", () => {
    const places = differing(protego, ({ fn, robots, args: [url = "", agent = ""], result }) => {
      return fn !== "can_fetch" || mayFetch(parseRobots(robots), agent, url) === result;
    });
    expect(places).toEqual(placesOf(PROTEGO));
    expect(protego.filter(({ fn }) => fn === "can_fetch").length - places.length).toBe(356);
  });

  test("protego: 6 of 6 delays, 3 of 3 lists of sitemaps", () => {
    const delays = protego.filter(({ fn }) => fn === "crawl_delay");
    expect(delays).toHaveLength(6);
    for (const { robots, args, result } of delays) {
      expect(crawlDelaySeconds(parseRobots(robots), args[0]!)).toBe(result);
    }
    const lists = protego.filter(({ fn }) => fn === "sitemaps");
    expect(lists).toHaveLength(3);
    for (const { robots, result } of lists) {
      expect([...parseRobots(robots).sitemaps].toSorted()).toEqual([...(result as string[])].toSorted());
    }
  });

  test("protego: 11 of 12 request rates; the other has its key in two words", () => {
    const rates = protego.filter(({ fn }) => fn === "request_rate");
    const agreeing = rates.filter(({ robots, args, result }) => {
      const rate = result as { requests: number; seconds: number } | null;
      return requestRateSeconds(parseRobots(robots), args[0]!) === (rate && rate.seconds / rate.requests);
    });
    expect([agreeing.length, rates.length]).toEqual([11, 12]);
  });

  test("samclarke: 162 of 172 accesses; the others differ for reasons", () => {
    // 16 rows expect neither yes nor no: their address is of another origin, or that of the file is unknown. mayFetch is not
    // given the file's address; that it answers at all is what they can ask.
    let undecided = 0;
    const places = differing(samclarke, ({ fn, robots, args: [url = "", agent = "*"], expected }) => {
      if (fn !== "isAllowed" && fn !== "isDisallowed") return true;
      const isAllowed = mayFetch(parseRobots(robots ?? ""), agent, url);
      if (expected === null) undecided += 1;
      return expected === null ? typeof isAllowed === "boolean" : (fn === "isAllowed") === (isAllowed === expected);
    });
    expect(places).toEqual(placesOf(SAMCLARKE));
    const accesses = samclarke.filter(({ fn }) => fn === "isAllowed" || fn === "isDisallowed").length;
    expect([accesses - places.length, accesses, undecided]).toEqual([162, 172, 16]);
  });

  test("samclarke: 17 of 17 delays", () => {
    const delays = samclarke.filter(({ fn }) => fn === "getCrawlDelay");
    expect(delays).toHaveLength(17);
    for (const { robots, args, expected } of delays) {
      expect(crawlDelaySeconds(parseRobots(robots ?? ""), args[0] ?? "")).toBe(expected);
    }
  });

  test("cpython: 44 of 45 accesses; the other differs for a reason", () => {
    const rows = sharedJson<{ robots: string; user_agent: string; url: string; allowed: boolean }[]>(
      "suites/robots-cpython/cases.json",
    );
    const places = differing(rows, ({ robots, user_agent: agent, url, allowed }) => {
      return mayFetch(parseRobots(robots), agent, url) === allowed;
    });
    expect([places, rows.length]).toEqual([placesOf(CPYTHON), 45]);
  });

  test("60 live files: none throws, each is judged", () => {
    const folder = sharedPath("suites/robots-protego/real-robots");
    const names = readdirSync(folder);
    expect(names).toHaveLength(60);
    for (const name of names) {
      const rules = parseRobots(readFileSync(`${folder}/${name}`));
      expect(mayFetch(rules, "Maillage", `https://${name}/robots.txt`), name).toBe(true);
    }
  });
});

interface StatusRow {
  readonly source: string;
  readonly status?: number;
  readonly case?: string;
  readonly expected: string;
}

const verdicts = (statuses: readonly (number | null)[]) => new Set(statuses.map((status) => robotsForStatus(status)));
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe.skipIf(!hasShared)("what the answer to robots.txt means (skipped without ../shared)", () => {
  const rows = hasShared ? sharedJson<StatusRow[]>("suites/robots-http-status/cases.json") : [];

  test("13 of 17 statuses; the others differ for reasons", () => {
    const names = new Map([
      ["allow_all", "allow-all"],
      ["allow_none", "disallow-all"],
      ["parse", "parse"],
    ] as const);
    const statuses = rows.filter(({ status }) => status !== undefined);
    const places = differing(statuses, ({ status, expected }) => {
      return robotsForStatus(status!) === names.get(/^[a-z_]+/.exec(expected)![0] as "parse");
    });
    expect([places, statuses.length]).toEqual([placesOf(STATUSES), 17]);
  });

  const statements = new Map<string, () => void>([
    ["2.3.1.2", () => expect(defaultCrawlSettings.maxRedirectHops).toBeGreaterThanOrEqual(5)],
    // 429 is our exception, and stricter: the host has asked for fewer requests.
    [
      "2.3.1.3",
      () => expect(verdicts(range(400, 499).filter((status) => status !== 429))).toEqual(new Set(["allow-all"])),
    ],
    ["2.3.1.4", () => expect(verdicts([...range(500, 599), null])).toEqual(new Set(["disallow-all"]))],
    ["2.4", () => expect(defaultCrawlSettings.robotsLifetimeMs).toBeLessThanOrEqual(24 * 3_600_000)],
    ["2.5", () => expect(ROBOTS_SIZE_BYTES).toBeGreaterThanOrEqual(500 * 1024)],
    ["2.2.2", () => expect(mayFetch(parseRobots("user-agent: *\ndisallow: /"), "Maillage", "/robots.txt")).toBe(true)],
  ]);

  test.each([...statements])("RFC 9309 § %s holds", (section, holds) => {
    expect(rows.filter(({ source }) => source === `RFC 9309 ${section}`)).toHaveLength(1);
    expect(rows.filter(({ source }) => source.startsWith("RFC 9309"))).toHaveLength(statements.size);
    holds();
  });
});
