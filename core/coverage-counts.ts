import type { SkipReason, VisitKind } from "./visit.ts";

/** What became of a site's addresses, in counts. */
export interface CountedVisits {
  /** Final visits by kind. */
  readonly visits: Readonly<Partial<Record<VisitKind, number>>>;
  readonly skipped: readonly (readonly [reason: SkipReason, count: number])[];
  readonly soft404s: number;
}

/** Pages read, failed and blocked: as the coverage of a site tells them. What robots.txt forbids counts as blocked. */
export function coverageCounts(site: CountedVisits): {
  readonly fetched: number;
  readonly failed: number;
  readonly blocked: number;
} {
  const { visits, soft404s } = site;
  return {
    fetched: (visits.fetched ?? 0) + (visits.unchanged ?? 0) + (visits["not-due"] ?? 0) - soft404s,
    failed: (visits.failed ?? 0) + (visits["http-error"] ?? 0),
    blocked: (visits.blocked ?? 0) + skippedFor(site, "robots"),
  };
}

/** Addresses of a site that were skipped for a reason. */
export function skippedFor({ skipped }: CountedVisits, reason: SkipReason): number {
  return skipped.find(([why]) => why === reason)?.[1] ?? 0;
}
