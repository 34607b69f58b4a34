import type { Coverage } from "../../core/crawl-record.ts";
import type { Flag } from "../../core/score.ts";
import type { Parameters } from "../parameters.ts";
import { peerCoverage } from "../scores/grade.ts";
import type { Judging } from "../scores/recommended.ts";
import type { FactsOf } from "../scores/site-scores.ts";
import type { SiteNode } from "../site-network.ts";

type FlagStatus = Flag["status"];

/** Whether enough was seen to confirm a flag, with the figures that say so. */
export interface Gate {
  readonly status: FlagStatus;
  readonly inputs: Readonly<Record<string, number | null>>;
}

/**
 * Outgoing flags are confirmed when the site's own zone was seen, or enough of it for onward pages to be expected there
 * (methodology § 7). With several themes the one that expects least decides.
 */
export function outgoingGate(node: SiteNode, factsOf: FactsOf, parameters: Parameters): Gate {
  const onwardShare = Math.min(...node.topics.map((topic) => factsOf(topic).meanOnwardShare ?? 0));
  const expected = node.pagesRead * onwardShare;
  const isSeen = (node.coverage ?? 0) >= parameters.gateCoverage;
  const isEnough = node.pagesRead >= parameters.gatePages && expected >= parameters.gateOnwardPages;
  return {
    status: isSeen || isEnough ? "confirmed" : "to-verify",
    inputs: { n: node.pagesRead, kappa: node.coverage, n_y_mean: expected },
  };
}

/**
 * Incoming flags are confirmed when the peers were seen, or when an average member receives so many links from those
 * that were, that none would be a surprise (methodology § 7).
 */
export function incomingGate(node: SiteNode, factsOf: FactsOf, { network, parameters }: Judging): Gate {
  const peers = peerCoverage(node, network);
  let expected = 0;
  for (const topic of node.topics) {
    const facts = factsOf(topic);
    const others = topic.members.size - 1;
    if (others > 0) expected += (facts.linksWithin - (facts.linksFrom.get(node.number) ?? 0)) / others;
  }
  const isSeen = (peers ?? 0) >= parameters.gatePeerCoverage;
  return {
    status: isSeen || expected >= parameters.gatePeerLinks ? "confirmed" : "to-verify",
    inputs: { kappa_peers: peers, mu: expected },
  };
}

/**
 * Whether incoming flags may be raised at all: not when the page budget was too small (methodology § 7). A crawl record
 * does not keep its budget, but sites that reached it show it: none of them has more pages than that.
 */
export function mayRaiseIncoming(coverage: readonly Coverage[], parameters: Parameters): boolean {
  const capped = coverage.filter(({ state }) => state === "capped").map(({ fetched }) => fetched);
  return capped.length === 0 || Math.max(...capped) >= parameters.incomingBudget;
}
