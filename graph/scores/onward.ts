import { isEditorial, voteOf } from "../site-network.ts";
import type { SiteNode } from "../site-network.ts";
import { peersIn } from "../topics.ts";
import type { Part } from "./findable.ts";
import type { Judging } from "./recommended.ts";
import type { TopicFacts } from "./topic-facts.ts";

/**
 * O = ½ min(1, K_out / T) + ½ min(1, ŷ / 0.30): how many sites of its theme a site sends readers to, and from how many of
 * its pages, ŷ = (x + 2ȳ) / (n + 2) (methodology § 3). Null when it was not measured or has no peer.
 */
export function onward(node: SiteNode, facts: TopicFacts, { parameters }: Judging): Part {
  const { topic } = facts;
  const weight = parameters.weightOnward;
  const mean = facts.meanOnwardShare;
  if (!node.isMeasured || mean === null || peersIn(topic, node.number).size === 0) {
    return { code: "O", value: null, weight, inputs: { K_out: null, T: topic.target, x: null, n: node.pagesRead } };
  }
  let votes = 0;
  let portal = 0;
  for (const [target, link] of node.out) {
    if (topic.portals.has(target)) portal = Math.max(portal, Number(isEditorial(link)));
    else if (topic.members.has(target)) votes += voteOf(link, parameters.templateVote);
  }
  const x = node.outflow.onwardPages;
  const share = (x + parameters.onwardPrior * mean) / (node.pagesRead + parameters.onwardPrior);
  const value = Math.min(1, (votes + portal) / topic.target) / 2 + Math.min(1, share / parameters.onwardFull) / 2;
  const inputs = { K_out: votes + portal, portal, T: topic.target, x, n: node.pagesRead, y_mean: mean, y_hat: share };
  return { code: "O", value, weight, inputs };
}
