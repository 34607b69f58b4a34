import type { SiteNode } from "../site-network.ts";

/**
 * Share of editorial links out of a site that stay in the perimeter (Escher et al. 2006, extroversion), 0…1; null when
 * it was not measured or leads nowhere.
 */
export function openness(node: SiteNode): number | null {
  const { interSiteLinks, offMapLinks } = node.outflow;
  const links = interSiteLinks + offMapLinks;
  return !node.isMeasured || links === 0 ? null : interSiteLinks / links;
}
