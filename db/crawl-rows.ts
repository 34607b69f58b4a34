import type { Database } from "better-sqlite3";
import type { CrawlInfo } from "../core/crawl-record.ts";
import type { CrawlManifest } from "../crawler/store-port.ts";

const COLUMNS = "id, status, opened_ms as openedMs, closed_ms as closedMs, registry_hash as registryHash";

/** Every crawl of a store, oldest first. */
export function crawls(db: Database): CrawlInfo[] {
  return db.prepare<[], CrawlInfo>(`select ${COLUMNS} from crawl order by id`).all();
}

/** The crawl begun last, or null. */
export function latestCrawl(db: Database): CrawlInfo | null {
  return crawls(db).at(-1) ?? null;
}

/** The latest time of the open crawl, milliseconds since 1970, or null when none is open. */
export function lastOpenMs(db: Database): number | null {
  const latest = latestCrawl(db);
  if (latest?.status !== "open") return null;
  const last = db
    .prepare<[number], number | null>("select max(last_ms) from exchange where crawl_id = ?")
    .pluck()
    .get(latest.id);
  return Math.max(latest.openedMs, last ?? latest.openedMs);
}

/** A crawl by its number. Throws RangeError when there is none. */
export function crawlOf(db: Database, crawlId: number): CrawlInfo {
  const crawl = crawls(db).find(({ id }) => id === crawlId);
  if (crawl === undefined) throw new RangeError(`no crawl ${crawlId}`);
  return crawl;
}

/** The crawl that is open, or a new one. Sites that the registry gained since it began get their budget. */
export function openOrResume(db: Database, manifest: CrawlManifest): CrawlInfo {
  const latest = latestCrawl(db);
  const crawlId = latest?.status === "open" ? latest.id : insertCrawl(db, manifest);
  const insert = db.prepare(`
    insert into site_budget (crawl_id, site_id, page_budget, tasks_taken) values (?, ?, ?, 0)
    on conflict (crawl_id, site_id) do nothing
  `);
  for (const siteId of manifest.siteIds) insert.run(crawlId, siteId, manifest.pageBudget);
  return crawlOf(db, crawlId);
}

function insertCrawl(db: Database, manifest: CrawlManifest): number {
  const { lastInsertRowid } = db
    .prepare(
      "insert into crawl (status, opened_ms, closed_ms, registry_hash, manifest_json) values ('open', ?, null, ?, ?)",
    )
    .run(manifest.openedMs, manifest.registryHash, JSON.stringify(manifest));
  return Number(lastInsertRowid);
}
