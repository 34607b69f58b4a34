import type { Coverage, CoverageState } from "../core/crawl-record.ts";
import type { SiteTally } from "./ports.ts";

/** How much of a site was seen, from the counts of what became of its addresses. `hasEnded`: its crawl is over. */
export function coverageOf(tally: SiteTally, hasEnded: boolean): Coverage {
  const { visits } = tally;
  const fetched = (visits.fetched ?? 0) + (visits.unchanged ?? 0);
  const robots = tally.skipped.find(([reason]) => reason === "robots")?.[1] ?? 0;
  const counts = {
    fetched,
    failed: (visits.failed ?? 0) + (visits["http-error"] ?? 0),
    blocked: (visits.blocked ?? 0) + robots,
  };
  const { state, reason } = hasEnded ? verdictOf(tally, counts) : PENDING;
  const { siteId, known, waiting, skipped } = tally;
  return { siteId, state, reason, known, ...counts, frontierLeft: waiting, skipped };
}

interface Verdict {
  readonly state: CoverageState;
  readonly reason: string | null;
}

const PENDING: Verdict = { state: "pending", reason: "the crawl has not ended" };

function verdictOf(tally: SiteTally, counts: { fetched: number; failed: number; blocked: number }): Verdict {
  if (counts.fetched === 0) return unseen(tally, counts);
  if (tally.shells * 2 > counts.fetched) {
    return {
      state: "needs-rendering",
      reason: `empty until scripts run: ${tally.shells} of ${counts.fetched} pages`,
    };
  }
  if (tally.waiting > 0) return { state: "capped", reason: `${tally.waiting} known pages were left unread` };
  return { state: "complete", reason: null };
}

/** Nothing was read: forbidden to us, or not there. */
function unseen(tally: SiteTally, counts: { failed: number; blocked: number }): Verdict {
  const home = tally.home ?? "not visited";
  if (counts.blocked > 0 && counts.blocked >= counts.failed) {
    const isRobots = tally.skipped.some(([reason]) => reason === "robots");
    return { state: "blocked", reason: isRobots ? "robots.txt forbids it" : `home: ${home}` };
  }
  const isWaiting = tally.waiting > 0 && counts.failed === 0;
  return { state: "down", reason: isWaiting ? "robots.txt could not be read" : `home: ${home}` };
}
