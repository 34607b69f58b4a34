import type { Parameters } from "../parameters.ts";
import type { SiteNode } from "../site-network.ts";
import type { Part } from "./findable.ts";
import type { TopicFacts } from "./topic-facts.ts";

/**
 * A: 1 for a site that the portals of its theme reach and that reaches them by editorial site links within the theme,
 * 0.5 one way, 0 neither (methodology § 3). Null when the site or all portals were not measured.
 */
export function anchored(node: SiteNode, facts: TopicFacts, parameters: Parameters): Part {
  const weight = parameters.weightAnchored;
  if (facts.topic.portals.has(node.number)) return { code: "A", value: 1, weight, inputs: { from: 1, to: 1 } };
  if (!node.isMeasured || !facts.hasMeasuredPortal) {
    return { code: "A", value: null, weight, inputs: { from: null, to: null } };
  }
  const from = Number(facts.fromPortals.has(node.number));
  const to = Number(facts.toPortals.has(node.number));
  const value = from + to === 2 ? 1 : (from + to) * parameters.anchoredOneWay;
  return { code: "A", value, weight, inputs: { from, to } };
}
