import type { SiteMeasures } from "../../core/score.ts";
import type { SiteNetwork } from "../site-network.ts";
import { balance } from "./balance.ts";
import { deepLinkShare } from "./deep-link-share.ts";
import { externalInternal } from "./external-internal.ts";
import { harmonicCentralities } from "./harmonic.ts";
import { inflow } from "./inflow.ts";
import { openness } from "./openness.ts";
import { outflow } from "./outflow.ts";
import { reciprocity } from "./reciprocity.ts";

/** Inflow and outflow of every site (methodology § 2), by site number. */
export function siteMeasures(network: SiteNetwork): readonly SiteMeasures[] {
  const harmonic = harmonicCentralities(network);
  return network.map((node) => ({
    siteId: node.site.id,
    pagesRead: node.pagesRead,
    pagesExpected: node.pagesExpected,
    coverage: node.coverage,
    ...inflow(node),
    deepLinkShare: deepLinkShare(node),
    ...outflow(node),
    openness: openness(node),
    balance: balance(node),
    externalInternal: externalInternal(node),
    reciprocity: reciprocity(node),
    harmonic: harmonic[node.number] ?? 0,
  }));
}
