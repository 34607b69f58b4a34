import type { Database, Statement } from "better-sqlite3";
import { COMMON_COLUMNS, READ_COLUMNS, type VisitValues } from "./visit-row.ts";

/** Statements that write visits. */
export interface VisitStatements {
  /** Common values, then those of a page that was read. */
  readonly insertRead: Statement<[VisitValues]>;
  /** Common values, then what is new, then the crawl and address of the reading that stands. */
  readonly insertTakenOver: Statement<[VisitValues]>;
  /** Common values, then detail and target of a redirect. */
  readonly insertOther: Statement<[VisitValues]>;
  readonly lastAttempt: Statement<[number, number], { attempt: number | null }>;
  readonly supersede: Statement<[number, number]>;
}

/** Prepares them. */
export function visitStatements(db: Database): VisitStatements {
  return {
    insertRead: db.prepare(`
      insert into visit (${COMMON_COLUMNS}, ${READ_COLUMNS})
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    `),
    insertTakenOver: db.prepare(TAKE_OVER),
    insertOther: db.prepare(`
      insert into visit (${COMMON_COLUMNS}, detail, to_id, is_shell, is_rendered, other_links)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0)
    `),
    lastAttempt: db.prepare("select max(attempt) as attempt from visit where crawl_id = ? and url_id = ?"),
    supersede: db.prepare("update visit set is_final = 0 where crawl_id = ? and url_id = ? and is_final = 1"),
  };
}

/** Links, text and what else a page's reading said are those of the earlier crawl's row. */
const TAKE_OVER = `
  insert into visit (
    ${COMMON_COLUMNS}, is_verified, etag, last_modified, read_crawl_id, read_ms, seen_ms, unchanged_runs, manifest_id,
    text_id, content_hash, encoding, truncated, is_shell, is_rendered, other_links, is_noindex, is_nofollow, dropped_links,
    canonical_id
  )
  select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce(?, is_verified), ?, ?, ?, ?, ?, ?, manifest_id, text_id, content_hash,
    encoding, truncated, is_shell, is_rendered, other_links, is_noindex, is_nofollow, dropped_links, canonical_id
  from visit
  where crawl_id = ? and url_id = ? and is_final = 1 and manifest_id is not null
`;
