import { editorialEnds } from "../site-network.ts";
import type { SiteNode } from "../site-network.ts";

/**
 * E-I index of Krackhardt and Stern (1988): sites linked outside its themes against those sharing one, −1…1; null when
 * it was not measured, has no theme or links to nobody.
 */
export function externalInternal(node: SiteNode): number | null {
  const themes = node.topics.filter(({ id }) => id !== null);
  const linked = editorialEnds(node.out);
  if (!node.isMeasured || themes.length === 0 || linked.length === 0) return null;
  const internal = linked.filter((site) => themes.some(({ members }) => members.has(site))).length;
  return (linked.length - 2 * internal) / linked.length;
}
