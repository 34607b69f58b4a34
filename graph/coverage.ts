import type { Coverage } from "../core/crawl-record.ts";
import type { SkipReason } from "../core/visit.ts";

/** How much of a site's reference zone was seen. */
export interface ZoneCoverage {
  /** N*_s: pages that the zone should have. */
  readonly pagesExpected: number;
  /** κ_s, 0…1; null when no page is known. */
  readonly share: number | null;
}

/** Addresses left out only because the crawl had to end somewhere: pages all the same. */
const UNVISITED_PAGES: ReadonlySet<SkipReason> = new Set<SkipReason>(["budget", "depth"]);

/**
 * κ_s = n_s / min(N_ref, N̂_s) of methodology § 1, where N̂_s = max(crawled + queued, sitemap). Known pages are those read,
 * those still waiting or cut by a limit of the crawl, and those refused to us: a site that turns us away is not fully seen.
 * Nor is one whose sitemaps list more than we found. Pages that do not exist but say "found" are none of them.
 */
export function zoneCoverage(pagesRead: number, zoneSize: number, coverage: Coverage | undefined): ZoneCoverage {
  const unread = coverage === undefined ? 0 : coverage.frontierLeft + coverage.blocked + cutOff(coverage);
  const known = Math.max(pagesRead, coverage?.fetched ?? 0) + unread + unknownPages(coverage);
  const pagesExpected = Math.min(zoneSize, known);
  return { pagesExpected, share: pagesExpected === 0 ? null : pagesRead / pagesExpected };
}

/** Whether a site's links can be judged: pages were read, and nothing hid their links from us (NE in methodology § 5). */
export function isMeasured(pagesRead: number, coverage: Coverage | undefined): boolean {
  if (pagesRead === 0) return false;
  return coverage === undefined || !["blocked", "needs-rendering", "down"].includes(coverage.state);
}

/** Pages that sitemaps list beyond all addresses known: what was known and is no page does not hide them. */
function unknownPages(coverage: Coverage | undefined): number {
  return coverage === undefined ? 0 : Math.max(0, (coverage.listed ?? 0) - coverage.known);
}

function cutOff({ skipped }: Coverage): number {
  return skipped.filter(([reason]) => UNVISITED_PAGES.has(reason)).reduce((sum, [, count]) => sum + count, 0);
}
