import type { SiteLink, SitePlacement } from "../../core/score.ts";
import type { SiteId } from "../../core/site.ts";
import type { TopicId } from "../../core/theme.ts";
import type { Communities } from "../communities.ts";
import { nodeKey, siteGraph } from "../site-graph.ts";
import { positionsOf } from "./positions.ts";

export interface Placing {
  /** Sorted. */
  readonly siteIds: readonly SiteId[];
  readonly links: readonly SiteLink[];
  readonly themes: ReadonlyMap<SiteId, readonly TopicId[]>;
  readonly communities: Communities;
  readonly iterations: number;
}

/** A place on the map for every site, in the order given. */
export function placementsOf({ siteIds, links, themes, communities, iterations }: Placing): readonly SitePlacement[] {
  const graph = siteGraph(siteIds, links, (siteId) => themes.get(siteId)?.[0] ?? null);
  const positions = positionsOf(graph, iterations);
  return siteIds.map((siteId) => {
    const { x, y } = positions.get(nodeKey(siteId)) ?? { x: 0, y: 0 };
    return { siteId, x, y, community: communities.ofSite.get(siteId) ?? null };
  });
}
