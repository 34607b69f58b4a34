import type { WebRequest } from "../kill/logged-web.ts";
import type { CrawlLife } from "../kill/killed-crawl.ts";
import type { FigureTable } from "./bench-report.ts";
import { countByUrl, dumpDifferences, extraFetches, neverFetched, smallestGapMs } from "./kill-differences.ts";

/** The crawl that nobody killed. */
export interface UnbrokenCrawl {
  /** Its canonical dump. */
  readonly lines: readonly string[];
  /** How often each address was asked for. */
  readonly fetches: ReadonlyMap<string, number>;
}

/** A crawl that was killed, beside the one that was not. */
export interface KilledCrawl {
  readonly kills: number;
  /** From the start of each process to its first request at a server, in milliseconds. */
  readonly restartsMs: readonly number[];
  /** Exit code of its last process; 0: it ended as it should; null: it was killed, too late to hinder the end of the crawl. */
  readonly code: number | null;
  readonly isClosed: boolean;
  readonly requests: number;
  /** Addresses asked for more often than in the unbroken run, most first. */
  readonly extra: readonly (readonly [url: string, extra: number])[];
  /** Addresses that it never asked for: no page, as the dumps tell, but maybe a probe that no page needed. */
  readonly missing: readonly string[];
  readonly differences: readonly string[];
  readonly smallestGapMs: number | null;
}

const MAX_EXTRA = 1;
const MAX_RESTART_MS = 5000;
/** Differences told in full. */
const SHOWN = 5;

/** Compares what a killed crawl asked for and kept with the unbroken one. */
export function compareCrawls(
  unbroken: UnbrokenCrawl,
  killed: {
    readonly lives: readonly CrawlLife[];
    readonly kills: number;
    readonly log: readonly WebRequest[];
    readonly lines: readonly string[];
    readonly isClosed: boolean;
  },
): KilledCrawl {
  const { lives, kills, log, lines, isClosed } = killed;
  const fetches = countByUrl(log);
  return {
    kills,
    restartsMs: lives.slice(1).flatMap(({ firstRequestMs }) => (firstRequestMs === null ? [] : [firstRequestMs])),
    code: lives.at(-1)?.code ?? null,
    isClosed,
    requests: log.length,
    extra: extraFetches(unbroken.fetches, fetches),
    missing: neverFetched(unbroken.fetches, fetches),
    differences: dumpDifferences(unbroken.lines, lines),
    smallestGapMs: smallestGapMs(log),
  };
}

/** A row for each crawl that was killed. */
export function killTable(unbroken: UnbrokenCrawl, crawls: readonly KilledCrawl[]): FigureTable {
  const unbrokenRequests = [...unbroken.fetches.values()].reduce((sum, count) => sum + count, 0);
  return {
    headings: [
      "kills",
      "lines of the dump that differ",
      "requests (unbroken)",
      "never asked for",
      "asked for again",
      "most often again",
      "slowest restart",
      "smallest gap",
    ],
    rows: crawls.map((crawl) => [
      `${crawl.kills}`,
      `${crawl.differences.length} of ${unbroken.lines.length}`,
      `${crawl.requests} (${unbrokenRequests})`,
      `${crawl.missing.length}`,
      `${crawl.extra.length}`,
      `${crawl.extra[0]?.[1] ?? 0}`,
      `${(Math.max(0, ...crawl.restartsMs) / 1000).toFixed(2)} s`,
      crawl.smallestGapMs === null ? "none" : `${(crawl.smallestGapMs / 1000).toFixed(3)} s`,
    ]),
  };
}

/** What the specification asks for and was not so; empty when all is well. */
export function killFailures(
  crawls: readonly KilledCrawl[],
  wanted: { readonly kills: number; readonly pauseMs: number },
): string[] {
  const kills = crawls.reduce((sum, crawl) => sum + crawl.kills, 0);
  const failures = crawls.flatMap((crawl, index) =>
    crawlFailures(crawl, wanted.pauseMs).map((failure) => `crawl ${index + 1}: ${failure}`),
  );
  return kills === wanted.kills ? failures : [`${kills} of ${wanted.kills} kills were made.`, ...failures];
}

function crawlFailures(crawl: KilledCrawl, pauseMs: number): string[] {
  const { differences, extra, restartsMs, code, isClosed } = crawl;
  const failures: string[] = [];
  if ((code ?? 0) !== 0 || !isClosed) failures.push(`ended with code ${code}, ${isClosed ? "closed" : "open"}.`);
  if (differences.length > 0) failures.push(`the dump differs: ${differences.slice(0, SHOWN).join("; ")}.`);
  const often = extra.filter(([, count]) => count > MAX_EXTRA);
  if (often.length > 0) {
    const shown = often.slice(0, SHOWN).map(([url, count]) => `${url} (${count} more)`);
    failures.push(`${often.length} addresses were asked for again more than once: ${shown.join(", ")}.`);
  }
  const slow = restartsMs.filter((restartMs) => restartMs > MAX_RESTART_MS);
  if (slow.length > 0) failures.push(`${slow.length} restarts took more than ${MAX_RESTART_MS / 1000} s.`);
  const gapMs = crawl.smallestGapMs;
  if (gapMs !== null && gapMs < pauseMs) failures.push(`a gap of ${gapMs.toFixed(0)} ms, below ${pauseMs}.`);
  return failures;
}
