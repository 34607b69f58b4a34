import type { SiteLink } from "../core/score.ts";
import type { Site } from "../core/site.ts";
import type { Perimeter } from "./perimeter.ts";
import type { SiteOutflow } from "./site-links.ts";
import type { Topic } from "./topics.ts";

/** One site with all that was counted of it. Sites are known by their numbers. */
export interface SiteNode {
  readonly number: number;
  readonly site: Site;
  /** n_s and N*_s: pages of the reference zone, read and to be expected. */
  readonly pagesRead: number;
  readonly pagesExpected: number;
  /** κ_s, 0…1; null when no page is known. */
  readonly coverage: number | null;
  /** Whether its outgoing links can be judged: pages were read, and they show their links. */
  readonly isMeasured: boolean;
  readonly outflow: SiteOutflow;
  /** Site links by the number of the other end. */
  readonly out: ReadonlyMap<number, SiteLink>;
  readonly in: ReadonlyMap<number, SiteLink>;
  /** Themes that it is a member of, in the registry's order; without any, the whole perimeter alone. */
  readonly topics: readonly Topic[];
}

/** The sites in the order of their numbers, linked. */
export type SiteNetwork = readonly SiteNode[];

/** Links into and out of each site, by the number of the other end. */
export function linkMaps(
  perimeter: Perimeter,
  outflows: readonly SiteOutflow[],
): readonly { readonly out: ReadonlyMap<number, SiteLink>; readonly in: ReadonlyMap<number, SiteLink> }[] {
  const maps = perimeter.sites.map(() => ({ out: new Map<number, SiteLink>(), in: new Map<number, SiteLink>() }));
  for (const [source, { links }] of outflows.entries()) {
    for (const link of links) {
      const target = perimeter.numberOf.get(link.targetId);
      if (target === undefined) continue;
      maps[source]?.out.set(target, link);
      maps[target]?.in.set(source, link);
    }
  }
  return maps;
}

/** Whether a site link has an editorial page: the only kind that counts as a link in most measures. */
export function isEditorial(link: SiteLink | undefined): boolean {
  return link !== undefined && link.editorialPages > 0;
}

/** Whether a reader can take the link as a recommendation of any weight: editorial or template. */
export function isCounted(link: SiteLink | undefined): boolean {
  return link !== undefined && (link.editorialPages > 0 || link.templatePages > 0);
}

/** v_st of methodology § 1: 1 with an editorial link, `templateVote` with template ones only, else 0. */
export function voteOf(link: SiteLink | undefined, templateVote: number): number {
  if (isEditorial(link)) return 1;
  return isCounted(link) ? templateVote : 0;
}

/** Numbers of the sites at the other end of editorial links, ascending as the map was filled. */
export function editorialEnds(links: ReadonlyMap<number, SiteLink>): number[] {
  return [...links].filter(([, link]) => isEditorial(link)).map(([site]) => site);
}
