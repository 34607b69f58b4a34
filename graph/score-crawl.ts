import type { LinkReader } from "../core/crawl-record.ts";
import type { Registry } from "../core/registry.ts";
import type { ScoreResult } from "../core/score.ts";
import { communitiesOf } from "./communities.ts";
import { expectationResults } from "./expectations.ts";
import { siteFlags } from "./flags/site-flags.ts";
import { backboneOf } from "./layout/backbone.ts";
import { placementsOf } from "./layout/placements.ts";
import { siteMeasures } from "./measures/site-measures.ts";
import { DEFAULT_PARAMETERS, parametersVersion } from "./parameters.ts";
import type { Parameters } from "./parameters.ts";
import { readNetwork } from "./read-network.ts";
import { siteScores } from "./scores/site-scores.ts";
import { topicFacts } from "./scores/topic-facts.ts";
import type { TopicFacts } from "./scores/topic-facts.ts";
import { themesBySite } from "./themes-by-site.ts";
import type { Topic } from "./topics.ts";

/** What is scored. */
export interface ScoreOptions {
  readonly registry: Registry;
  readonly reader: LinkReader;
  readonly parameters?: Parameters;
}

/**
 * Measures, scores, flags and map of one crawl. Depends on addresses and registry alone: page, block and target ids may
 * be any, and so may the order in which the crawl went.
 */
export function scoreCrawl({ registry, reader, parameters = DEFAULT_PARAMETERS }: ScoreOptions): ScoreResult {
  const read = readNetwork(registry, reader, parameters);
  const { network, perimeter, graph } = read;
  const facts = new Map<Topic, TopicFacts>();
  const factsOf = (topic: Topic): TopicFacts => {
    const known = facts.get(topic) ?? topicFacts(topic, network, graph);
    facts.set(topic, known);
    return known;
  };
  const judging = { network, parameters };
  const siteLinks = network.flatMap(({ outflow }) => outflow.links);
  const communities = communitiesOf(siteLinks, parameters.communitySeeds);
  return {
    crawl: reader.crawl,
    parameters,
    parametersVersion: parametersVersion(parameters),
    coverage: read.coverage,
    siteLinks,
    measures: siteMeasures(network),
    scores: siteScores(judging, factsOf),
    flags: siteFlags(judging, factsOf, read.coverage),
    expectations: expectationResults(registry.expectedLinks, { perimeter, network, topics: read.topics }),
    placements: placementsOf({
      siteIds: perimeter.sites.map(({ id }) => id),
      links: siteLinks,
      themes: themesBySite(registry),
      communities,
      iterations: parameters.layoutIterations,
    }),
    backbone: backboneOf(siteLinks, { out: parameters.backboneOut, in: parameters.backboneIn }),
    modularity: communities.modularity,
    communityStability: communities.stability,
  };
}
