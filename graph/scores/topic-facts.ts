import type { PageGraph } from "../page-graph.ts";
import { editorialEnds } from "../site-network.ts";
import type { SiteNetwork } from "../site-network.ts";
import type { Topic } from "../topics.ts";
import { clickDistances } from "./click-distances.ts";

/** What is computed once for all members of a topic. */
export interface TopicFacts {
  readonly topic: Topic;
  /** Fewest clicks from its entry pages by site number; null when none of them was read. */
  readonly clicks: Int32Array | null;
  /** ȳ_θ = Σx / Σn over its measured members; null when none was. */
  readonly meanOnwardShare: number | null;
  /** Sites reachable from its portals, and reaching them, by editorial site links within members and portals. */
  readonly fromPortals: ReadonlySet<number>;
  readonly toPortals: ReadonlySet<number>;
  readonly hasMeasuredPortal: boolean;
  /** Mean links that a member receives from a member: Σ_{t,u ∈ S_θ∖s} e_tu / (m − 1) is derived from these. */
  readonly linksWithin: number;
  readonly linksFrom: ReadonlyMap<number, number>;
}

export function topicFacts(topic: Topic, network: SiteNetwork, graph: PageGraph): TopicFacts {
  const measured = network.filter(({ number, isMeasured }) => isMeasured && topic.members.has(number));
  const pages = measured.reduce((sum, { pagesRead }) => sum + pagesRead, 0);
  const onward = measured.reduce((sum, { outflow }) => sum + outflow.onwardPages, 0);
  const linksFrom = new Map(
    network
      .filter(({ number }) => topic.members.has(number))
      .map((node) => [
        node.number,
        [...node.out].reduce((sum, [to, link]) => sum + (topic.members.has(to) ? link.editorialPages : 0), 0),
      ]),
  );
  return {
    topic,
    clicks: topic.entryPages.length === 0 ? null : clickDistances(graph, topic.entryPages),
    meanOnwardShare: pages === 0 ? null : onward / pages,
    fromPortals: reachable(topic, (site) => editorialEnds(network[site]?.out ?? new Map())),
    toPortals: reachable(topic, (site) => editorialEnds(network[site]?.in ?? new Map())),
    hasMeasuredPortal: network.some(({ number, isMeasured }) => isMeasured && topic.portals.has(number)),
    linksWithin: linksFrom.values().reduce((sum, links) => sum + links, 0),
    linksFrom,
  };
}

/** Sites reached from the portals of a topic without leaving its members and portals. */
function reachable(topic: Topic, next: (site: number) => readonly number[]): ReadonlySet<number> {
  const reached = new Set(topic.portals);
  for (const site of reached) {
    for (const neighbour of next(site)) {
      if (topic.members.has(neighbour) || topic.portals.has(neighbour)) reached.add(neighbour);
    }
  }
  return reached;
}
