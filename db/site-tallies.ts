import type { Database } from "better-sqlite3";
import type { SiteId } from "../core/site.ts";
import type { SkipReason, VisitKind } from "../core/visit.ts";
import type { CrawlProgress, SiteTally } from "../crawler/ports.ts";

/** Counts of every site of a crawl, by id. */
export function siteTallies(db: Database, crawlId: number): SiteTally[] {
  const sites = db
    .prepare<[number], { siteId: SiteId }>(
      "select site_id as siteId from site_budget where crawl_id = ? order by site_id",
    )
    .all(crawlId);
  const visits = visitCounts(db, crawlId);
  const waiting = waitingCounts(db, crawlId);
  const homes = homeOutcomes(db, crawlId);
  return sites.map(({ siteId }) => {
    const ofSite = visits.filter((row) => row.siteId === siteId);
    const left = waiting.get(siteId) ?? { known: 0, waiting: 0, skipped: [] };
    const visited = ofSite.filter((row) => row.kind === "skipped");
    return {
      siteId,
      known: left.known,
      waiting: left.waiting,
      visits: kindCounts(ofSite),
      failures: ofSite.filter((row) => row.kind === "failed").map((row) => [row.detail ?? "", row.count] as const),
      skipped: [...left.skipped, ...visited.map((row) => [row.detail as SkipReason, row.count] as const)],
      shells: ofSite.reduce((sum, row) => sum + row.shells, 0),
      home: homes.get(siteId) ?? null,
    };
  });
}

interface VisitCount {
  readonly siteId: SiteId;
  readonly kind: VisitKind;
  readonly detail: string | null;
  readonly count: number;
  readonly shells: number;
}

function visitCounts(db: Database, crawlId: number): VisitCount[] {
  return db
    .prepare<[number], VisitCount>(`
      select site_id as siteId, kind, case when kind in ('failed', 'skipped') then detail end as detail,
        count(*) as count, sum(is_shell) as shells
      from visit
      where crawl_id = ? and is_final = 1
      group by 1, 2, 3
      order by 1, 2, 3
    `)
    .all(crawlId);
}

function kindCounts(rows: readonly VisitCount[]): Partial<Record<VisitKind, number>> {
  const counts: Partial<Record<VisitKind, number>> = {};
  for (const row of rows) counts[row.kind] = (counts[row.kind] ?? 0) + row.count;
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
      where crawl_id = ?
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
      from visit
      join frontier using (crawl_id, url_id)
      where visit.crawl_id = ? and is_final = 1 and visit.depth_clicks = 0
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

/** How far a crawl has come, in four counts. */
export function crawlProgress(db: Database, crawlId: number): CrawlProgress {
  const row = db
    .prepare<[number, number], CrawlProgress>(`
      select
        count(*) filter (where state = 'done') as visited,
        count(*) filter (where state in ('pending', 'taken', 'retry')) as pending,
        count(*) filter (where state = 'retry') as failed,
        (
          select count(*) from site_budget
          where crawl_id = ? and not exists (
            select 1 from frontier
            where frontier.crawl_id = site_budget.crawl_id and frontier.site_id = site_budget.site_id
              and state in ('pending', 'taken', 'retry')
          )
        ) as sitesDone
      from frontier
      where crawl_id = ?
    `)
    .get(crawlId, crawlId);
  return row ?? { visited: 0, pending: 0, failed: 0, sitesDone: 0 };
}
