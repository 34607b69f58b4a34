import type { Database } from "better-sqlite3";
import type { SiteId } from "../../core/site.ts";
import type { OwnerKey } from "../../crawler/ports.ts";
import { clampOwner } from "./clamp-times.ts";
import type { FrontierBook } from "./frontier-book.ts";
import type { Share } from "./frontier-state.ts";
import type { LevelLoader } from "./level-loader.ts";
import { SURPLUS_LEVEL, type FrontierLimits, type Round } from "./open-level.ts";

/** What the book is filled from. */
export interface BookSource {
  readonly db: Database;
  readonly crawlId: number;
  readonly limits: FrontierLimits;
  readonly nowMs: number;
  readonly loader: LevelLoader;
}

interface CountRow {
  readonly siteId: SiteId;
  readonly ownerKey: OwnerKey;
  readonly state: "pending" | "retry" | "done" | "skipped" | "capped" | "surplus";
  readonly depthClicks: number;
  readonly tasks: number;
  readonly pages: number;
  readonly renderings: number;
}

/** Round in which a crawl is. Throws when there is no such crawl: a bug. */
export function roundOf(db: Database, crawlId: number): Round {
  const round = db.prepare<[number], Round>("select round from crawl where id = ?").pluck().get(crawlId);
  if (round === undefined) throw new Error(`there is no crawl ${crawlId}`);
  return round;
}

/** Fills the book from the store: hosts, budgets, and how many tasks wait where. Call inside a transaction. */
export function openBook(book: FrontierBook, source: BookSource): void {
  readOwners(book, source);
  readBudgets(book, source);
  for (const row of countRows(source)) countIn(book.share(row.siteId, row.ownerKey), row, book);
  for (const owner of book.owners.values()) {
    for (const share of owner.shares.values()) {
      if (share.again > 0) for (const task of source.loader.again(share)) book.enqueueAgain(task);
    }
    clampOwner(owner, source.nowMs);
  }
}

function readOwners(book: FrontierBook, { db, crawlId }: BookSource): void {
  const rows = db
    .prepare<[number], { ownerKey: OwnerKey; nextAtMs: number; blockedUntilMs: number; fence: number }>(`
      select owner_key as ownerKey, next_at_ms as nextAtMs, blocked_until_ms as blockedUntilMs, fence
      from owner
      where crawl_id = ?
      order by owner_key
    `)
    .all(crawlId);
  for (const { ownerKey, nextAtMs, blockedUntilMs, fence } of rows) {
    Object.assign(book.owner(ownerKey), { nextAtMs, blockedUntilMs, fence });
  }
}

/** Notes when each site began. A budget that was raised since lets what was beyond the old one wait again. */
function readBudgets(book: FrontierBook, { db, crawlId, limits, nowMs }: BookSource): void {
  const rows = db
    .prepare<[number], { siteId: SiteId; pageBudget: number; firstMs: number | null }>(`
      select site_id as siteId, page_budget as pageBudget, first_ms as firstMs
      from site_budget
      where crawl_id = ?
      order by site_id
    `)
    .all(crawlId);
  for (const { siteId, firstMs } of rows) {
    book.site(siteId).firstMs = firstMs === null ? null : Math.min(firstMs, nowMs);
  }
  if (rows.some(({ pageBudget }) => pageBudget < limits.pageBudget)) {
    db.prepare("update frontier set state = 'pending' where crawl_id = ? and state = 'capped'").run(crawlId);
  }
  db.prepare("update site_budget set page_budget = ? where crawl_id = ? and page_budget <> ?").run(
    limits.pageBudget,
    crawlId,
    limits.pageBudget,
  );
}

function countRows({ db, crawlId }: BookSource): CountRow[] {
  return db
    .prepare<[number], CountRow>(`
      select site_id as siteId, owner_key as ownerKey, state, depth_clicks as depthClicks, count(*) as tasks,
        sum(purpose = 'page') as pages, sum(purpose = 'render') as renderings
      from frontier indexed by frontier_queue
      where crawl_id = ?
      group by site_id, owner_key, state, depth_clicks
      order by site_id, owner_key, state, depth_clicks
    `)
    .all(crawlId);
}

function countIn(share: Share, row: CountRow, book: FrontierBook): void {
  const { tasks, pages, renderings } = row;
  if (row.state === "pending") {
    book.wait(share, row.depthClicks, tasks - renderings);
    book.waitAgain(share, renderings);
  }
  if (row.state === "surplus") book.wait(share, SURPLUS_LEVEL, tasks);
  if (row.state === "retry") book.waitAgain(share, tasks);
  if (row.state !== "retry" && row.state !== "done") return;
  share.site.counted += pages;
  share.owner.pages += tasks;
}
