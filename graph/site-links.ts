import type { ClassedOccurrence, LinkClass, SiteLink } from "../core/score.ts";
import type { SiteId } from "../core/site.ts";
import { eachOutwardLink } from "./classes/classified-links.ts";
import type { Occurrence } from "./classes/classified-links.ts";
import type { LinkTables, OutwardLinks } from "./classes/outward-links.ts";
import type { Parameters } from "./parameters.ts";
import { OFF_MAP } from "./perimeter.ts";
import type { Perimeter } from "./perimeter.ts";

/** Where one site leads, by its reference zone. */
export interface SiteOutflow {
  /** To other registered sites, by target. */
  readonly links: readonly SiteLink[];
  /** x_s: pages with an editorial link to another registered site. */
  readonly onwardPages: number;
  /** Editorial links to other registered sites and off the map: an address counts once a page. */
  readonly interSiteLinks: number;
  readonly offMapLinks: number;
}

/** Counts of one pair of sites while the zone is read. */
interface Tally {
  readonly pages: Record<LinkClass, number>;
  /** Last page seen with a link of the class. */
  readonly lastPage: Record<LinkClass, number>;
  readonly refs: Record<LinkClass, ClassedOccurrence[]>;
  editorialLinks: number;
  deepLinks: number;
  occurrences: number;
}

export type LinkSource = LinkTables & { readonly perimeter: Perimeter; readonly parameters: Parameters };

/**
 * Counts the links out of a site in distinct source pages.
 *
 * An address that one page links to twice is one link (Thelwall 2002: replicated links distort).
 */
export function siteOutflow(out: OutwardLinks, source: LinkSource): SiteOutflow {
  const tallies = new Map<number, Tally>();
  const lastPageOf = new Map<number, number>();
  const sum = { onwardPages: 0, lastOnward: -1, interSiteLinks: 0, offMapLinks: 0 };
  eachOutwardLink(out, source, (occurrence) => {
    const { page, link, linkClass } = occurrence;
    const target = source.blocks.target[link] ?? 0;
    const site = source.targets.site[target] ?? OFF_MAP;
    const tally = site === OFF_MAP ? null : tallyOf(tallies, site);
    if (tally !== null) addOccurrence(tally, occurrence, { out, source });
    if (linkClass !== "editorial") return;
    if (tally !== null && sum.lastOnward !== page) {
      sum.lastOnward = page;
      sum.onwardPages += 1;
    }
    const final = source.targets.final[target] ?? 0;
    if (lastPageOf.get(final) === page) return;
    lastPageOf.set(final, page);
    if (tally === null) sum.offMapLinks += 1;
    else {
      sum.interSiteLinks += 1;
      tally.editorialLinks += 1;
      tally.deepLinks += Number(source.targets.isHome[target] === 0);
    }
  });
  const links = [...tallies]
    .toSorted(([left], [right]) => left - right)
    .map(([site, tally]) => siteLink([out.site, site], tally, source));
  const { onwardPages, interSiteLinks, offMapLinks } = sum;
  return { links, onwardPages, interSiteLinks, offMapLinks };
}

function tallyOf(tallies: Map<number, Tally>, site: number): Tally {
  const known = tallies.get(site);
  if (known !== undefined) return known;
  const tally: Tally = {
    pages: { editorial: 0, template: 0, mandated: 0 },
    lastPage: { editorial: -1, template: -1, mandated: -1 },
    refs: { editorial: [], template: [], mandated: [] },
    editorialLinks: 0,
    deepLinks: 0,
    occurrences: 0,
  };
  tallies.set(site, tally);
  return tally;
}

function addOccurrence(
  tally: Tally,
  { page, blockSeq, link, linkClass }: Readonly<Occurrence>,
  { out, source }: { readonly out: OutwardLinks; readonly source: LinkSource },
): void {
  tally.occurrences += 1;
  if (tally.lastPage[linkClass] !== page) {
    tally.lastPage[linkClass] = page;
    tally.pages[linkClass] += 1;
  }
  const refs = tally.refs[linkClass];
  const pageId = out.zone.pages[page]?.pageId;
  // Editorial links come first, so that others are kept only while those leave room.
  const taken = linkClass === "editorial" ? refs.length : refs.length + tally.refs.editorial.length;
  if (pageId === undefined || taken >= source.parameters.evidencePerPair) return;
  refs.push({ ref: { pageId, blockSeq, position: source.blocks.position[link] ?? 0 }, linkClass });
}

function siteLink([from, to]: readonly [number, number], tally: Tally, source: LinkSource): SiteLink {
  const { editorial, template, mandated } = tally.refs;
  const idOf = (site: number): SiteId => (source.perimeter.sites[site] as { readonly id: SiteId }).id;
  return {
    sourceId: idOf(from),
    targetId: idOf(to),
    editorialPages: tally.pages.editorial,
    templatePages: tally.pages.template,
    mandatedPages: tally.pages.mandated,
    editorialLinks: tally.editorialLinks,
    deepLinks: tally.deepLinks,
    weight: Math.log2(1 + tally.pages.editorial) + (tally.pages.template > 0 ? source.parameters.templateVote : 0),
    evidence: [...editorial, ...template, ...mandated].slice(0, source.parameters.evidencePerPair),
    occurrences: tally.occurrences,
  };
}
