import type { OutwardLinks, LinkTables } from "./classes/outward-links.ts";
import { isMandated } from "./classes/link-class-of.ts";
import { NumberColumn } from "./number-column.ts";
import { OFF_MAP } from "./perimeter.ts";
import type { Perimeter } from "./perimeter.ts";

/**
 * What a reader can click in the reference zones, in compressed sparse rows: pages show blocks, blocks lead to pages and
 * sites. Blocks stay unexpanded, so a menu costs its links once, not once a page. Inside a site every link counts;
 * between sites template and editorial ones do.
 */
export interface PageGraph {
  readonly pageCount: number;
  readonly siteCount: number;
  readonly siteOfPage: Uint32Array;
  /** Blocks of page p: `pageBlock` from `pageStart[p]` to `pageStart[p + 1]`. */
  readonly pageStart: Uint32Array;
  readonly pageBlock: Uint32Array;
  /** Zone pages and other sites that a block leads to, in the same way. */
  readonly toPageStart: Uint32Array;
  readonly toPage: Uint32Array;
  readonly toSiteStart: Uint32Array;
  readonly toSite: Uint32Array;
}

/** The page graph of all zones, given in the order of site numbers. */
export function pageGraph(
  zones: readonly OutwardLinks[],
  where: LinkTables & { readonly perimeter: Perimeter },
): PageGraph {
  const [siteOfPage, pageStart, pageBlock] = [new NumberColumn(), new NumberColumn(), new NumberColumn()];
  const [toPageStart, toPage] = [new NumberColumn(), new NumberColumn()];
  const [toSiteStart, toSite] = [new NumberColumn(), new NumberColumn()];
  let firstBlock = 0;
  for (const out of zones) {
    for (const places of out.pageBlocks) {
      siteOfPage.push(out.site);
      pageStart.push(pageBlock.length);
      for (const place of new Set(places)) pageBlock.push(firstBlock + place);
    }
    for (const [place, row] of out.rows.entries()) {
      toPageStart.push(toPage.length);
      toSiteStart.push(toSite.length);
      for (const page of innerPages(out.site, row, where)) toPage.push(page);
      const { pages, sites } = outerTargets(out, place, where);
      for (const page of pages) toPage.push(page);
      for (const site of sites) toSite.push(site);
    }
    firstBlock += out.rows.length;
  }
  pageStart.push(pageBlock.length);
  toPageStart.push(toPage.length);
  toSiteStart.push(toSite.length);
  return {
    pageCount: siteOfPage.length,
    siteCount: where.perimeter.sites.length,
    siteOfPage: siteOfPage.values(),
    pageStart: pageStart.values(),
    pageBlock: pageBlock.values(),
    toPageStart: toPageStart.values(),
    toPage: toPage.values(),
    toSiteStart: toSiteStart.values(),
    toSite: toSite.values(),
  };
}

/** Zone pages of the same site that a block leads to. */
function innerPages(site: number, row: number, { blocks, targets }: LinkTables): ReadonlySet<number> {
  const pages = new Set<number>();
  for (let link = blocks.start[row] ?? 0; link < (blocks.end[row] ?? 0); link += 1) {
    const target = blocks.target[link] ?? 0;
    const page = targets.page[target] ?? -1;
    if (page !== -1 && targets.site[target] === site) pages.add(page);
  }
  return pages;
}

function outerTargets(
  out: OutwardLinks,
  place: number,
  where: LinkTables & { readonly perimeter: Perimeter },
): { readonly pages: ReadonlySet<number>; readonly sites: ReadonlySet<number> } {
  const pages = new Set<number>();
  const sites = new Set<number>();
  const zone = where.blocks.zone[out.rows[place] ?? -1] ?? "main";
  for (const link of out.outward[place] ?? []) {
    const target = where.blocks.target[link] ?? 0;
    const site = where.targets.site[target] ?? OFF_MAP;
    if (site === OFF_MAP || isMandated(link, zone, where)) continue;
    sites.add(site);
    const page = where.targets.page[target] ?? -1;
    if (page !== -1) pages.add(page);
  }
  return { pages, sites };
}
