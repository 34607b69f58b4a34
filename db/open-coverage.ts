import { coverageCounts } from "../core/coverage-counts.ts";
import type { Coverage } from "../core/crawl-record.ts";
import type { SiteTally } from "../crawler/store-port.ts";

/** What a crawl that has not ended has seen of each site so far: every site is pending. */
export function openCoverage(tallies: readonly SiteTally[]): Coverage[] {
  return tallies.map((tally) => ({
    siteId: tally.siteId,
    state: "pending",
    reason: "the crawl has not ended",
    known: tally.known,
    ...coverageCounts(tally),
    frontierLeft: tally.waiting,
    soft404s: tally.soft404s,
    listed: tally.listed,
    sizeBytes: tally.sizeBytes,
    skipped: tally.skipped,
  }));
}
