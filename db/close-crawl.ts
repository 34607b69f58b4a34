import type { Database } from "better-sqlite3";
import type { Coverage } from "../core/crawl-record.ts";
import { indexBlockTargets } from "./block-index.ts";
import { writeBlockPages } from "./block-pages.ts";
import { writeCoverage } from "./coverage-rows.ts";
import { emptyLog } from "./disk-problem.ts";
import type { GroupCommit } from "./group-commit.ts";
import { rememberPages } from "./page-memory.ts";
import { thinEvidence } from "./thin-evidence.ts";

/** What a crawl ends with. */
export interface CrawlEnd {
  readonly crawlId: number;
  readonly coverage: readonly Coverage[];
  readonly closedMs: number;
}

/**
 * Closes a crawl: coverage and what is derived from its pages are written in one transaction, which is on the disk when
 * this returns. When a host was excluded since it began, the file is then written anew, so that no trace of its texts stays in
 * unused parts. Call outside of any transaction.
 */
export function closeCrawl(db: Database, commits: GroupCommit, end: CrawlEnd): void {
  const { crawlId, coverage, closedMs } = end;
  commits.flush();
  db.pragma("synchronous = full");
  try {
    commits.run(() => {
      indexBlockTargets(db);
      thinEvidence(db, crawlId);
      writeBlockPages(db, crawlId);
      rememberPages(db, crawlId);
      writeCoverage(db, crawlId, coverage);
      db.prepare("update crawl set status = 'closed', closed_ms = ? where id = ?").run(closedMs, crawlId);
    });
    commits.flush();
  } finally {
    db.pragma("synchronous = normal");
  }
  if (wasHostExcluded(db, crawlId)) commits.alone(() => db.exec("vacuum"));
  emptyLog(db);
}

function wasHostExcluded(db: Database, crawlId: number): boolean {
  return (
    db
      .prepare("select 1 from exclusion join crawl on crawl.id = ? where excluded_ms >= opened_ms limit 1")
      .get(crawlId) !== undefined
  );
}
