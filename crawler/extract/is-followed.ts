import type { ExtractedLink, LinkKind } from "../../core/link.ts";
import type { RobotsDirectives } from "./robots-directives.ts";

const FOLLOWED_KINDS: ReadonlySet<LinkKind> = new Set(["hyperlink", "frame", "canonical", "next", "prev"]);
const NOT_FOLLOWED_RELATIONS = ["nofollow", "ugc", "sponsored"];

/** Whether a link may lead the crawler on. Links that may not are kept for the graph all the same. */
export function isFollowed(
  link: Pick<ExtractedLink, "kind" | "rel">,
  page: Pick<RobotsDirectives, "nofollow">,
): boolean {
  if (page.nofollow || !FOLLOWED_KINDS.has(link.kind)) return false;
  return !NOT_FOLLOWED_RELATIONS.some((relation) => link.rel.includes(relation));
}
