import { compareText } from "../core/compare-text.ts";
import type { ExpectedLink } from "../core/registry.ts";
import type { ExpectationResult } from "../core/score.ts";
import type { SiteId } from "../core/site.ts";
import type { TopicId } from "../core/theme.ts";
import type { Perimeter } from "./perimeter.ts";
import { isCounted } from "./site-network.ts";
import type { SiteNetwork } from "./site-network.ts";
import type { Topic } from "./topics.ts";

/** What expected links are compared with. */
export interface Observed {
  readonly perimeter: Perimeter;
  readonly network: SiteNetwork;
  /** Themes and life events. */
  readonly topics: ReadonlyMap<TopicId, Topic>;
}

/**
 * What became of each expected link. Editorial and template links fulfil it, mandated ones do not: they stand everywhere.
 * Without any link it is missing only if somebody who could have linked was measured.
 */
export function expectationResults(
  expected: readonly ExpectedLink[],
  observed: Observed,
): readonly ExpectationResult[] {
  return expected.toSorted(byTarget).map((link) => {
    const target = observed.perimeter.numberOf.get(link.targetId);
    const sources = sourcesOf(link, observed)
      .filter((source) => source !== target)
      .flatMap((source) => observed.network[source] ?? []);
    const linking = sources.filter((node) => target !== undefined && isCounted(node.out.get(target)));
    const isSettled = sources.some(({ isMeasured }) => isMeasured);
    const { topicId, sourceId, targetId, citedBy, citedOn } = link;
    return {
      topicId,
      sourceId,
      targetId,
      citedBy,
      citedOn,
      status: linking.length > 0 ? "found" : isSettled ? "missing" : "indeterminate",
      linkedBy: linking.map(({ site }): SiteId => site.id),
    };
  });
}

/** Numbers of the sites that could fulfil an expectation, ascending: the one named, or any member or portal. */
function sourcesOf({ sourceId, topicId }: ExpectedLink, { perimeter, topics }: Observed): readonly number[] {
  if (sourceId !== null) return [perimeter.numberOf.get(sourceId)].filter((site) => site !== undefined);
  const topic = topics.get(topicId);
  const sources = new Set([...(topic?.members.keys() ?? []), ...(topic?.portals ?? [])]);
  return [...sources].toSorted((left, right) => left - right);
}

function byTarget(left: ExpectedLink, right: ExpectedLink): number {
  return (
    compareText(left.targetId, right.targetId) ||
    compareText(left.topicId, right.topicId) ||
    compareText(left.sourceId ?? "", right.sourceId ?? "") ||
    compareText(left.citedBy, right.citedBy)
  );
}
