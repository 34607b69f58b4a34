import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ScoreResult } from "../../core/score.ts";
import { scoreCrawl } from "../../graph/score-crawl.ts";
import { fakeLinkReader } from "../support/fake-link-reader.ts";
import { smallRegistry } from "../support/small-registry.ts";
import { PAGES, flagsOf, scored, withLinks } from "../support/small-web.ts";

/** What readers see, without the numbers by which links are found. */
function figures(result: ScoreResult): unknown {
  const flags = result.flags.map((flag) => [flag.siteId, flag.code, flag.status, flag.inputs]);
  return { scores: result.scores, flags, placements: result.placements };
}

describe("flags (§ 7)", () => {
  test("no link out is a dead end; no link in and no path is isolated; a normal site has none", () => {
    const result = scored();
    expect(flagsOf(result, "a.example")).toEqual([]);
    expect(flagsOf(result, "b.example")).toEqual(["DEAD-END"]);
    expect(flagsOf(result, "c.example")).toEqual(["IN-0", "UNREACH"]);
  });

  test("menus alone make BOILER, in and out, and mandated links make nothing", () => {
    const result = scored(
      withLinks({
        "https://a.example/1": [{ to: "https://b.example/" }],
        "https://b.example/": [
          { to: "https://c.example/", zone: "nav" },
          { to: "https://portal.example/", zone: "footer" },
        ],
      }),
    );
    expect(flagsOf(result, "b.example")).toEqual(["BOILER-OUT"]);
    expect(flagsOf(result, "c.example")).toEqual(["BOILER-IN", "IN-0"]);
  });

  test("a site whose pages need scripts is not measured, never a dead end", () => {
    const result = scored(PAGES, { coverage: { "b.example": { state: "needs-rendering" } } });
    expect(flagsOf(result, "b.example")).toEqual(["NE"]);
  });
});

describe("what changes nothing", () => {
  test("other ids", () => {
    expect(figures(scored(PAGES, { idOffset: 1000 }))).toEqual(figures(scored()));
  });

  test("a link said twice on its page", () => {
    const twice = scored(withLinks({ "https://a.example/": [{ to: "https://b.example/x", text: "the rules of b" }] }));
    expect(twice.scores).toEqual(scored().scores);
  });

  test("the mandated footer on every page", () => {
    const footer = Object.fromEntries(
      Object.keys(PAGES)
        .filter((url) => !url.includes("portal"))
        .map((url) => [url, [{ to: "https://portal.example/", zone: "footer" as const }]]),
    );
    expect(scored(withLinks(footer)).scores).toEqual(scored().scores);
  });
});

test("any web: scores are within 0 and 100, points sum to them, what is not measured is never a dead end", () => {
  const hosts = ["portal.example", "a.example", "b.example", "c.example"];
  const address = fc
    .tuple(fc.constantFrom(...hosts), fc.constantFrom("/", "/1", "/theme"))
    .map(([host, path]) => `https://${host}${path}`);
  const link = fc.record({ to: address, zone: fc.constantFrom("main" as const, "nav" as const, "footer" as const) });
  const web = fc.dictionary(address, fc.array(link, { maxLength: 6 }), { maxKeys: 10 });
  fc.assert(
    fc.property(web, (pages) => {
      const result = scored(pages);
      for (const { siteId, score, themes } of result.scores) {
        if (score !== null) expect(score).toBeGreaterThanOrEqual(0);
        if (score !== null) expect(score).toBeLessThanOrEqual(100 + 1e-9);
        for (const theme of themes) {
          const points = theme.components.reduce((sum, part) => sum + (part.points ?? 0), 0);
          if (theme.score !== null) expect(points).toBeCloseTo(theme.score, 6);
        }
        const flags = flagsOf(result, siteId);
        expect(flags.includes("NE") && flags.includes("DEAD-END")).toBe(false);
      }
    }),
    { numRuns: 60 },
  );
});

test("a registry without sites, and sites named like parts of objects, are scored like others", () => {
  const empty = smallRegistry();
  expect(scoreCrawl({ registry: empty, reader: fakeLinkReader(empty, {}) }).siteLinks).toEqual([]);
  const odd = smallRegistry("constructor", "valueof");
  const result = scoreCrawl({
    registry: odd,
    reader: fakeLinkReader(odd, { "https://constructor/": [{ to: "https://valueof/" }], "https://valueof/": [] }),
  });
  expect(result.siteLinks).toHaveLength(1);
});
