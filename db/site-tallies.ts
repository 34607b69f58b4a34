import type { Database } from "better-sqlite3";
import type { SiteId } from "../core/site.ts";
import type { SkipReason, VisitKind } from "../core/visit.ts";
import type { SiteTally } from "../crawler/store-port.ts";

/** Counts of every site of a crawl, by id. */
export function siteTallies(db: Database, crawlId: number): SiteTally[] {
  const sites = db
    .prepare<[number], SiteId>("select site_id from site_budget where crawl_id = ? order by site_id")
    .pluck()
    .all(crawlId);
  const visits = grouped(visitCounts(db, crawlId));
  const waiting = waitingCounts(db, crawlId);
  const homes = homeOutcomes(db, crawlId);
  const listed = listedCounts(db, crawlId);
  const parked = grouped(parkedHosts(db, crawlId));
  return sites.map((siteId): SiteTally => {
    const ofSite = visits.get(siteId) ?? [];
    const left = waiting.get(siteId) ?? { known: 0, waiting: 0, skipped: [] };
    const skipped = ofSite.filter((row) => row.kind === "skipped" && row.count > 0);
    return {
      siteId,
      known: left.known,
      waiting: left.waiting,
      visits: kindCounts(ofSite),
      failures: ofSite
        .filter((row) => row.kind === "failed" && row.count > 0)
        .map((row) => [row.detail ?? "", row.count] as const),
      skipped: mergedSkips([...left.skipped, ...skipped.map((row) => [row.detail as SkipReason, row.count] as const)]),
      shells: sumOf(ofSite, "shells"),
      soft404s: sumOf(ofSite, "soft404s"),
      home: homes.get(siteId) ?? null,
      listed: listed.get(siteId) ?? null,
      sizeBytes: sumOf(ofSite, "sizeBytes"),
      parked: (parked.get(siteId) ?? []).map((host) => `${host.ownerKey}: ${host.reason}`),
    };
  });
}

function grouped<Row extends { readonly siteId: SiteId }>(rows: readonly Row[]): Map<SiteId, Row[]> {
  const bySite = new Map<SiteId, Row[]>();
  for (const row of rows) {
    const ofSite = bySite.get(row.siteId);
    if (ofSite === undefined) bySite.set(row.siteId, [row]);
    else ofSite.push(row);
  }
  return bySite;
}

function sumOf(rows: readonly VisitCount[], column: "shells" | "soft404s" | "sizeBytes"): number {
  return rows.reduce((sum, row) => sum + row[column], 0);
}

/** One count a reason, whether an address was skipped when found or when its turn came. */
function mergedSkips(skips: readonly (readonly [SkipReason, number])[]): [SkipReason, number][] {
  const counts = new Map<SkipReason, number>();
  for (const [reason, count] of skips) counts.set(reason, (counts.get(reason) ?? 0) + count);
  return [...counts];
}

interface VisitCount {
  readonly siteId: SiteId;
  readonly kind: VisitKind;
  readonly detail: string | null;
  readonly count: number;
  readonly shells: number;
  readonly soft404s: number;
  readonly sizeBytes: number;
}

/** Sizes are those of all attempts: what a site's server had to send. */
function visitCounts(db: Database, crawlId: number): VisitCount[] {
  return db
    .prepare<[number], VisitCount>(`
      select site_id as siteId, kind, case when kind in ('failed', 'skipped') then detail end as detail,
        sum(is_final) as count, sum(is_final * is_shell) as shells, sum(is_final * is_soft404) as soft404s,
        sum(size_bytes) as sizeBytes
      from visit
      where crawl_id = ?
      group by 1, 2, 3
      order by 1, 2, 3
    `)
    .all(crawlId);
}

function kindCounts(rows: readonly VisitCount[]): Partial<Record<VisitKind, number>> {
  const counts: Partial<Record<VisitKind, number>> = {};
  for (const row of rows) if (row.count > 0) counts[row.kind] = (counts[row.kind] ?? 0) + row.count;
  return counts;
}

interface Left {
  known: number;
  waiting: number;
  readonly skipped: (readonly [SkipReason, number])[];
}

function waitingCounts(db: Database, crawlId: number): Map<SiteId, Left> {
  const rows = db
    .prepare<[number], { siteId: SiteId; state: string; skipReason: SkipReason | null; count: number }>(`
      select site_id as siteId, state, skip_reason as skipReason, count(*) as count
      from frontier
      where crawl_id = ? and purpose = 'page'
      group by 1, 2, 3
      order by 1, 2, 3
    `)
    .all(crawlId);
  const bySite = new Map<SiteId, Left>();
  for (const { siteId, state, skipReason, count } of rows) {
    const left = bySite.get(siteId) ?? { known: 0, waiting: 0, skipped: [] };
    bySite.set(siteId, left);
    left.known += count;
    if (state !== "done" && state !== "skipped") left.waiting += count;
    if (skipReason !== null) left.skipped.push([skipReason, count]);
  }
  return bySite;
}

/** Outcome of the first seed of each site, in words: `failed connect-refused`, `http-error 404`. */
function homeOutcomes(db: Database, crawlId: number): Map<SiteId, string> {
  const rows = db
    .prepare<[number], { siteId: SiteId; kind: VisitKind; detail: string | null; httpStatus: number | null }>(`
      select visit.site_id as siteId, kind, detail, http_status as httpStatus
      from frontier
      join visit on visit.crawl_id = frontier.crawl_id and visit.url_id = frontier.url_id and is_final = 1
      where frontier.crawl_id = ? and frontier.depth_clicks = 0 and purpose = 'page'
      order by visit.site_id, redirect_hops desc, request_url desc
    `)
    .all(crawlId);
  return new Map(
    rows.map(({ siteId, kind, detail, httpStatus }) => {
      const isCoded = kind === "failed" || kind === "skipped";
      return [siteId, [kind, isCoded ? detail : httpStatus].filter((part) => part !== null).join(" ")];
    }),
  );
}

/** Addresses of pages in each site's sitemaps. A site whose sitemaps could not be read is not in it. */
function listedCounts(db: Database, crawlId: number): Map<SiteId, number> {
  const rows = db
    .prepare<[number], { siteId: SiteId; listed: number }>(`
      select site_id as siteId, sum(entries) as listed
      from sitemap
      where crawl_id = ? and (outcome between '200' and '299' or entries > 0)
      group by site_id
      order by site_id
    `)
    .all(crawlId);
  return new Map(rows.map(({ siteId, listed }) => [siteId, listed]));
}

/** Hosts that are left alone until the end of this crawl, by site and host. */
function parkedHosts(db: Database, crawlId: number): { siteId: SiteId; ownerKey: string; reason: string }[] {
  return db
    .prepare<[number, number], { siteId: SiteId; ownerKey: string; reason: string }>(`
      select distinct frontier.site_id as siteId, owner.owner_key as ownerKey, coalesce(reason, 'parked') as reason
      from frontier indexed by frontier_queue
      cross join owner on owner.crawl_id = frontier.crawl_id and owner.owner_key = frontier.owner_key
      where frontier.crawl_id = ? and blocked_until_ms >= ?
      order by 1, 2
    `)
    .all(crawlId, Number.MAX_SAFE_INTEGER);
}
