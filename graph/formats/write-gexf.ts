import type { Registry } from "../../core/registry.ts";
import type { ScoreResult } from "../../core/score.ts";
import { compareText } from "../../core/compare-text.ts";
import { themesBySite } from "../themes-by-site.ts";

type Value = string | number | null;
type Columns = readonly (readonly [name: string, type: "string" | "integer" | "double"])[];

const NODE_COLUMNS: Columns = [
  ["host", "string"],
  ["owner", "string"],
  ["themes", "string"],
  ["coverage", "string"],
  ["referrers", "integer"],
  ["sites_linked", "integer"],
  ["score", "double"],
  ["grade", "string"],
  ["community", "integer"],
];

const EDGE_COLUMNS: Columns = [
  ["editorial_pages", "integer"],
  ["template_pages", "integer"],
  ["mandated_pages", "integer"],
  ["backbone", "integer"],
];

/**
 * The site graph as GEXF 1.3 for Gephi, node ids being site ids, edges from the site that links to the one linked.
 * Unknown values are left out. The same result gives the same text: its only date is `snapshotDate`, `YYYY-MM-DD`.
 */
export function writeGexf(registry: Registry, result: ScoreResult, snapshotDate: string): string {
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">`,
    `<meta lastmodifieddate="${escapeXml(snapshotDate)}">`,
    `<creator>Maillage</creator>`,
    `<description>Links between public sites, crawl ${result.crawl.id}, parameters ${escapeXml(result.parametersVersion)}</description>`,
    `</meta>`,
    `<graph defaultedgetype="directed">`,
    ...declared("node", NODE_COLUMNS),
    ...declared("edge", EDGE_COLUMNS),
    `<nodes>`,
    ...nodeLines(registry, result),
    `</nodes>`,
    `<edges>`,
    ...edgeLines(result),
    `</edges>`,
    `</graph>`,
    `</gexf>`,
    ``,
  ].join("\n");
}

function nodeLines(registry: Registry, result: ScoreResult): readonly string[] {
  const themes = themesBySite(registry);
  const coverage = new Map(result.coverage.map((row) => [row.siteId, row]));
  const placements = new Map(result.placements.map((row) => [row.siteId, row]));
  const measures = new Map(result.measures.map((row) => [row.siteId, row]));
  const scores = new Map(result.scores.map((row) => [row.siteId, row]));
  return registry.sites
    .toSorted((left, right) => compareText(left.id, right.id))
    .map(({ id, name, home, owner }) => {
      const place = placements.get(id);
      const values = valueTags(NODE_COLUMNS, [
        new URL(home).host,
        owner,
        (themes.get(id) ?? []).join(" "),
        coverage.get(id)?.state ?? null,
        measures.get(id)?.referrers ?? null,
        measures.get(id)?.sitesLinked ?? null,
        scores.get(id)?.score ?? null,
        scores.get(id)?.grade ?? null,
        place?.community ?? null,
      ]);
      const position = `<viz:position x="${place?.x ?? 0}" y="${place?.y ?? 0}" z="0"/>`;
      return `<node id="${escapeXml(id)}" label="${escapeXml(name)}">${values}${position}</node>`;
    });
}

function edgeLines({ siteLinks, backbone }: ScoreResult): readonly string[] {
  const drawn = new Set(backbone.map(([source, target]) => `${source} ${target}`));
  return siteLinks.map(({ sourceId, targetId, weight, editorialPages, templatePages, mandatedPages }) => {
    const isDrawn = Number(drawn.has(`${sourceId} ${targetId}`));
    const values = valueTags(EDGE_COLUMNS, [editorialPages, templatePages, mandatedPages, isDrawn]);
    const ends = `source="${escapeXml(sourceId)}" target="${escapeXml(targetId)}"`;
    return `<edge id="${escapeXml(`${sourceId}>${targetId}`)}" ${ends} weight="${weight}">${values}</edge>`;
  });
}

function declared(className: "node" | "edge", columns: Columns): readonly string[] {
  const tags = columns.map(([name, type]) => `<attribute id="${name}" title="${name}" type="${type}"/>`);
  return [`<attributes class="${className}">`, ...tags, `</attributes>`];
}

function valueTags(columns: Columns, values: readonly Value[]): string {
  const tags = columns.map(([name], place) => {
    const value = values[place] ?? null;
    return value === null || value === "" ? "" : `<attvalue for="${name}" value="${escapeXml(`${value}`)}"/>`;
  });
  return `<attvalues>${tags.join("")}</attvalues>`;
}

/** Characters that XML 1.0 § 2.2 allows in no form. */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["\t", "&#9;"],
  ["\n", "&#10;"],
  ["\r", "&#13;"],
]);

function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(FORBIDDEN, "\uFFFD")
    .replaceAll(/[&<>"\t\n\r]/g, (character) => ENTITIES.get(character) ?? character);
}
