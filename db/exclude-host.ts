import type { Database } from "better-sqlite3";
import { crawls, latestCrawl } from "./crawl-rows.ts";
import { emptyLog } from "./disk-problem.ts";
import { recountCoverage } from "./exclude-coverage.ts";
import type { GroupCommit } from "./group-commit.ts";
import { pagesOfHost, purgePages } from "./purge-pages.ts";
import { purgeUnused, type Unused } from "./purge-unused.ts";

/** A host whose owner wants to be left alone, and since when (milliseconds since 1970). */
export interface Exclusion {
  /** `host`, which covers all its ports, or `host:port`. */
  readonly host: string;
  readonly atMs: number;
}

/**
 * Leaves a host alone from now on, and deletes what was read of it in every crawl: visits, texts, evidence, its pages' own
 * links, robots, counts. Its owner's wish is the one exception to the rule that a closed crawl does not change. Scores of
 * crawls that knew it rest on evidence that is gone, so they go too, to be computed again.
 *
 * Addresses of the host that pages of others link to stay: they are those pages' content. Call outside of any transaction.
 */
export function excludeHost(db: Database, commits: GroupCommit, exclusion: Exclusion): void {
  const { host, atMs } = exclusion;
  commits.flush();
  db.pragma("secure_delete = on");
  // Checking references would search whole tables for each row; what still refers is looked up in one go instead.
  db.pragma("foreign_keys = off");
  try {
    commits.run(() => {
      db.prepare("insert into exclusion (host, excluded_ms) values (?, ?) on conflict (host) do nothing").run(
        host,
        Math.floor(atMs),
      );
      purgeHost(db, host);
    });
    commits.flush();
    shrink(db, commits);
  } finally {
    db.pragma("foreign_keys = on");
    db.pragma("secure_delete = off");
  }
}

function purgeHost(db: Database, host: string): void {
  const urlIds = pagesOfHost(db, host);
  const unused: Unused = purgePages(db, urlIds);
  purgeUnused(db, unused);
  purgeOwner(db, host);
  const closed = crawls(db).filter(({ id, status }) => status === "closed" && unused.crawlIds.has(id));
  for (const { id } of closed) {
    db.prepare("delete from score_part where crawl_id = ?").run(id);
    db.prepare("delete from site_link where crawl_id = ?").run(id);
  }
  recountCoverage(
    db,
    closed.map(({ id }) => id),
  );
}

/** What is kept by host. In an open crawl the host itself stays known, without memory, so that its leases end in order. */
function purgeOwner(db: Database, host: string): void {
  const owner = keyRange(host);
  for (const scheme of ["http", "https"]) db.prepare(DELETE.robots).run(keyRange(`${scheme}://${host}`));
  for (const statement of [DELETE.exchange, DELETE.dayUse, DELETE.probe, DELETE.hold, DELETE.owner]) {
    db.prepare(statement).run(owner);
  }
  db.prepare(`
    update owner set blocked_until_ms = @forever, reason = 'opt-out', memory_json = null
    where owner_key = @key or (owner_key >= @from and owner_key < @before)
  `).run({ ...owner, forever: Number.MAX_SAFE_INTEGER });
}

const DELETE = {
  robots: "delete from robots where origin = @key or (origin >= @from and origin < @before)",
  exchange: "delete from exchange where owner_key = @key or (owner_key >= @from and owner_key < @before)",
  dayUse: "delete from day_use where owner_key = @key or (owner_key >= @from and owner_key < @before)",
  probe: "delete from probe where owner_key = @key or (owner_key >= @from and owner_key < @before)",
  hold: "delete from hold where key = @key or (key >= @from and key < @before)",
  owner: `
    delete from owner
    where (owner_key = @key or (owner_key >= @from and owner_key < @before))
      and crawl_id in (select id from crawl where status = 'closed')
  `,
} as const;

/** A host's key, and the range of those with a port, which an exclusion without one covers. */
function keyRange(key: string): { readonly key: string; readonly from: string; readonly before: string } {
  return { key, from: `${key}:`, before: `${key};` };
}

/** Gives space back. With no crawl under way the file is written anew: not even unused parts of it hold the texts then. */
function shrink(db: Database, commits: GroupCommit): void {
  if (latestCrawl(db)?.status === "open") db.pragma("incremental_vacuum");
  else commits.alone(() => db.exec("vacuum"));
  emptyLog(db);
}
