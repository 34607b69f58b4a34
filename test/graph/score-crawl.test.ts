import { describe, expect, test } from "vitest";
import type { SiteMeasures } from "../../core/score.ts";
import { PAGES, component, flagsOf, scored, themeScore, withLinks } from "../support/small-web.ts";

const measures = (id: string): SiteMeasures => scored().measures.find((row) => row.siteId === id)!;

describe("site links count distinct pages, by class (methodology § 1)", () => {
  test("a link in the text is editorial, in a footer template, the mandated footer link mandated", () => {
    const result = scored(
      withLinks({
        "https://b.example/": [
          { to: "https://c.example/", zone: "footer" },
          { to: "https://portal.example/", zone: "footer" },
        ],
      }),
    );
    const shown = result.siteLinks.map((link) => [
      link.sourceId,
      link.targetId,
      link.editorialPages,
      link.templatePages,
      link.mandatedPages,
    ]);
    expect(shown).toEqual([
      ["a.example", "b.example", 1, 0, 0],
      ["b.example", "c.example", 0, 1, 0],
      ["b.example", "portal.example", 0, 0, 1],
      ["c.example", "a.example", 1, 0, 0],
      ["portal.example", "a.example", 1, 0, 0],
    ]);
  });

  test("the same link on half of ten pages or more is template", () => {
    const pages = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [
        `https://c.example/p${index}`,
        index < 6 ? [{ to: "https://b.example/", text: "b" }] : [],
      ]),
    );
    const link = scored(withLinks(pages)).siteLinks.find(
      ({ sourceId, targetId }) => sourceId === "c.example" && targetId === "b.example",
    );
    expect(link).toMatchObject({ editorialPages: 0, templatePages: 6 });
  });

  test("sponsored links do not count, nofollow ones do", () => {
    const result = scored(
      withLinks({
        "https://b.example/": [
          { to: "https://c.example/", rel: ["sponsored"] },
          { to: "https://a.example/", rel: ["nofollow"] },
        ],
      }),
    );
    const targets = result.siteLinks.filter((link) => link.sourceId === "b.example").map((link) => link.targetId);
    expect(targets).toEqual(["a.example"]);
  });

  test("every site link quotes the places that it rests on", () => {
    for (const link of scored().siteLinks) {
      expect(link.evidence.length).toBeGreaterThan(0);
      expect(link.evidence.length).toBeLessThanOrEqual(link.occurrences);
    }
  });
});

describe("measures of three sites computed by hand (§ 2)", () => {
  test("a: two referrers, one site linked, half of its pages lead on", () => {
    expect(measures("a.example")).toMatchObject({
      referrers: 2,
      sitesLinked: 1,
      onwardPages: 1,
      onwardPageShare: 0.5,
      pagesRead: 2,
      coverage: 1,
    });
    expect(measures("a.example").balance).toBeCloseTo(1 / 3);
  });

  test("b: its only inlink is deep; harmonic centrality is (1 + 1/2 + 1/2) / 3", () => {
    expect(measures("b.example")).toMatchObject({ referrers: 1, deepLinkShare: 1, sitesLinked: 0, openness: null });
    expect(measures("b.example").harmonic).toBeCloseTo((1 + 1 / 2 + 1 / 2) / 3);
  });
});

describe("the integration score (§ 3)", () => {
  test("Findable falls by a fifth for each click after the first", () => {
    const result = scored();
    expect(component(result, "a.example", "F")).toMatchObject({ value: 1, inputs: { d: 1 } });
    expect(component(result, "b.example", "F").value).toBeCloseTo(0.8);
    expect(component(result, "c.example", "F")).toMatchObject({ value: 0, inputs: { d: null } });
  });

  test("Pertinent is not assessed, and its weight is shared: points, in tenths, sum to the score", () => {
    for (const id of ["a.example", "b.example", "c.example"]) {
      const { components, score } = themeScore(scored(), id);
      expect(component(scored(), id, "P")).toMatchObject({ value: null, points: null });
      expect(components.reduce((sum, part) => sum + (part.points ?? 0), 0)).toBeCloseTo(score!, 9);
      const assessed = components.filter((part) => part.value !== null);
      const weight = assessed.reduce((sum, part) => sum + part.weight, 0);
      expect(score).toBeCloseTo((100 * assessed.reduce((sum, part) => sum + part.weight * part.value!, 0)) / weight, 1);
    }
  });

  test("a site that was not read has no score, grade NE, and keeps its inflow", () => {
    const { "https://b.example/": _, "https://b.example/1": __, ...rest } = PAGES;
    const result = scored(rest);
    expect(result.scores.find((score) => score.siteId === "b.example")).toMatchObject({ score: null, grade: "NE" });
    expect(result.measures.find((row) => row.siteId === "b.example")).toMatchObject({
      referrers: 1,
      sitesLinked: null,
    });
    expect(flagsOf(result, "b.example")).toEqual(["NE"]);
  });
});
