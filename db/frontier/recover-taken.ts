import type { Database } from "better-sqlite3";
import type { SiteId } from "../../core/site.ts";
import type { CanonicalUrl } from "../../core/url.ts";
import type { OwnerKey, PageWrite, Task, TaskPurpose } from "../../crawler/ports.ts";

/** Processes that may end during a visit before it is given up: while it was the only one, and among others. */
const MAX_CRASHES_ALONE = 3;
const MAX_CRASHES = 10;

interface TakenRow {
  readonly urlId: number;
  readonly url: string;
  readonly requestUrl: string;
  readonly siteId: string;
  readonly ownerKey: string;
  readonly depthClicks: number;
  readonly chainJson: string | null;
  readonly attempts: number;
  readonly purpose: TaskPurpose;
  readonly crashes: number;
}

/** What recovering is done with. */
export interface RecoveryParts {
  readonly crawlId: number;
  readonly nowMs: number;
  /** Keeps the visit of a page that is given up. */
  readonly write: (page: PageWrite) => void;
}

/**
 * What the last process left under way waits again. What three processes left so is set aside, because it may be what
 * ended them: a page as a failed visit. Among many visits under way, most are innocent, and a slow host's is under way
 * whenever somebody ends the process: there it takes ten. Call inside a transaction, before anything is given out.
 */
export function recoverTaken(db: Database, parts: RecoveryParts): void {
  const { crawlId } = parts;
  const rows = db
    .prepare<[number], TakenRow>(`
      select url_id as urlId, url.url, request_url as requestUrl, frontier.site_id as siteId, owner_key as ownerKey,
        depth_clicks as depthClicks, chain_json as chainJson, attempts, purpose, crashes
      from taken
      join frontier using (crawl_id, url_id, purpose)
      join url on url.id = url_id
      where crawl_id = ?
      order by url_id, purpose
    `)
    .all(crawlId);
  const crash = db.prepare<[number, number, string]>(`
    update frontier set crashes = crashes + 1 where crawl_id = ? and url_id = ? and purpose = ?
  `);
  const setAside = db.prepare<[number, number, string]>(`
    update frontier set state = 'done' where crawl_id = ? and url_id = ? and purpose = ?
  `);
  const most = rows.length === 1 ? MAX_CRASHES_ALONE : MAX_CRASHES;
  for (const row of rows) {
    crash.run(crawlId, row.urlId, row.purpose);
    if (row.crashes + 1 < most) continue;
    setAside.run(crawlId, row.urlId, row.purpose);
    if (row.purpose === "page") parts.write(abandoned(row, parts.nowMs));
  }
  db.prepare("delete from taken where crawl_id = ?").run(crawlId);
}

function abandoned(row: TakenRow, nowMs: number): PageWrite {
  const { requestUrl, depthClicks, attempts, purpose } = row;
  const url = row.url as CanonicalUrl;
  const chain = row.chainJson === null ? [] : (JSON.parse(row.chainJson) as CanonicalUrl[]);
  const place = { siteId: row.siteId as SiteId, ownerKey: row.ownerKey as OwnerKey };
  const task: Task = { url, requestUrl, ...place, depthClicks, chain, purpose, attempts };
  const frame = { url, startedMs: nowMs, durationMs: 0, sizeBytes: 0 };
  const detail = `${row.crashes + 1} processes ended during this visit`;
  const visit = { ...frame, kind: "failed", code: "internal", detail } as const;
  return { task, visit, links: [], discovered: [], earlier: null, retryAtMs: null };
}
