import type { SiteScore, ThemeScore } from "../../core/score.ts";
import type { SiteNode } from "../site-network.ts";
import type { Topic } from "../topics.ts";
import { anchored } from "./anchored.ts";
import { bandOf, combine, weightedScore, withoutScore } from "./combine.ts";
import { findable } from "./findable.ts";
import { gradeOf } from "./grade.ts";
import { onward } from "./onward.ts";
import { pertinent } from "./pertinent.ts";
import { recommended } from "./recommended.ts";
import type { Judging } from "./recommended.ts";
import type { TopicFacts } from "./topic-facts.ts";

/** Facts of each topic that some site is scored in. */
export type FactsOf = (topic: Topic) => TopicFacts;

/** Integration of every site, by site number. */
export function siteScores(judging: Judging, factsOf: FactsOf): readonly SiteScore[] {
  const { network, parameters } = judging;
  return network.map((node) => {
    const themes = node.topics.map((topic) => themeScore(node, factsOf(topic), judging));
    const score = weightedScore(themes);
    return {
      siteId: node.site.id,
      score,
      band: bandOf(score, parameters),
      grade: gradeOf(node, network, parameters),
      themes,
    };
  });
}

function themeScore(node: SiteNode, facts: TopicFacts, judging: Judging): ThemeScore {
  const { parameters } = judging;
  const parts = [
    findable(node, facts, parameters),
    recommended(node, facts, judging),
    onward(node, facts, judging),
    anchored(node, facts, parameters),
    pertinent(parameters),
  ];
  const { score, components } = node.isMeasured ? combine(parts) : withoutScore(parts);
  return {
    topicId: facts.topic.id,
    membership: facts.topic.members.get(node.number) ?? parameters.declaredMembership,
    score,
    band: bandOf(score, parameters),
    components,
  };
}
