import { coverageCounts, skippedFor } from "../core/coverage-counts.ts";
import type { Coverage, CoverageState } from "../core/crawl-record.ts";
import type { SiteTally } from "./store-port.ts";

/** What is known of a crawl beside its counts. */
export interface CrawlState {
  readonly hasEnded: boolean;
  /** The owner of the site's home asked to be left alone. */
  readonly isOptedOut: boolean;
}

/** How much of a site was seen, from the counts of what became of its addresses. */
export function coverageOf(tally: SiteTally, crawl: CrawlState): Coverage {
  const counts = coverageCounts(tally);
  const verdict = crawl.isOptedOut ? OPTED_OUT : verdictOf(tally, counts);
  const { state, reason } = crawl.hasEnded ? verdict : PENDING;
  const { siteId, known, waiting, skipped, soft404s, listed, sizeBytes } = tally;
  return { siteId, state, reason, known, ...counts, frontierLeft: waiting, soft404s, listed, sizeBytes, skipped };
}

interface Verdict {
  readonly state: CoverageState;
  readonly reason: string | null;
}

type Counts = ReturnType<typeof coverageCounts>;

const PENDING: Verdict = { state: "pending", reason: "the crawl has not ended" };
const OPTED_OUT: Verdict = { state: "blocked", reason: "its owner asked to be left alone" };

function verdictOf(tally: SiteTally, counts: Counts): Verdict {
  if (counts.fetched === 0) return unseen(tally, counts);
  if (tally.shells * 2 > counts.fetched) {
    const reason = `empty until scripts run: ${tally.shells} of ${counts.fetched} pages`;
    return { state: "needs-rendering", reason };
  }
  if (tally.waiting > 0) {
    const parked = tally.parked.length > 0 ? `; left alone: ${tally.parked.join(", ")}` : "";
    return { state: "capped", reason: `${tally.waiting} known pages were left unread${parked}` };
  }
  return { state: "complete", reason: null };
}

/** Nothing was read: forbidden to us, or not there. */
function unseen(tally: SiteTally, counts: Counts): Verdict {
  const home = tally.home ?? "not visited";
  if (counts.blocked > 0 && counts.blocked >= counts.failed) {
    return { state: "blocked", reason: skippedFor(tally, "robots") > 0 ? "robots.txt forbids it" : `home: ${home}` };
  }
  const isWaiting = tally.waiting > 0 && counts.failed === 0;
  if (!isWaiting) return { state: "down", reason: `home: ${home}` };
  const [parked] = tally.parked;
  return { state: "down", reason: parked ?? "robots.txt could not be read" };
}
