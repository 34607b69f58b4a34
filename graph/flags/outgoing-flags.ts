import type { Flag } from "../../core/score.ts";
import { isCounted, isEditorial } from "../site-network.ts";
import type { SiteNode } from "../site-network.ts";
import type { Judging } from "../scores/recommended.ts";
import type { FactsOf } from "../scores/site-scores.ts";
import { outgoingGate } from "./gates.ts";
import { quoted } from "./quoted.ts";

/** DEAD-END or BOILER-OUT of one measured site: they rest on its own pages. */
export function outgoingFlags(node: SiteNode, factsOf: FactsOf, { network, parameters }: Judging): readonly Flag[] {
  const links = [...node.out.values()];
  if (network.length < 2 || links.some(isEditorial)) return [];
  const template = links.filter(isCounted).length;
  const { status, inputs } = outgoingGate(node, factsOf, parameters);
  return [
    {
      siteId: node.site.id,
      code: template === 0 ? "DEAD-END" : "BOILER-OUT",
      status,
      topicIds: [],
      inputs: {
        k_out: 0,
        template,
        mandated: links.filter(({ mandatedPages }) => mandatedPages > 0).length,
        ...inputs,
      },
      evidence: quoted(links, template === 0 ? ["mandated"] : ["template"], parameters.evidencePerPair),
    },
  ];
}
