import type { ClassedOccurrence, LinkClass, SiteLink } from "../../core/score.ts";

/** Quoted links of some classes out of several site links, class by class in the order given, at most `limit`. */
export function quoted(
  links: readonly SiteLink[],
  classes: readonly LinkClass[],
  limit: number,
): readonly ClassedOccurrence[] {
  return classes
    .flatMap((wanted) => links.flatMap(({ evidence }) => evidence.filter(({ linkClass }) => linkClass === wanted)))
    .slice(0, limit);
}
