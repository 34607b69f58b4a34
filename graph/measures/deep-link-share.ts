import type { SiteNode } from "../site-network.ts";

/** Share of a site's editorial inlinks that lead to another page than its home (Petricek et al. 2006), 0…1; null without any. */
export function deepLinkShare(node: SiteNode): number | null {
  let links = 0;
  let deep = 0;
  for (const link of node.in.values()) {
    links += link.editorialLinks;
    deep += link.deepLinks;
  }
  return links === 0 ? null : deep / links;
}
