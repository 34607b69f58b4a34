import type { Database, Statement } from "better-sqlite3";
import type { VisitValues } from "./visit-row.ts";

/** Statements that write visits. */
export interface VisitStatements {
  readonly insertRead: Statement<[VisitValues]>;
  readonly insertTakenOver: Statement<[VisitValues]>;
  readonly insertOther: Statement<[VisitValues]>;
  readonly lastAttempt: Statement<[number, number], { attempt: number | null }>;
  readonly supersede: Statement<[number, number]>;
}

/** Prepares them. */
export function visitStatements(db: Database): VisitStatements {
  return {
    insertRead: insertRead(db),
    insertTakenOver: insertTakenOver(db),
    insertOther: db.prepare(`
      insert into visit (
        crawl_id, url_id, attempt, is_final, site_id, depth_clicks, kind, http_status, detail, to_id, started_ms,
        duration_ms, size_bytes, is_shell, is_rendered, other_links
      ) values (
        @crawlId, @urlId, @attempt, @isFinal, @siteId, @depthClicks, @kind, @httpStatus, @detail, @toId, @startedMs,
        @durationMs, @sizeBytes, 0, 0, 0
      )
    `),
    lastAttempt: db.prepare("select max(attempt) as attempt from visit where crawl_id = ? and url_id = ?"),
    supersede: db.prepare("update visit set is_final = 0 where crawl_id = ? and url_id = ? and is_final = 1"),
  };
}

function insertRead(db: Database): Statement<[VisitValues]> {
  return db.prepare(`
    insert into visit (
      crawl_id, url_id, attempt, is_final, site_id, depth_clicks, kind, http_status, started_ms, duration_ms, size_bytes,
      manifest_id, text_id, content_hash, encoding, truncated, is_shell, is_rendered, other_links, is_soft404, is_noindex,
      is_nofollow, is_verified, dropped_links, canonical_id, etag, last_modified, read_crawl_id, read_ms, seen_ms
    ) values (
      @crawlId, @urlId, @attempt, @isFinal, @siteId, @depthClicks, @kind, @httpStatus, @startedMs, @durationMs, @sizeBytes,
      @manifestId, @textId, @contentHash, @encoding, @truncated, @isShell, @isRendered, @otherLinks, @isSoft404, @isNoindex,
      @isNofollow, @isVerified, @droppedLinks, @canonicalId, @etag, @lastModified, @readCrawlId, @readMs, @seenMs
    )
  `);
}

/** Links, text and what else a page's reading said are those of the earlier crawl's row. */
function insertTakenOver(db: Database): Statement<[VisitValues]> {
  return db.prepare(`
    insert into visit (
      crawl_id, url_id, attempt, is_final, site_id, depth_clicks, kind, http_status, started_ms, duration_ms, size_bytes,
      manifest_id, text_id, content_hash, encoding, truncated, is_shell, is_rendered, other_links, is_noindex, is_nofollow,
      is_verified, dropped_links, canonical_id, etag, last_modified, read_crawl_id, read_ms, seen_ms, unchanged_runs
    )
    select @crawlId, @urlId, @attempt, @isFinal, @siteId, @depthClicks, @kind, @httpStatus, @startedMs, @durationMs,
      @sizeBytes, manifest_id, text_id, content_hash, encoding, truncated, is_shell, is_rendered, other_links, is_noindex,
      is_nofollow, coalesce(@isVerified, is_verified), dropped_links, canonical_id, @etag, @lastModified, @readCrawlId,
      @readMs, @seenMs, @unchangedRuns
    from visit
    where crawl_id = @earlierId and url_id = @urlId and is_final = 1 and manifest_id is not null
  `);
}
