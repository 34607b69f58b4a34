import { DirectedGraph } from "graphology";
import type { SiteLink } from "../core/score.ts";
import type { SiteId } from "../core/site.ts";

/** What graphology's algorithms read from a node. `theme` is prefixed too: it becomes a key of a plain object. */
export interface SiteNodeAttributes {
  readonly theme: string;
  readonly x?: number;
  readonly y?: number;
  readonly size?: number;
}

export interface SiteEdgeAttributes {
  readonly weight: number;
}

export type SiteGraph = DirectedGraph<SiteNodeAttributes, SiteEdgeAttributes>;

/** Key of a site in a graphology graph. Prefixed: keys such as `constructor` break its plain objects. */
export function nodeKey(siteId: SiteId): string {
  return `s:${siteId}`;
}

/**
 * The site graph for graphology, weighted by w_st. Links that only a rule imposes weigh nothing and are left out.
 * `themeOf` gives a node's first theme, or null.
 */
export function siteGraph(
  siteIds: readonly SiteId[],
  links: readonly SiteLink[],
  themeOf: (siteId: SiteId) => string | null = () => null,
): SiteGraph {
  const graph: SiteGraph = new DirectedGraph({ allowSelfLoops: false });
  for (const siteId of siteIds) graph.addNode(nodeKey(siteId), { theme: `t:${themeOf(siteId) ?? ""}` });
  for (const { sourceId, targetId, weight } of links) {
    if (weight > 0) graph.addEdgeWithKey(`${sourceId}>${targetId}`, nodeKey(sourceId), nodeKey(targetId), { weight });
  }
  return graph;
}
