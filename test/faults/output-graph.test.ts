import { describe, expect, test } from "vitest";
import type { Registry } from "../../core/registry.ts";
import type { ScoreResult } from "../../core/score.ts";
import { parseSiteId, type SiteId } from "../../core/site.ts";
import { parseTopicId } from "../../core/theme.ts";
import { canonicalizeUrl } from "../../core/url.ts";
import { csvTables } from "../../graph/formats/csv-tables.ts";
import { writeCsv } from "../../graph/formats/write-csv.ts";
import { writeGexf } from "../../graph/formats/write-gexf.ts";
import { mapDocument } from "../../graph/layout/map-document.ts";
import { scoreCrawl } from "../../graph/score-crawl.ts";
import { nodeKey, siteGraph } from "../../graph/site-graph.ts";
import { fakeLinkReader, type PageLiterals } from "../support/fake-link-reader.ts";
import { smallRegistry } from "../support/small-registry.ts";

/** Sites in one theme, whose entry page is on the first of them. */
function themed(registry: Registry, theme: string): Registry {
  const id = parseTopicId(theme)!;
  const entryPages = registry.sites.slice(0, 1).map(({ home }) => canonicalizeUrl("/theme", home)!);
  const memberships = registry.sites.map(({ id: siteId }) => ({
    siteId,
    topicId: id,
    basis: "declared" as const,
    source: "s",
  }));
  return { ...registry, themes: [{ id, labelFr: "T", labelEn: "T", entryPages, source: "s" }], memberships };
}

function scored(registry: Registry, pages: PageLiterals): ScoreResult {
  return scoreCrawl({ registry, reader: fakeLinkReader(registry, pages) });
}

/** Everything that leaves the program as text. */
function written(registry: Registry, result: ScoreResult): string {
  const tables = [...csvTables(registry, result).values()].map((rows) => writeCsv(rows, "machine"));
  const map = JSON.stringify(mapDocument(registry, result, "2026-10-03"));
  return [...tables, writeGexf(registry, result, "2026-10-03"), map].join("\n");
}

/** Places in a value that hold a number which is none, such as `.measures.0.harmonic`. */
function badNumbers(value: unknown, place = ""): string[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [`${place} is ${value}`];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => badNumbers(part, `${place}.${key}`));
}

const home = (name: string): string => `https://${name}/`;

/** Each site links to the next one, and the first to all. */
function ring(names: readonly string[]): PageLiterals {
  const pages = names.map((name, at): [string, { to: string }[]] => {
    const next = home(names[(at + 1) % names.length]!);
    const others = at === 0 ? names.slice(1).map((other) => ({ to: home(other) })) : [{ to: next }];
    return [home(name), others];
  });
  const entry: [string, { to: string }[]] = [
    `${home(names[0]!)}theme`,
    names.slice(1).map((name) => ({ to: home(name) })),
  ];
  return Object.fromEntries([...pages, entry]);
}

/** The registry would refuse `__proto__`; the graph must bear it all the same. */
function registryOf(names: readonly string[], theme: string): Registry {
  const registry = smallRegistry(...names);
  const sites = registry.sites.map((site, at) => ({ ...site, id: names.toSorted()[at] as SiteId }));
  return themed({ ...registry, sites }, theme);
}

/** A result without its names. */
function unnamed(result: ScoreResult, names: readonly string[], theme: string): unknown {
  const text = JSON.stringify({ ...result, crawl: null }).replaceAll(`"topicId":"${theme}"`, '"topicId":"theme"');
  return JSON.parse(names.reduce((kept, name, at) => kept.replaceAll(`"${name}"`, `"site ${at}"`), text));
}

/** Measures that are shares of something and lie outside of 0 to 1. */
function sharesOutOfRange({ measures, scores }: ScoreResult): (number | null)[] {
  const shares = measures.flatMap((row) => {
    const { coverage, deepLinkShare, onwardPageShare, openness, reciprocity, harmonic } = row;
    return [coverage, deepLinkShare, onwardPageShare, openness, reciprocity, harmonic];
  });
  const values = scores.flatMap(({ themes }) =>
    themes.flatMap(({ components }) => components.map(({ value }) => value)),
  );
  return [...shares, ...values].filter((share) => share !== null && !(share >= 0 && share <= 1));
}

describe("F76: keys of plain objects are names like others", () => {
  const HOSTILE = ["__proto__", "constructor", "tostring", "valueof"];
  const PLAIN = ["_a", "b", "t", "v"];

  test("F76: sites and themes called __proto__ and constructor score as others do in their place", () => {
    const hostile = scored(registryOf(HOSTILE, "constructor"), ring(HOSTILE));
    const plain = scored(registryOf(PLAIN, "health"), ring(PLAIN));
    expect(hostile.siteLinks).toHaveLength(6);
    expect(hostile.scores.map(({ siteId }) => siteId)).toEqual(HOSTILE);
    expect(hostile.scores.every(({ score }) => score !== null)).toBe(true);
    expect(unnamed(hostile, HOSTILE, "constructor")).toEqual(unnamed(plain, PLAIN, "health"));
  });

  test("F76: the graph has every node and edge (graphology#531)", () => {
    const { siteLinks } = scored(registryOf(HOSTILE, "constructor"), ring(HOSTILE));
    const graph = siteGraph(HOSTILE as SiteId[], siteLinks);
    expect(graph.nodes()).toEqual((HOSTILE as SiteId[]).map(nodeKey));
    expect(graph.size).toBe(6);
    expect(graph.outDegree(nodeKey("__proto__" as SiteId))).toBe(3);
    expect(graph.inDegree(nodeKey("constructor" as SiteId))).toBe(1);
  });

  test("F76: a registry takes constructor for an id, and __proto__ for none", () => {
    expect(parseSiteId("constructor")).toBe("constructor");
    expect(parseSiteId("__proto__")).toBeNull();
  });
});

// PageRank, whose sum the specification names, is not computed; what is has a range to keep.
describe("F77: webs that are hardly webs", () => {
  const A = "https://a.example/";
  const B = "https://b.example/";
  const C = "https://c.example/";

  test.each<[string, string[], PageLiterals]>([
    ["no site", [], {}],
    ["one site that was not read", ["a.example"], {}],
    ["one site without links", ["a.example"], { [A]: [] }],
    ["one site that links to itself", ["a.example"], { [A]: [{ to: A }, { to: `${A}1` }], [`${A}1`]: [{ to: A }] }],
    ["two sites without a link between them", ["a.example", "b.example"], { [A]: [], [B]: [] }],
    ["two sites that link to each other", ["a.example", "b.example"], { [A]: [{ to: B }], [B]: [{ to: A }] }],
    ["a site that links nowhere", ["a.example", "b.example"], { [A]: [{ to: B }], [B]: [] }],
    ["a site that was not read, but is linked", ["a.example", "b.example"], { [A]: [{ to: B }] }],
    [
      "loops, a dead end and a site on its own",
      ["a.example", "b.example", "c.example"],
      { [A]: [{ to: A }, { to: B }], [B]: [{ to: B }], [C]: [{ to: C }] },
    ],
  ])("F77: %s gives no number that is none, and no share beyond 0 to 1", (_what, hosts, pages) => {
    for (const registry of [smallRegistry(...hosts), themed(smallRegistry(...hosts), "theme")]) {
      const result = scored(registry, pages);
      expect(badNumbers(result)).toEqual([]);
      expect(result.measures).toHaveLength(hosts.length);
      expect(sharesOutOfRange(result)).toEqual([]);
      expect(result.siteLinks.filter(({ sourceId, targetId }) => sourceId === targetId)).toEqual([]);
      expect(written(registry, result)).not.toMatch(/\b(?:NaN|Infinity|undefined)\b/);
    }
  });

  test("F77: harmonic centralities are 1 for each of two sites that link to each other", () => {
    const both = scored(smallRegistry("a.example", "b.example"), { [A]: [{ to: B }], [B]: [{ to: A }] });
    expect(both.measures.map(({ harmonic }) => harmonic)).toEqual([1, 1]);
    const alone = scored(smallRegistry("a.example"), { [A]: [{ to: A }] });
    expect(alone.measures.map(({ harmonic }) => harmonic)).toEqual([0]);
  });
});
