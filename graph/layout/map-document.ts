import { compareText } from "../../core/compare-text.ts";
import { MAP_DOCUMENT_VERSION } from "../../core/map-document.ts";
import type { MapDocument } from "../../core/map-document.ts";
import type { Registry } from "../../core/registry.ts";
import type { ScoreResult } from "../../core/score.ts";
import type { Site, SiteId } from "../../core/site.ts";
import { hostOf } from "../../core/url.ts";
import { themesBySite } from "../themes-by-site.ts";

/** What the map island loads: sites by id, every site link by source and target. `snapshotDate` is `YYYY-MM-DD`. */
export function mapDocument(registry: Registry, result: ScoreResult, snapshotDate: string): MapDocument {
  const sites = registry.sites.toSorted((left, right) => compareText(left.id, right.id));
  return {
    schemaVersion: MAP_DOCUMENT_VERSION,
    snapshotDate,
    sites: siteColumns(sites, registry, result),
    edges: edgeColumns(sites, result),
  };
}

function siteColumns(sites: readonly Site[], registry: Registry, result: ScoreResult): MapDocument["sites"] {
  const themes = themesBySite(registry);
  const coverage = new Map(result.coverage.map((row) => [row.siteId, row]));
  const placements = new Map(result.placements.map((row) => [row.siteId, row]));
  const measures = new Map(result.measures.map((row) => [row.siteId, row]));
  const scores = new Map(result.scores.map((row) => [row.siteId, row]));
  return {
    id: sites.map(({ id }) => id),
    name: sites.map(({ name }) => name),
    host: sites.map(({ home }) => hostOf(home)),
    themes: sites.map(({ id }) => themes.get(id) ?? []),
    coverage: sites.map(({ id }) => coverage.get(id)?.state ?? "pending"),
    x: sites.map(({ id }) => placements.get(id)?.x ?? 0),
    y: sites.map(({ id }) => placements.get(id)?.y ?? 0),
    in: sites.map(({ id }) => measures.get(id)?.referrers ?? 0),
    out: sites.map(({ id }) => measures.get(id)?.sitesLinked ?? null),
    score: sites.map(({ id }) => scores.get(id)?.score ?? null),
  };
}

function edgeColumns(sites: readonly Site[], result: ScoreResult): MapDocument["edges"] {
  const numberOf = new Map<SiteId, number>(sites.map(({ id }, number) => [id, number]));
  const drawn = new Set(result.backbone.map(([source, target]) => `${source} ${target}`));
  const edges = result.siteLinks.flatMap((link) => {
    const source = numberOf.get(link.sourceId);
    const target = numberOf.get(link.targetId);
    return source === undefined || target === undefined ? [] : [{ source, target, link }];
  });
  return {
    source: edges.map(({ source }) => source),
    target: edges.map(({ target }) => target),
    editorial: edges.map(({ link }) => link.editorialPages),
    template: edges.map(({ link }) => link.templatePages),
    mandated: edges.map(({ link }) => link.mandatedPages),
    backbone: edges.map(({ link }) => (drawn.has(`${link.sourceId} ${link.targetId}`) ? 1 : 0)),
  };
}
