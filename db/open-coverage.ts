import type { Coverage } from "../core/crawl-record.ts";
import type { SiteTally } from "../crawler/store-port.ts";

/** What a crawl that has not ended has seen of each site so far: every site is pending. */
export function openCoverage(tallies: readonly SiteTally[]): Coverage[] {
  return tallies.map(({ siteId, known, waiting, visits, skipped, soft404s, listed, sizeBytes }) => ({
    siteId,
    state: "pending",
    reason: "the crawl has not ended",
    known,
    fetched: (visits.fetched ?? 0) + (visits.unchanged ?? 0) + (visits["not-due"] ?? 0) - soft404s,
    failed: (visits.failed ?? 0) + (visits["http-error"] ?? 0),
    blocked: visits.blocked ?? 0,
    frontierLeft: waiting,
    soft404s,
    listed,
    sizeBytes,
    skipped,
  }));
}
