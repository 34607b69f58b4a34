import type { Grade } from "../../core/score.ts";
import type { Parameters } from "../parameters.ts";
import type { SiteNetwork, SiteNode } from "../site-network.ts";
import { peersIn } from "../topics.ts";

/** How well a site and its peers were seen (methodology § 5). */
export function gradeOf(node: SiteNode, network: SiteNetwork, parameters: Parameters): Grade {
  if (!node.isMeasured) return "NE";
  const own = node.coverage ?? 0;
  const peers = peerCoverage(node, network) ?? 1;
  if (own >= parameters.gradeACoverage && peers >= parameters.gradeAPeers) return "A";
  return own >= parameters.gradeBCoverage && peers >= parameters.gradeBPeers ? "B" : "C";
}

/** Mean coverage of a site's peers in all its themes, 0…1: one that was not measured counts 0. Null without peers. */
export function peerCoverage(node: SiteNode, network: SiteNetwork): number | null {
  const peers = new Set(node.topics.flatMap((topic) => [...peersIn(topic, node.number)]));
  let sum = 0;
  for (const peer of peers) {
    const other = network[peer];
    if (other?.isMeasured === true) sum += other.coverage ?? 0;
  }
  return peers.size === 0 ? null : sum / peers.size;
}
