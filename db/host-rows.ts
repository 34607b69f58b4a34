import type { Database } from "better-sqlite3";
import type { HostMemory, OwnerKey, RobotsRecord } from "../crawler/ports.ts";
import type { HoldRecord, ProbeRecord } from "../crawler/store-port.ts";
import { prepared } from "./prepared.ts";

const SELECT_ROBOTS = `
  select http_status as httpStatus, body, fetched_ms as fetchedMs, failures from robots where origin = ?`;
const INSERT_ROBOTS = `
  insert into robots (origin, http_status, body, fetched_ms, failures) values (?, ?, ?, ?, ?)
  on conflict (origin) do update set
    http_status = excluded.http_status, body = excluded.body, fetched_ms = excluded.fetched_ms,
    failures = excluded.failures`;
const INSERT_PROBE = `
  insert into probe (crawl_id, owner_key, fingerprint) values (?, ?, ?)
  on conflict (crawl_id, owner_key) do update set fingerprint = excluded.fingerprint`;

/** robots.txt of an origin as last read, or null. */
export function robotsOf(db: Database, origin: string): RobotsRecord | null {
  const row = prepared<[string], Omit<RobotsRecord, "origin">>(db, SELECT_ROBOTS).get(origin);
  return row === undefined ? null : { origin, ...row };
}

/** Keeps a reading of robots.txt in place of the one before. */
export function writeRobots(db: Database, record: RobotsRecord): void {
  const { origin, httpStatus, body, fetchedMs, failures } = record;
  prepared(db, INSERT_ROBOTS).run(origin, httpStatus, Buffer.from(body), Math.floor(fetchedMs), failures);
}

/** What a crawl had learnt of hosts before it was interrupted, by host. */
export function hostMemories(db: Database, crawlId: number): [OwnerKey, HostMemory][] {
  return db
    .prepare<[number], { ownerKey: OwnerKey; json: string }>(`
      select owner_key as ownerKey, memory_json as json
      from owner
      where crawl_id = ? and memory_json is not null
      order by owner_key
    `)
    .all(crawlId)
    .map(({ ownerKey, json }) => [ownerKey, JSON.parse(json) as HostMemory]);
}

/** Hosts and addresses that must not be asked until a time, past times included, by key. */
export function holds(db: Database): HoldRecord[] {
  return db
    .prepare<[], HoldRecord>("select key, until_ms as untilMs, why from hold order by key")
    .all()
    .map((hold) => ({ ...hold, untilMs: hold.untilMs >= FOREVER ? Number.POSITIVE_INFINITY : hold.untilMs }));
}

/** Keeps a hold in place of the one before, of any crawl. */
export function writeHold(db: Database, { key, untilMs, why }: HoldRecord): void {
  db.prepare(`
    insert into hold (key, until_ms, why) values (?, ?, ?)
    on conflict (key) do update set until_ms = excluded.until_ms, why = excluded.why
  `).run(key, Math.min(Math.ceil(untilMs), FOREVER), why);
}

const FOREVER = Number.MAX_SAFE_INTEGER;

/** How hosts answered for a page that cannot exist, by host. */
export function probes(db: Database, crawlId: number): ProbeRecord[] {
  return db
    .prepare<[number], ProbeRecord>(
      "select owner_key as ownerKey, fingerprint from probe where crawl_id = ? order by owner_key",
    )
    .all(crawlId);
}

/** Keeps how a host answered for it. */
export function writeProbe(db: Database, crawlId: number, { ownerKey, fingerprint }: ProbeRecord): void {
  prepared(db, INSERT_PROBE).run(crawlId, ownerKey, fingerprint);
}

/** Hosts that are left alone, by name. */
export function exclusions(db: Database): string[] {
  return db.prepare<[], string>("select host from exclusion order by host").pluck().all();
}
