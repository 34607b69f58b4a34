import type { ClassedOccurrence, Flag, SiteLink } from "../../core/score.ts";
import { NO_PATH } from "../scores/click-distances.ts";
import type { Judging } from "../scores/recommended.ts";
import type { FactsOf } from "../scores/site-scores.ts";
import type { SiteNode } from "../site-network.ts";
import { isEditorial } from "../site-network.ts";
import { incomingGate } from "./gates.ts";
import { quoted } from "./quoted.ts";

/** IN-0, BOILER-IN and UNREACH of one measured site: what they rest on is everybody else's pages. */
export function incomingFlags(node: SiteNode, factsOf: FactsOf, judging: Judging): readonly Flag[] {
  const others = judging.network.filter(({ number, isMeasured }) => number !== node.number && isMeasured);
  if (others.length === 0) return [];
  const gate = incomingGate(node, factsOf, judging);
  const links = [...node.in.values()];
  const flags: Flag[] = [];
  const raise = (
    flag: Pick<Flag, "code" | "topicIds" | "inputs"> & { readonly evidence: readonly ClassedOccurrence[] },
  ) => flags.push({ siteId: node.site.id, status: gate.status, ...flag, inputs: { ...flag.inputs, ...gate.inputs } });
  if (!links.some(isEditorial)) {
    const template = sitesWith(links, "templatePages");
    const inputs = { k_in: 0, template, mandated: sitesWith(links, "mandatedPages"), sites: others.length };
    const limit = judging.parameters.evidencePerPair;
    raise({ code: "IN-0", topicIds: [], inputs, evidence: quoted(links, ["template", "mandated"], limit) });
    if (template > 0) {
      raise({ code: "BOILER-IN", topicIds: [], inputs, evidence: quoted(links, ["template"], limit) });
    }
  }
  const unreached = unreachedTopics(node, factsOf, judging);
  if (unreached.length > 0) {
    const found = unreached.map(({ clicks }) => clicks).filter((clicks) => clicks !== NO_PATH);
    const nearest = found.length === 0 ? null : Math.min(...found);
    raise({ code: "UNREACH", topicIds: unreached.map(({ id }) => id), inputs: { d: nearest }, evidence: [] });
  }
  return flags;
}

function sitesWith(links: readonly SiteLink[], pages: "templatePages" | "mandatedPages"): number {
  return links.filter((link) => link[pages] > 0).length;
}

/** Themes of a site whose entry pages were read and lead to it by no path, or by one too long. */
function unreachedTopics(node: SiteNode, factsOf: FactsOf, { parameters }: Judging) {
  return node.topics.flatMap((topic) => {
    const clicks = factsOf(topic).clicks?.[node.number];
    if (topic.id === null || clicks === undefined || topic.portals.has(node.number)) return [];
    return clicks === NO_PATH || clicks > parameters.unreachClicks ? [{ id: topic.id, clicks }] : [];
  });
}
