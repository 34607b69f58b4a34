import { compareText } from "../../core/compare-text.ts";
import type { SiteLink } from "../../core/score.ts";
import type { SiteId } from "../../core/site.ts";

/** How many links of each site the map draws. */
export interface BackboneSize {
  readonly out: number;
  readonly in: number;
}

/**
 * Pairs that the map draws at rest: the links with most editorial pages out of and into each site, so that weak sites
 * keep theirs. Ties by the id of the other site. Sorted by source, then target.
 */
export function backboneOf(links: readonly SiteLink[], size: BackboneSize): readonly (readonly [SiteId, SiteId])[] {
  const editorial = links.filter(({ editorialPages }) => editorialPages > 0);
  const kept = new Set<SiteLink>();
  for (const [own, other, count] of [
    ["sourceId", "targetId", size.out],
    ["targetId", "sourceId", size.in],
  ] as const) {
    for (const group of Map.groupBy(editorial, (link) => link[own]).values()) {
      const strongest = group.toSorted(
        (left, right) => right.editorialPages - left.editorialPages || compareText(left[other], right[other]),
      );
      for (const link of strongest.slice(0, count)) kept.add(link);
    }
  }
  return [...kept]
    .map(({ sourceId, targetId }) => [sourceId, targetId] as const)
    .toSorted((left, right) => compareText(left[0], right[0]) || compareText(left[1], right[1]));
}
