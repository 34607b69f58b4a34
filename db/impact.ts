import type { Database } from "better-sqlite3";
import type { SiteId } from "../core/site.ts";
import type { ExchangePurpose } from "../crawler/store-port.ts";

/** What a crawl did to one host, as its owner would count it (crawler.md § 1). */
export interface HostImpact {
  /** `host` or `host:port`. */
  readonly host: string;
  /** Requests by what they were for, most frequent first. */
  readonly requests: readonly (readonly [purpose: ExchangePurpose, count: number])[];
  /** Received over the wire. */
  readonly sizeBytes: number;
  /** Requests by status of the answer, or the failure's code; most frequent first. */
  readonly outcomes: readonly (readonly [outcome: string, count: number])[];
  /** Answers 429, which told us to slow down. */
  readonly throttled: number;
  /** Null when nothing was asked. */
  readonly meanResponseMs: number | null;
  readonly slowestResponseMs: number | null;
  /** Pauses between an answer and our next request; null when there was one request at most. */
  readonly meanPauseMs: number | null;
  readonly shortestPauseMs: number | null;
  /** Its robots.txt as last read; null when it was never asked for. */
  readonly robots: RobotsVerdict | null;
  /** First and last request, milliseconds since 1970. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** IP addresses that were asked, in order. */
  readonly addresses: readonly string[];
  /** Other hosts of the crawl at one of these addresses, in order. */
  readonly sharedWith: readonly string[];
}

/** How a robots.txt answered, and what that means (RFC 9309 § 2.3.1). */
export interface RobotsVerdict {
  /** Null: no answer came. */
  readonly httpStatus: number | null;
  readonly meaning: "parse" | "allow-all" | "disallow-all";
}

interface ExchangeRow {
  readonly host: string;
  readonly address: string;
  readonly purpose: ExchangePurpose;
  readonly outcome: string;
  readonly requests: number;
  readonly sizeBytes: number;
  readonly totalMs: number;
  readonly slowestMs: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly pauses: number;
  readonly totalPauseMs: number;
  readonly shortestPauseMs: number | null;
}

/** What a crawl did to the hosts of a site, or to all of them when it is null; by host. */
export function impact(db: Database, crawlId: number, siteId: SiteId | null): HostImpact[] {
  const rows = exchanges(db, crawlId);
  const hostsAt = Map.groupBy(
    rows.filter((row) => row.address !== ""),
    (row) => row.address,
  );
  const asked = siteId === null ? null : hostsOfSite(db, crawlId, siteId);
  return [...Map.groupBy(rows, (row) => row.host)]
    .filter(([host]) => asked === null || asked.has(host))
    .map(([host, ofHost]) => hostImpact(host, ofHost, { robots: robotsVerdict(db, host), hostsAt }));
}

function hostImpact(
  host: string,
  rows: readonly ExchangeRow[],
  around: { readonly robots: RobotsVerdict | null; readonly hostsAt: ReadonlyMap<string, readonly ExchangeRow[]> },
): HostImpact {
  const addresses = [...new Set(rows.map((row) => row.address).filter((address) => address !== ""))].toSorted();
  const neighbours = addresses.flatMap((address) => (around.hostsAt.get(address) ?? []).map((row) => row.host));
  const pauses = sum(rows, (row) => row.pauses);
  const requests = sum(rows, (row) => row.requests);
  const shortest = rows.flatMap((row) => row.shortestPauseMs ?? []);
  return {
    host,
    requests: counts(rows, (row) => row.purpose),
    sizeBytes: sum(rows, (row) => row.sizeBytes),
    outcomes: counts(rows, (row) => row.outcome),
    throttled: sum(rows, (row) => (row.outcome === "429" ? row.requests : 0)),
    meanResponseMs: requests === 0 ? null : sum(rows, (row) => row.totalMs) / requests,
    slowestResponseMs: requests === 0 ? null : Math.max(...rows.map((row) => row.slowestMs)),
    meanPauseMs: pauses === 0 ? null : sum(rows, (row) => row.totalPauseMs) / pauses,
    shortestPauseMs: shortest.length === 0 ? null : Math.min(...shortest),
    robots: around.robots,
    firstMs: Math.min(...rows.map((row) => row.firstMs)),
    lastMs: Math.max(...rows.map((row) => row.lastMs)),
    addresses,
    sharedWith: [...new Set(neighbours)].filter((other) => other !== host).toSorted(),
  };
}

function sum(rows: readonly ExchangeRow[], of: (row: ExchangeRow) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}

/** Requests by a property, most frequent first, then by name. */
function counts<Key extends string>(rows: readonly ExchangeRow[], of: (row: ExchangeRow) => Key): [Key, number][] {
  const totals = new Map<Key, number>();
  for (const row of rows) totals.set(of(row), (totals.get(of(row)) ?? 0) + row.requests);
  return [...totals].toSorted(([left, many], [right, more]) => more - many || (left < right ? -1 : 1));
}

function exchanges(db: Database, crawlId: number): ExchangeRow[] {
  return db
    .prepare<[number], ExchangeRow>(`
      select owner_key as host, address, purpose, outcome, requests, size_bytes as sizeBytes, total_ms as totalMs,
        slowest_ms as slowestMs, first_ms as firstMs, last_ms as lastMs, pauses, total_pause_ms as totalPauseMs,
        shortest_pause_ms as shortestPauseMs
      from exchange
      where crawl_id = ?
      order by owner_key, address, purpose, outcome
    `)
    .all(crawlId);
}

function hostsOfSite(db: Database, crawlId: number, siteId: SiteId): Set<string> {
  return new Set(
    db
      .prepare<[number, SiteId], string>(
        "select distinct owner_key from frontier where crawl_id = ? and site_id = ? order by owner_key",
      )
      .pluck()
      .all(crawlId, siteId),
  );
}

/** The newest reading, of either scheme. */
function robotsVerdict(db: Database, host: string): RobotsVerdict | null {
  const row = db
    .prepare<[string, string], { httpStatus: number | null }>(`
      select http_status as httpStatus from robots where origin in (?, ?) order by fetched_ms desc, origin limit 1
    `)
    .get(`https://${host}`, `http://${host}`);
  return row === undefined ? null : { httpStatus: row.httpStatus, meaning: meaningOf(row.httpStatus) };
}

/** RFC 9309 § 2.3.1; 429 means "not now", as 5xx does. */
function meaningOf(status: number | null): RobotsVerdict["meaning"] {
  if (status === null || status === 429) return "disallow-all";
  if (status >= 200 && status < 300) return "parse";
  return status >= 400 && status < 500 ? "allow-all" : "disallow-all";
}
