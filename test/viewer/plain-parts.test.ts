import { describe, expect, test } from "vitest";
import type { MapDocument } from "../../core/map-document.ts";
import { plainText } from "../../viewer/frame/plain-text.ts";
import { relativePath } from "../../viewer/frame/relative-path.ts";
import { scrubbedUrl } from "../../viewer/frame/scrubbed-url.ts";
import { EMPTY_STATE, partnersOf, reduce } from "../../viewer/islands/map/map-state.ts";

test.each([
  ["fr/index.html", "fr/sites/a.html", "sites/a.html"],
  ["fr/sites/a.html", "fr/index.html", "../index.html"],
  ["fr/sites/a/evidence.html", "data/graph.json", "../../../data/graph.json"],
  ["fr/themes/x.html", "en/themes/x.html", "../../en/themes/x.html"],
  ["fr/index.html", "", "../"],
])("from %s, %s is %s", (from, to, expected) => {
  expect(relativePath(from, to)).toBe(expected);
});

test.each([
  ["a\u0000b\u202Ec", 20, "abc"],
  ["  much\n  space ", 20, "much space"],
  ["too long a text", 8, "too lon…"],
  ["lone \uD800", 20, "lone \uFFFD"],
])("%j is shown as %j", (text, length, expected) => {
  expect(plainText(text, length)).toBe(expected);
});

describe("addresses are published without what could tell who somebody is", () => {
  test.each([
    ["https://a.example/x?id=7", "https://a.example/x?id=7"],
    ["https://a.example/?token=abc&id=7", "https://a.example/?token=…&id=7"],
    ["https://a.example/?contact=jean@b.example", "https://a.example/?contact=…"],
    ["https://a.example/reset/jean@b.example", "https://a.example/reset/…"],
    ["https://a.example/?accessToken=1", "https://a.example/?accessToken=…"],
    ["https://a.example/?q=185057800608436", "https://a.example/?q=…"],
    ["https://me:secret@a.example/", "https://a.example/"],
  ])("%s", (url, expected) => {
    expect(scrubbedUrl(url)).toEqual({ text: expected, isWhole: url === expected });
  });
});

describe("the map's state", () => {
  /** a at the left leads to b in the middle, b and c at the right to each other. */
  const map: MapDocument = {
    schemaVersion: 1,
    snapshotDate: "2026-10-03",
    sites: {
      id: ["a", "b", "c"],
      name: ["A", "B", "C"],
      host: ["a", "b", "c"],
      themes: [[], [], []],
      coverage: ["complete", "complete", "complete"],
      x: [-1, 0, 1],
      y: [0, 0, 0],
      in: [0, 2, 1],
      out: [1, 1, 1],
      score: [1, 2, 3],
    },
    edges: {
      source: [0, 1, 2],
      target: [1, 2, 1],
      editorial: [3, 1, 2],
      template: [0, 0, 1],
      mandated: [0, 0, 0],
      backbone: [1, 1, 1],
    },
  };

  test("who leads to a site and where it leads, strongest first", () => {
    const { inflows, outflows } = partnersOf(map, 1);
    expect(inflows).toEqual([
      { place: 0, pages: 3 },
      { place: 2, pages: 3 },
    ]);
    expect(outflows).toEqual([{ place: 2, pages: 1 }]);
  });

  test("arrows walk from the most linked site to its neighbours, and stop at the edge", () => {
    const first = reduce(EMPTY_STATE, { kind: "step", direction: "right" }, map);
    const second = reduce(first, { kind: "step", direction: "right" }, map);
    const third = reduce(second, { kind: "step", direction: "right" }, map);
    expect([first.selected, second.selected, third.selected]).toEqual([1, 2, 2]);
    expect(reduce(first, { kind: "step", direction: "left" }, map).selected).toBe(0);
    expect(reduce(third, { kind: "clear" }, map)).toEqual(EMPTY_STATE);
  });
});
