import type { Database } from "better-sqlite3";
import type { Coverage } from "../core/crawl-record.ts";
import { readCoverage, replaceCoverage } from "./coverage-rows.ts";
import { openCoverage } from "./open-coverage.ts";
import { siteTallies } from "./site-tallies.ts";

const ALL_GONE = "its owner asked to be left alone";

/**
 * Counts again what closed crawls saw of the sites whose pages were deleted: a site of which nothing is left was not
 * measured, which must not read as having no links. Call after the pages are gone, inside a transaction.
 */
export function recountCoverage(db: Database, crawlIds: Iterable<number>): void {
  for (const crawlId of crawlIds) {
    const left = new Map(openCoverage(siteTallies(db, crawlId)).map((site) => [site.siteId, site]));
    for (const before of readCoverage(db, crawlId)) {
      const now = left.get(before.siteId);
      if (now !== undefined && now.known !== before.known) replaceCoverage(db, crawlId, recounted(before, now));
    }
  }
}

function recounted(before: Coverage, now: Coverage): Coverage {
  if (now.fetched === 0) return { ...now, state: "blocked", reason: ALL_GONE };
  if (before.state !== "complete") return { ...now, state: before.state, reason: before.reason };
  const reason = `${before.fetched - now.fetched} pages were deleted: the owner of their host asked to be left alone`;
  return { ...now, state: "capped", reason };
}
