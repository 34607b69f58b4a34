import { editorialEnds } from "../site-network.ts";
import type { SiteNode } from "../site-network.ts";

/** (k_in − k_out) / (k_in + k_out), −1…1 (methodology § 2); null when not measured, or without any link. */
export function balance(node: SiteNode): number | null {
  const referrers = editorialEnds(node.in).length;
  const linked = editorialEnds(node.out).length;
  return !node.isMeasured || referrers + linked === 0 ? null : (referrers - linked) / (referrers + linked);
}
