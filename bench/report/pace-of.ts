import type { LoggedRequest } from "../web/request-log.ts";

/** How a crawl kept its pace, by the server's log. */
export interface Pace {
  /** Requests that began in the window, a second. */
  readonly perSecond: number;
  /** Mean time from the head of a request to the last byte of its answer, in milliseconds. */
  readonly latencyMs: number;
  /** Share of what one pause after each answer allows: hosts / (pause + latency), 0 to 1. */
  readonly share: number;
  /** Shortest time from the end of an answer to the next start on its host, over the whole log; null: no host was asked twice. */
  readonly smallestGapMs: number | null;
  /** Such gaps below the pause. */
  readonly shortGaps: number;
  readonly hosts: number;
}

/** The pace in a window of a log. Pages and robots.txt count alike: each is a request that its host must bear. */
export function paceOf(
  log: readonly LoggedRequest[],
  window: { readonly beginMs: number; readonly endMs: number; readonly pauseMs: number },
): Pace {
  const inside = log.filter(({ startMs }) => startMs >= window.beginMs && startMs < window.endMs);
  const latencyMs = inside.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0) / Math.max(1, inside.length);
  const hosts = new Set(inside.map(({ host }) => host)).size;
  const perSecond = (inside.length / (window.endMs - window.beginMs)) * 1000;
  const allowed = (hosts / (window.pauseMs + latencyMs)) * 1000;
  const gaps = gapsOf(log);
  return {
    perSecond,
    latencyMs,
    share: hosts === 0 ? 0 : perSecond / allowed,
    smallestGapMs: gaps.length === 0 ? null : gaps.reduce((least, gap) => Math.min(least, gap)),
    shortGaps: gaps.filter((gap) => gap < window.pauseMs).length,
    hosts,
  };
}

/** From the end of each answer to the next start on the same host; below 0 where two overlap. */
function gapsOf(log: readonly LoggedRequest[]): number[] {
  const endOf = new Map<number, number>();
  const gaps: number[] = [];
  for (const { host, startMs, endMs } of log.toSorted((left, right) => left.startMs - right.startMs)) {
    const before = endOf.get(host);
    if (before !== undefined) gaps.push(startMs - before);
    endOf.set(host, Math.max(endMs, before ?? 0));
  }
  return gaps;
}
