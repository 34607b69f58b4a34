import { compareText } from "../../core/compare-text.ts";
import type { StoredPage } from "../../core/crawl-record.ts";
import type { SiteId } from "../../core/site.ts";
import type { CanonicalUrl } from "../../core/url.ts";
import type { Perimeter } from "../perimeter.ts";

/** The pages of one site that scores count, Z_s in methodology § 1. */
export interface ReferenceZone {
  /** By depth, then by URL. */
  readonly pages: readonly StoredPage[];
  /** Number of its first page when the zones of all sites stand in one row. */
  readonly firstPage: number;
}

/** The zones of all sites, in the order of their numbers: the first `size` pages of each by depth, then URL. */
export function referenceZones(perimeter: Perimeter, pages: Iterable<StoredPage>, size: number): ReferenceZone[] {
  const candidates = new Map<SiteId, StoredPage[]>(perimeter.sites.map(({ id }) => [id, []]));
  for (const page of pages) {
    const found = candidates.get(page.siteId);
    if (found === undefined) continue;
    found.push(page);
    // Now and then the tail is cut, so that a site of a million pages costs no more memory than its zone.
    if (found.length > 4 * size) candidates.set(page.siteId, found.toSorted(byDepthThenUrl).slice(0, size));
  }
  let firstPage = 0;
  return perimeter.sites.map(({ id }) => {
    const zone = { pages: (candidates.get(id) ?? []).toSorted(byDepthThenUrl).slice(0, size), firstPage };
    firstPage += zone.pages.length;
    return zone;
  });
}

/** Number of each page of the zones by its address. */
export function zonePageNumbers(zones: readonly ReferenceZone[]): ReadonlyMap<CanonicalUrl, number> {
  const numbers = new Map<CanonicalUrl, number>();
  for (const { pages, firstPage } of zones) {
    for (const [place, page] of pages.entries()) numbers.set(page.url, firstPage + place);
  }
  return numbers;
}

function byDepthThenUrl(left: StoredPage, right: StoredPage): number {
  return left.depthClicks - right.depthClicks || compareText(left.url, right.url);
}
