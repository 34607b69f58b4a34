import type { Database } from "better-sqlite3";
import { compareText } from "../core/compare-text.ts";
import type { SiteId } from "../core/site.ts";
import { hostOf, type CanonicalUrl } from "../core/url.ts";
import type { VisitKind } from "../core/visit.ts";
import { StoredLinks } from "./stored-links.ts";

/** What became of an address at last. */
export interface FinalVisit {
  readonly urlId: number;
  readonly url: CanonicalUrl;
  readonly siteId: SiteId;
  readonly depthClicks: number;
  readonly kind: VisitKind;
  readonly isSoft404: boolean;
  readonly toId: number | null;
  readonly canonicalId: number | null;
  readonly manifestId: number | null;
  readonly contentHash: string | null;
}

/**
 * Which address stands for each address of a crawl (crawler.md § 5): where redirects lead; the same-site canonical of a page,
 * when that was read itself; and of pages of one host with the same content and links the first by depth and address.
 * Whatever leads in a circle is stood for by its first member. Addresses that stand for themselves are left out.
 */
export function mergedPages(visits: readonly FinalVisit[]): Map<number, number> {
  const byId = new Map(visits.map((visit) => [visit.urlId, visit]));
  const twins = firstTwins(visits);
  const next = new Map<number, number>();
  for (const visit of visits) {
    const onward = onwardOf(visit, byId) ?? twins.get(visit.urlId);
    if (onward !== undefined && onward !== visit.urlId) next.set(visit.urlId, onward);
  }
  const ends = new Map<number, number>();
  for (const start of next.keys()) {
    const end = endOf(start, { next, byId });
    if (end !== start) ends.set(start, end);
  }
  return ends;
}

function onwardOf(visit: FinalVisit, byId: ReadonlyMap<number, FinalVisit>): number | undefined {
  if (visit.kind === "redirected") return visit.toId ?? undefined;
  if (visit.manifestId === null || visit.canonicalId === null) return undefined;
  const canonical = byId.get(visit.canonicalId);
  const isPage = canonical !== undefined && canonical.manifestId !== null && canonical.siteId === visit.siteId;
  return isPage ? visit.canonicalId : undefined;
}

/** For every page that has an equal on its host: the first of them. */
function firstTwins(visits: readonly FinalVisit[]): Map<number, number> {
  const groups = new Map<string, FinalVisit[]>();
  for (const visit of visits) {
    if (visit.manifestId === null || visit.contentHash === null) continue;
    const key = `${visit.contentHash} ${visit.manifestId}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [visit]);
    else group.push(visit);
  }
  const firsts = new Map<number, number>();
  for (const group of groups.values()) {
    if (group.length === 1) continue;
    for (const visit of group) {
      const host = hostOf(visit.url);
      const ofHost = group.filter((other) => hostOf(other.url) === host);
      firsts.set(visit.urlId, firstOf(ofHost).urlId);
    }
  }
  return firsts;
}

function endOf(
  start: number,
  ways: { readonly next: ReadonlyMap<number, number>; readonly byId: ReadonlyMap<number, FinalVisit> },
): number {
  const seen: number[] = [];
  const places = new Set<number>();
  let at = start;
  while (!places.has(at)) {
    places.add(at);
    seen.push(at);
    const onward = ways.next.get(at);
    if (onward === undefined) return at;
    at = onward;
  }
  const circle = seen.slice(seen.indexOf(at)).flatMap((urlId) => ways.byId.get(urlId) ?? []);
  return firstOf(circle).urlId;
}

/** The first by depth and address. */
function firstOf(visits: readonly FinalVisit[]): FinalVisit {
  const first = visits.reduce((best, visit) =>
    (visit.depthClicks - best.depthClicks || compareText(visit.url, best.url)) < 0 ? visit : best,
  );
  return first;
}

/** The final visit of every address of a crawl. Canonicals that hold less than the page that names them are left out. */
export function finalVisits(db: Database, crawlId: number): FinalVisit[] {
  const rows = db
    .prepare<[number], Omit<FinalVisit, "isSoft404"> & { readonly isSoft404: number }>(`
      select url_id as urlId, url.url, visit.site_id as siteId, depth_clicks as depthClicks, kind, is_soft404 as isSoft404,
        to_id as toId, canonical_id as canonicalId, manifest_id as manifestId, content_hash as contentHash
      from visit
      join url on url.id = visit.url_id
      where crawl_id = ? and is_final = 1
      order by url_id
    `)
    .all(crawlId);
  const manifests = new Map(rows.map(({ urlId, manifestId }) => [urlId, manifestId]));
  const stored = new StoredLinks(db);
  return rows.map((row) => {
    const canonicalManifest = row.canonicalId === null ? null : (manifests.get(row.canonicalId) ?? null);
    const isBelieved = canonicalManifest !== null && holdsAll(stored, canonicalManifest, row.manifestId);
    return { ...row, isSoft404: row.isSoft404 === 1, canonicalId: isBelieved ? row.canonicalId : null };
  });
}

/** A canonical must lead wherever the page leads (RFC 6596 § 3): real sites name their home on every page. */
function holdsAll(stored: StoredLinks, canonicalManifest: number, manifestId: number | null): boolean {
  if (manifestId === null || manifestId === canonicalManifest) return true;
  const canonical = new Set(hyperlinkTargets(stored, canonicalManifest));
  return hyperlinkTargets(stored, manifestId).every((targetId) => canonical.has(targetId));
}

/** What a page's hyperlinks lead to; links in its head are not for readers. */
function hyperlinkTargets(stored: StoredLinks, manifestId: number): number[] {
  return stored.blockIds(manifestId).flatMap((blockId) =>
    stored
      .block(blockId)
      .links.filter((link) => stored.flagged(link).kind === "hyperlink")
      .map(({ targetId }) => targetId),
  );
}
