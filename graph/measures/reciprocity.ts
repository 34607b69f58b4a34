import { editorialEnds } from "../site-network.ts";
import type { SiteNode } from "../site-network.ts";

/**
 * Share of a site's editorial partners that it links to and is linked by (methodology § 2), 0…1; null
 * when it was not measured or has no partner.
 */
export function reciprocity(node: SiteNode): number | null {
  const partners = new Set([...editorialEnds(node.in), ...editorialEnds(node.out)]);
  const referrers = new Set(editorialEnds(node.in));
  const mutual = editorialEnds(node.out).filter((site) => referrers.has(site));
  return !node.isMeasured || partners.size === 0 ? null : mutual.length / partners.size;
}
