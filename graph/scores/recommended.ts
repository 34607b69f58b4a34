import type { Parameters } from "../parameters.ts";
import { isEditorial, voteOf } from "../site-network.ts";
import type { SiteNetwork, SiteNode } from "../site-network.ts";
import { peersIn } from "../topics.ts";
import type { Part } from "./findable.ts";
import type { TopicFacts } from "./topic-facts.ts";

/** The sites of a perimeter with the numbers that judge them. */
export interface Judging {
  readonly network: SiteNetwork;
  readonly parameters: Parameters;
}

/**
 * R = min(1, K_in / T): how many sites of its theme send readers to a site (methodology § 3). Null when it has no peer,
 * or none of them was measured.
 */
export function recommended(node: SiteNode, facts: TopicFacts, { network, parameters }: Judging): Part {
  const { topic } = facts;
  const peers = [...peersIn(topic, node.number)];
  const measured = peers.filter((peer) => network[peer]?.isMeasured === true).length;
  let votes = 0;
  let portal = 0;
  for (const [source, link] of node.in) {
    if (topic.portals.has(source)) portal = Math.max(portal, Number(isEditorial(link)));
    else if (topic.members.has(source)) votes += voteOf(link, parameters.templateVote);
  }
  const known = votes + portal;
  // With no peer measured a link can still come from a page that was read there; without any, nothing is known.
  const value = measured === 0 && known === 0 ? null : Math.min(1, known / topic.target);
  return {
    code: "R",
    value,
    weight: parameters.weightRecommended,
    inputs: { K_in: known, portal, T: topic.target, m: topic.members.size, peers: peers.length, measured },
  };
}
