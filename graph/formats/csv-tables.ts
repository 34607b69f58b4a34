import { compareText } from "../../core/compare-text.ts";
import type { Registry } from "../../core/registry.ts";
import { COMPONENT_CODES } from "../../core/score.ts";
import type { Component, ComponentCode, ScoreResult, SiteMeasures, SiteScore } from "../../core/score.ts";
import { hostOf } from "../../core/url.ts";
import { themesBySite } from "../themes-by-site.ts";
import type { CsvCell, CsvTable } from "./write-csv.ts";

/** Tables of one scored crawl by file name, each with its heading row. Shares are 0…1, scores 0…100, unknown is null. */
export function csvTables(registry: Registry, result: ScoreResult): ReadonlyMap<string, CsvTable> {
  return new Map([
    ["sites.csv", siteTable(registry, result)],
    ["site-links.csv", siteLinkTable(result)],
    ["scores.csv", scoreTable(result)],
    ["flags.csv", flagTable(result)],
    ["expectations.csv", expectationTable(result)],
  ]);
}

type Column<Row> = readonly [heading: string, cell: (row: Row) => CsvCell];

function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): CsvTable {
  return [columns.map(([heading]) => heading), ...rows.map((row) => columns.map(([, cell]) => cell(row)))];
}

const MEASURES: readonly Column<SiteMeasures>[] = [
  ["pages_read", (row) => row.pagesRead],
  ["pages_expected", (row) => row.pagesExpected],
  ["coverage", (row) => row.coverage],
  ["referrers", (row) => row.referrers],
  ["template_referrers", (row) => row.templateReferrers],
  ["mandated_referrers", (row) => row.mandatedReferrers],
  ["linking_pages", (row) => row.linkingPages],
  ["deep_link_share", (row) => row.deepLinkShare],
  ["sites_linked", (row) => row.sitesLinked],
  ["template_sites_linked", (row) => row.templateSitesLinked],
  ["onward_pages", (row) => row.onwardPages],
  ["onward_page_share", (row) => row.onwardPageShare],
  ["openness", (row) => row.openness],
  ["balance", (row) => row.balance],
  ["external_internal", (row) => row.externalInternal],
  ["reciprocity", (row) => row.reciprocity],
  ["harmonic", (row) => row.harmonic],
];

const SCORES: readonly Column<SiteScore>[] = [
  ["score", (row) => row.score],
  ["band", (row) => row.band],
  ["grade", (row) => row.grade],
];

function siteTable(registry: Registry, result: ScoreResult): CsvTable {
  const themes = themesBySite(registry);
  const states = new Map(result.coverage.map((row) => [row.siteId, row]));
  const measures = new Map(result.measures.map((row) => [row.siteId, row]));
  const scores = new Map(result.scores.map((row) => [row.siteId, row]));
  const placements = new Map(result.placements.map((row) => [row.siteId, row]));
  const sites = registry.sites.toSorted((left, right) => compareText(left.id, right.id));
  return [
    [
      "site",
      "name",
      "host",
      "owner",
      "ministry",
      "kind",
      "themes",
      "state",
      "reason",
      ...[...MEASURES, ...SCORES].map(([heading]) => heading),
      "community",
    ],
    ...sites.map(({ id, name, home, owner, ministry, kind }) => {
      const measured = measures.get(id);
      const scored = scores.get(id);
      return [
        id,
        name,
        hostOf(home),
        owner,
        ministry,
        kind,
        (themes.get(id) ?? []).join(" "),
        states.get(id)?.state ?? null,
        states.get(id)?.reason ?? null,
        ...MEASURES.map(([, cell]) => (measured === undefined ? null : cell(measured))),
        ...SCORES.map(([, cell]) => (scored === undefined ? null : cell(scored))),
        placements.get(id)?.community ?? null,
      ];
    }),
  ];
}

function siteLinkTable({ siteLinks, backbone }: ScoreResult): CsvTable {
  const drawn = new Set(backbone.map(([source, target]) => `${source} ${target}`));
  return table(
    [
      ["source", (row) => row.sourceId],
      ["target", (row) => row.targetId],
      ["editorial_pages", (row) => row.editorialPages],
      ["template_pages", (row) => row.templatePages],
      ["mandated_pages", (row) => row.mandatedPages],
      ["editorial_links", (row) => row.editorialLinks],
      ["deep_links", (row) => row.deepLinks],
      ["occurrences", (row) => row.occurrences],
      ["weight", (row) => row.weight],
      ["backbone", (row) => Number(drawn.has(`${row.sourceId} ${row.targetId}`))],
    ],
    siteLinks,
  );
}

function scoreTable({ scores }: ScoreResult): CsvTable {
  const rows = scores.flatMap(({ siteId, themes }) => themes.map((theme) => ({ siteId, ...theme })));
  const part = (row: (typeof rows)[number], code: ComponentCode): Component | undefined =>
    row.components.find((component) => component.code === code);
  const columns = COMPONENT_CODES.flatMap((code): Column<(typeof rows)[number]>[] => [
    [`${code}_value`, (row) => part(row, code)?.value ?? null],
    [`${code}_weight`, (row) => part(row, code)?.weight ?? null],
    [`${code}_points`, (row) => part(row, code)?.points ?? null],
  ]);
  return table(
    [
      ["site", (row) => row.siteId],
      ["theme", (row) => row.topicId],
      ["membership", (row) => row.membership],
      ["score", (row) => row.score],
      ["band", (row) => row.band],
      ...columns,
    ],
    rows,
  );
}

function flagTable({ flags }: ScoreResult): CsvTable {
  return table(
    [
      ["site", (row) => row.siteId],
      ["flag", (row) => row.code],
      ["status", (row) => row.status],
      ["themes", (row) => row.topicIds.join(" ")],
      [
        "figures",
        (row) =>
          Object.entries(row.inputs)
            .map(([symbol, value]) => `${symbol}=${value ?? "n.m."}`)
            .join(" "),
      ],
      ["evidence_links", (row) => row.evidence.length],
    ],
    flags,
  );
}

function expectationTable({ expectations }: ScoreResult): CsvTable {
  return table(
    [
      ["topic", (row) => row.topicId],
      ["source", (row) => row.sourceId],
      ["target", (row) => row.targetId],
      ["status", (row) => row.status],
      ["linked_by", (row) => row.linkedBy.join(" ")],
      ["cited_by", (row) => row.citedBy],
      ["cited_on", (row) => row.citedOn],
    ],
    expectations,
  );
}
