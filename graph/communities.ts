import louvain from "graphology-communities-louvain";
import { compareText } from "../core/compare-text.ts";
import { seededRandom } from "../core/seeded-random.ts";
import type { SiteLink } from "../core/score.ts";
import type { SiteId } from "../core/site.ts";
import { partitionSimilarity } from "./partition-similarity.ts";
import { nodeKey, siteGraph } from "./site-graph.ts";

/** Groups of sites that link to each other more than chance would have it. */
export interface Communities {
  /** Number of a site's community, 0 the largest; sites without weighted link are absent. */
  readonly ofSite: ReadonlyMap<SiteId, number>;
  /** Newman's modularity of the best partition; null without links. */
  readonly modularity: number | null;
  /** Mean normalised mutual information over pairs of runs, 0…1; null without links. */
  readonly stability: number | null;
}

/**
 * Louvain communities (Blondel et al. 2008; directed: Dugué and Perez 2015) on w_st: the best modularity of `runs` runs
 * from the seeds 1, 2, 3…, the first one on ties.
 */
export function communitiesOf(links: readonly SiteLink[], runs: number): Communities {
  const weighted = links.filter(({ weight }) => weight > 0);
  const siteIds = [...new Set(weighted.flatMap(({ sourceId, targetId }) => [sourceId, targetId]))].toSorted(
    compareText,
  );
  if (siteIds.length === 0) return { ofSite: new Map(), modularity: null, stability: null };
  const graph = siteGraph(siteIds, weighted);
  const found = Array.from({ length: runs }, (_, run) => {
    const { communities, modularity } = louvain.detailed(graph, {
      rng: seededRandom(run + 1),
      getEdgeWeight: "weight",
    });
    return { modularity, parts: siteIds.map((siteId) => communities[nodeKey(siteId)] ?? 0) };
  });
  const best = found.reduce((kept, other) => (other.modularity > kept.modularity ? other : kept));
  return {
    ofSite: numberedBySize(siteIds, best.parts),
    modularity: best.modularity,
    stability: meanSimilarity(found.map(({ parts }) => parts)),
  };
}

/** Communities renumbered from the largest; of equal ones, from the one with the smallest site id. Ids come sorted. */
function numberedBySize(siteIds: readonly SiteId[], parts: readonly number[]): ReadonlyMap<SiteId, number> {
  const groups = Map.groupBy(siteIds, (_, place) => parts[place] ?? 0);
  // Groups stand in the order of their smallest ids, and sorting is stable.
  const bySize = [...groups.values()].toSorted((left, right) => right.length - left.length);
  return new Map(bySize.flatMap((group, number) => group.map((siteId) => [siteId, number] as const)));
}

function meanSimilarity(partitions: readonly (readonly number[])[]): number {
  let sum = 0;
  let pairs = 0;
  for (const [place, left] of partitions.entries()) {
    for (const right of partitions.slice(place + 1)) {
      sum += partitionSimilarity(left, right);
      pairs += 1;
    }
  }
  return pairs === 0 ? 1 : sum / pairs;
}
