import type { Database } from "better-sqlite3";
import type { CrawlInfo } from "../core/crawl-record.ts";

const COLUMNS = "id, status, opened_ms as openedMs, closed_ms as closedMs, registry_hash as registryHash";

/** Every crawl of a store, oldest first. */
export function crawls(db: Database): CrawlInfo[] {
  return db.prepare<[], CrawlInfo>(`select ${COLUMNS} from crawl order by id`).all();
}

/** The crawl begun last, or null. */
export function latestCrawl(db: Database): CrawlInfo | null {
  return crawls(db).at(-1) ?? null;
}

/** A crawl by its number. Throws RangeError when there is none. */
export function crawlOf(db: Database, crawlId: number): CrawlInfo {
  const crawl = crawls(db).find(({ id }) => id === crawlId);
  if (crawl === undefined) throw new RangeError(`no crawl ${crawlId}`);
  return crawl;
}
