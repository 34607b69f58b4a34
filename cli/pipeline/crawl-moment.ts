import type { CrawlProgress } from "../../crawler/store-port.ts";
import { durationText } from "../duration-text.ts";
import type { Moment } from "../progress.ts";

/** A host with the pause that it gets. */
export interface SlowHost {
  readonly host: string;
  readonly delayMs: number;
}

/** What a moment of a crawl is told with. */
export interface CrawlMoment {
  readonly now: CrawlProgress;
  /** Hosts with the longest pauses, longest first. */
  readonly slowest: readonly SlowHost[];
  /** Sites of the registry. */
  readonly sites: number;
  /** Visits that were made before this run began. */
  readonly visitedBefore: number;
  /** Since this run began. */
  readonly elapsedMs: number;
}

/** Share of a crawl from which on the time left is more than a guess (explorer.md § 9). */
const ETA_FROM_SHARE = 0.05;
const SLOWEST_SHOWN = 3;

/** Queue, rate, slowest hosts, errors and time left, in words. */
export function crawlMoment(moment: CrawlMoment): Moment {
  const { now, sites, elapsedMs } = moment;
  const perSecond = (now.visited - moment.visitedBefore) / Math.max(0.001, elapsedMs / 1000);
  const leftMs = timeLeftMs(now, perSecond);
  const slowest = moment.slowest.slice(0, SLOWEST_SHOWN).map(({ host, delayMs }) => `${host} ${durationText(delayMs)}`);
  return {
    summary: `crawling: ${now.visited} visited, ${now.pending} waiting, ${now.failed} failed, ${now.sitesDone} of ${sites} sites done, left: ${leftText(leftMs)}`,
    lines: [
      `queue    ${now.pending} waiting, ${now.sitesDone} of ${sites} sites done`,
      `rate     ${now.visited} visited, ${perSecond.toFixed(1)} a second`,
      `slowest  ${slowest.length === 0 ? "not known yet" : slowest.join(", ")}`,
      `errors   ${now.failed} failed`,
      `left     ${leftText(leftMs)}`,
    ],
    counts: {
      visited: now.visited,
      waiting: now.pending,
      failed: now.failed,
      sitesDone: now.sitesDone,
      sites,
      ...(leftMs === null ? {} : { leftSeconds: Math.ceil(leftMs / 1000) }),
    },
  };
}

/** Null while too little is known. What waits grows as pages are read: it is a lower bound. */
function timeLeftMs(now: CrawlProgress, perSecond: number): number | null {
  const share = now.visited / Math.max(1, now.visited + now.pending);
  return share < ETA_FROM_SHARE || perSecond <= 0 ? null : (now.pending / perSecond) * 1000;
}

function leftText(leftMs: number | null): string {
  return leftMs === null ? "not known yet" : `${durationText(leftMs)} at least`;
}
