import { compareText } from "../core/compare-text.ts";
import type { Registry } from "../core/registry.ts";
import { SiteIndex } from "../core/site-index.ts";
import type { Site, SiteId } from "../core/site.ts";
import type { CanonicalUrl } from "../core/url.ts";

/** Number given where an address lies in no registered site. */
export const OFF_MAP = -1;

/** The registered sites, numbered in the order of their ids, and which addresses are theirs. */
export interface Perimeter {
  readonly sites: readonly Site[];
  readonly numberOf: ReadonlyMap<SiteId, number>;
  /** Numbers of the sites that every site must link to. */
  readonly mandated: ReadonlySet<number>;
  /** Number of the site that an address belongs to by prefix or by alias in force, or `OFF_MAP`. */
  readonly siteOf: (url: CanonicalUrl) => number;
  /** Number of the site whose home page, or root of a prefix or alias, an address is; else `OFF_MAP`. */
  readonly homeOf: (url: CanonicalUrl) => number;
}

/** The perimeter as it was on a day, `YYYY-MM-DD`: aliases not in force then are left out. */
export function perimeterOf(registry: Registry, day: string): Perimeter {
  const sites = registry.sites.toSorted((left, right) => compareText(left.id, right.id));
  const numberOf = new Map(sites.map((site, number) => [site.id, number]));
  const aliases = registry.aliases.filter(
    ({ from, until }) => (from === null || from <= day) && (until === null || until >= day),
  );
  const index = new SiteIndex();
  const homes = new Map<string, number>();
  const claim = (url: CanonicalUrl, number: number): void => {
    const key = looseKey(url);
    if (!homes.has(key)) homes.set(key, number);
  };
  for (const [number, site] of sites.entries()) claim(site.home, number);
  for (const [number, site] of sites.entries()) {
    for (const prefix of site.prefixes) {
      index.add(prefix, site.id);
      claim(prefix, number);
    }
  }
  for (const { prefix, siteId } of aliases) {
    index.add(prefix, siteId);
    const number = numberOf.get(siteId);
    if (number !== undefined) claim(prefix, number);
  }
  const known = (siteId: SiteId | null): number => (siteId === null ? OFF_MAP : (numberOf.get(siteId) ?? OFF_MAP));
  return {
    sites,
    numberOf,
    mandated: new Set(registry.mandatedLinks.map(({ targetId }) => known(targetId)).filter((site) => site !== OFF_MAP)),
    siteOf: (url) => known(index.siteOf(url)),
    homeOf: (url) => homes.get(looseKey(url)) ?? OFF_MAP,
  };
}

/** An address without scheme, `www.` and final slash: spellings by which people mean the same home page. */
function looseKey(url: CanonicalUrl): string {
  return url.replace(/^https?:\/\/(?:www\.)?/, "").replace(/\/$/, "");
}
