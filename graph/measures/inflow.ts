import { isEditorial } from "../site-network.ts";
import type { SiteNode } from "../site-network.ts";

/** What leads to a site. */
export interface Inflow {
  /** k_in: sites with an editorial link to it. */
  readonly referrers: number;
  /** Sites with template links only; with mandated ones only. */
  readonly templateReferrers: number;
  readonly mandatedReferrers: number;
  /** Pages with an editorial link to it. */
  readonly linkingPages: number;
}

/** Referrers and linking pages (Thelwall 2002: sites, not links, are counted). */
export function inflow(node: SiteNode): Inflow {
  const links = [...node.in.values()];
  const others = links.filter((link) => !isEditorial(link));
  return {
    referrers: links.length - others.length,
    templateReferrers: others.filter(({ templatePages }) => templatePages > 0).length,
    mandatedReferrers: others.filter(({ templatePages }) => templatePages === 0).length,
    linkingPages: links.reduce((sum, { editorialPages }) => sum + editorialPages, 0),
  };
}
