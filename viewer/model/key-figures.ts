import type { ExplorerIndex } from "./explorer-index.ts";
import { isolation } from "./isolation.ts";
import type { SiteFacts } from "./site-facts.ts";

/** What the home page opens with. */
export interface KeyFigures {
  readonly sites: number;
  readonly measured: number;
  readonly isolated: number;
  /** Sites in the largest set tied together by editorial links, either way; 0…1, null without sites. */
  readonly largestComponentShare: number | null;
  /** Pairs of sites with a link of any class, and with an editorial one. */
  readonly siteLinks: number;
  readonly editorialSiteLinks: number;
  readonly pagesRead: number;
  readonly pagesExpected: number;
  /** Most referrers, first by name on ties; null without any editorial link. */
  readonly mostReferred: SiteFacts | null;
  readonly expected: { readonly found: number; readonly missing: number; readonly indeterminate: number };
}

/** Counts over the whole perimeter. */
export function keyFigures(index: ExplorerIndex): KeyFigures {
  const { result } = index.model;
  const statuses = result.expectations.map(({ status }) => status);
  const countOf = (wanted: (typeof statuses)[number]): number => statuses.filter((status) => status === wanted).length;
  return {
    sites: index.sites.length,
    measured: index.sites.filter((facts) => facts.isMeasured).length,
    isolated: isolation(index).isolated.length,
    largestComponentShare: largestComponentShare(index),
    siteLinks: result.siteLinks.length,
    editorialSiteLinks: result.siteLinks.filter((link) => link.editorialPages > 0).length,
    pagesRead: sum(index.sites.map((facts) => facts.measures.pagesRead)),
    pagesExpected: sum(index.sites.map((facts) => facts.measures.pagesExpected)),
    mostReferred: mostReferred(index.sites),
    expected: { found: countOf("found"), missing: countOf("missing"), indeterminate: countOf("indeterminate") },
  };
}

function mostReferred(sites: readonly SiteFacts[]): SiteFacts | null {
  let most: SiteFacts | null = null;
  for (const facts of sites) if (facts.measures.referrers > (most?.measures.referrers ?? 0)) most = facts;
  return most;
}

function largestComponentShare(index: ExplorerIndex): number | null {
  if (index.sites.length === 0) return null;
  const seen = new Set<SiteFacts>();
  let largest = 0;
  for (const start of index.sites) largest = Math.max(largest, componentSize(start, { index, seen }));
  return largest / index.sites.length;
}

/** Sites not seen before that hang together with `start`; all of them are seen afterwards. */
function componentSize(
  start: SiteFacts,
  walk: { readonly index: ExplorerIndex; readonly seen: Set<SiteFacts> },
): number {
  const waiting = [start];
  let size = 0;
  for (let facts = waiting.pop(); facts !== undefined; facts = waiting.pop()) {
    if (walk.seen.has(facts)) continue;
    walk.seen.add(facts);
    size += 1;
    for (const { editorialPages, sourceId, targetId } of [...facts.inflows, ...facts.outflows]) {
      const partner = walk.index.siteById.get(sourceId === facts.id ? targetId : sourceId);
      if (editorialPages > 0 && partner !== undefined) waiting.push(partner);
    }
  }
  return size;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
