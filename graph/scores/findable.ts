import type { Component } from "../../core/score.ts";
import type { Parameters } from "../parameters.ts";
import type { SiteNode } from "../site-network.ts";
import { NO_PATH } from "./click-distances.ts";
import type { TopicFacts } from "./topic-facts.ts";

/** A component before its points are known. */
export type Part = Omit<Component, "points">;

/**
 * F = max(0, 1 − (d − 1)/5): how few clicks lead from the entry pages of a theme to a site (methodology § 3). Null when
 * no entry page was read: then nobody knows.
 */
export function findable(node: SiteNode, facts: TopicFacts, parameters: Parameters): Part {
  const weight = parameters.weightFindable;
  const entries = facts.topic.entryPages.length;
  if (facts.topic.portals.has(node.number)) return { code: "F", value: 1, weight, inputs: { d: 0, E: entries } };
  if (facts.clicks === null) return { code: "F", value: null, weight, inputs: { d: null, E: entries } };
  const clicks = facts.clicks[node.number] ?? NO_PATH;
  if (clicks === NO_PATH) return { code: "F", value: 0, weight, inputs: { d: null, E: entries } };
  const value = Math.max(0, 1 - (clicks - 1) / parameters.clickRange);
  return { code: "F", value, weight, inputs: { d: clicks, E: entries } };
}
