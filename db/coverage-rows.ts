import type { Database } from "better-sqlite3";
import type { Coverage } from "../core/crawl-record.ts";
import type { SiteId } from "../core/site.ts";
import type { CoverageState } from "../core/crawl-record.ts";

/** Keeps what a crawl saw of each site. */
export function writeCoverage(db: Database, crawlId: number, coverage: readonly Coverage[]): void {
  const insert = db.prepare(`insert into ${ROW}`);
  for (const site of coverage) insert.run(crawlId, ...valuesOf(site));
}

/** Keeps what is left of one site in place of what was. */
export function replaceCoverage(db: Database, crawlId: number, site: Coverage): void {
  db.prepare(`insert or replace into ${ROW}`).run(crawlId, ...valuesOf(site));
}

const ROW = `
  coverage (
    crawl_id, site_id, state, reason, known, fetched, failed, blocked, frontier_left, skipped_json, soft404s, listed,
    size_bytes
  ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

function valuesOf(site: Coverage): (string | number | null)[] {
  const counts = [site.known, site.fetched, site.failed, site.blocked, site.frontierLeft];
  return [site.siteId, site.state, site.reason, ...counts, ...countsOf(site)];
}

function countsOf({ skipped, soft404s, listed, sizeBytes }: Coverage): [string, number, number | null, number] {
  return [JSON.stringify(skipped), soft404s, listed, sizeBytes];
}

interface CoverageRow {
  readonly siteId: SiteId;
  readonly state: CoverageState;
  readonly reason: string | null;
  readonly known: number;
  readonly fetched: number;
  readonly failed: number;
  readonly blocked: number;
  readonly frontierLeft: number;
  readonly soft404s: number;
  readonly listed: number | null;
  readonly sizeBytes: number;
  readonly skippedJson: string;
}

/** What a closed crawl saw of each site, by id; empty for an open one. */
export function readCoverage(db: Database, crawlId: number): Coverage[] {
  return db
    .prepare<[number], CoverageRow>(`
      select site_id as siteId, state, reason, known, fetched, failed, blocked, frontier_left as frontierLeft,
        soft404s, listed, size_bytes as sizeBytes, skipped_json as skippedJson
      from coverage
      where crawl_id = ?
      order by site_id
    `)
    .all(crawlId)
    .map(({ skippedJson, ...row }) => ({ ...row, skipped: JSON.parse(skippedJson) as Coverage["skipped"] }));
}
