import type { Coverage } from "../../core/crawl-record.ts";
import type { Flag } from "../../core/score.ts";
import type { SiteKind } from "../../core/site.ts";
import type { Judging } from "../scores/recommended.ts";
import type { FactsOf } from "../scores/site-scores.ts";
import type { SiteNode } from "../site-network.ts";
import { mayRaiseIncoming } from "./gates.ts";
import { incomingFlags } from "./incoming-flags.ts";
import { outgoingFlags } from "./outgoing-flags.ts";

/** Kinds of site that receive no flag: nobody is meant to link to them, or to go on from there. */
const UNFLAGGED: ReadonlySet<SiteKind> = new Set<SiteKind>(["extranet", "archive"]);

/** The flags of every site (methodology § 7), by site number; a site that was not measured has NE and no other. */
export function siteFlags(judging: Judging, factsOf: FactsOf, coverage: readonly Coverage[]): readonly Flag[] {
  const mayBlameOthers = mayRaiseIncoming(coverage, judging.parameters);
  return judging.network.flatMap((node) => {
    if (UNFLAGGED.has(node.site.kind)) return [];
    if (!node.isMeasured) return [notMeasured(node)];
    const incoming = mayBlameOthers ? incomingFlags(node, factsOf, judging) : [];
    return [...incoming, ...outgoingFlags(node, factsOf, judging)];
  });
}

/** NE says what we did not see, and that is certain. */
function notMeasured(node: SiteNode): Flag {
  const inputs = { n: node.pagesRead, N: node.pagesExpected, kappa: node.coverage };
  return { siteId: node.site.id, code: "NE", status: "confirmed", topicIds: [], inputs, evidence: [] };
}
