import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Database } from "better-sqlite3";
import type { SiteId } from "../../core/site.ts";
import { canonicalizeUrl, hostOf, type CanonicalUrl } from "../../core/url.ts";
import type { Visit } from "../../core/visit.ts";
import type { Discovered, Frontier, Lease, OwnerKey, PageWrite, Task } from "../../crawler/ports.ts";
import { GroupCommit } from "../../db/group-commit.ts";
import { Interner } from "../../db/intern.ts";
import { openDatabase } from "../../db/open-database.ts";
import { SqliteFrontier, type FrontierLimits } from "../../db/sqlite-frontier.ts";

/** A frontier on a store of its own, with a clock that moves when told. */
export interface FrontierBench {
  readonly db: Database;
  readonly frontier: Frontier;
  readonly now: { ms: number };
  readonly commits: GroupCommit;
  readonly intern: Interner;
  readonly close: () => void;
}

const LIMITS: FrontierLimits = {
  pageBudget: 100,
  zonePages: 100,
  zoneDurationMs: 3_600_000,
  maxSegmentShare: 1,
  maxQueriesPerPath: 50,
};

/** Opens the frontier of crawl 1 in a store, made when missing. Sites are the last two labels of a host. */
export function frontierBench(limits: Partial<FrontierLimits> = {}, file = ":memory:", startMs = 1000): FrontierBench {
  const { db, close } = openDatabase(file, "write");
  const now = { ms: startMs };
  const commits = new GroupCommit(db);
  db.prepare("insert or ignore into crawl values (1, 'open', 0, null, 'h', '{}', 1)").run();
  const intern = new Interner(db, siteOf);
  const keep = visitKeeper(db);
  const visits = { write: (page: PageWrite) => keep(intern.url(page.task.url), page) };
  const parts = { crawlId: 1, intern, visits, nowMs: () => now.ms, commits, limits: { ...LIMITS, ...limits } };
  return { db, frontier: new SqliteFrontier(db, parts), now, commits, intern, close };
}

/** File of a store that does not exist yet. */
export function newStore(): string {
  return path.join(mkdtempSync(path.join(tmpdir(), "maillage-frontier-")), "store.sqlite");
}

/** Ends a process without a word: what was not committed is gone. */
export function kill(bench: FrontierBench): void {
  if (bench.db.inTransaction) bench.db.exec("rollback");
  bench.close();
}

/** Keeps of a visit what is enough to see that it was kept. */
function visitKeeper(db: Database): (urlId: number, page: PageWrite) => void {
  const insert = db.prepare(`
    insert into visit (
      crawl_id, url_id, attempt, is_final, site_id, depth_clicks, kind, detail, started_ms, duration_ms, size_bytes,
      is_shell, is_rendered, other_links
    ) values (1, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0)
  `);
  return (urlId, { task, visit, retryAtMs }) => {
    if (visit === null) throw new Error("there is no visit to keep");
    const detail = visit.kind === "failed" ? visit.code : null;
    const isFinal = Number(retryAtMs === null);
    insert.run(urlId, task.attempts, isFinal, task.siteId, task.depthClicks, visit.kind, detail);
  };
}

/** The last two labels of an address's host. */
export function siteOf(url: CanonicalUrl): SiteId {
  return hostOf(url).split(".").slice(-2).join(".") as SiteId;
}

/** An address as a page's link would name it. */
export function found(address: string, depthClicks: number, changed: Partial<Discovered> = {}): Discovered {
  const url = canonicalizeUrl(address)!;
  const plain = { url, requestUrl: url, siteId: siteOf(url), ownerKey: hostOf(url) as OwnerKey, depthClicks };
  return { ...plain, chain: [], foundOn: null, skip: null, purpose: "page", ...changed };
}

/** What a visit of a task leaves behind: an answer without content. */
export function written(task: Task, changed: Partial<PageWrite> = {}): PageWrite {
  const frame = { url: task.url, startedMs: 0, durationMs: 0, sizeBytes: 0 };
  const visit: Visit = { ...frame, kind: "http-error", httpStatus: 500 };
  const plain = { task, visit: task.purpose === "page" ? visit : null, links: [], discovered: [], earlier: null };
  return { ...plain, retryAtMs: null, ...changed };
}

/** Leases of all hosts that are due. */
export async function leaseAll(frontier: Frontier): Promise<readonly Lease[]> {
  return await frontier.lease("w", { owners: 100_000, ttlMs: 1000 });
}

/** The lease of one host that must be due. */
export async function leaseOf(frontier: Frontier, host: string): Promise<Lease> {
  const leases = await leaseAll(frontier);
  const lease = leases.find(({ ownerKey }) => ownerKey === host);
  if (lease === undefined) throw new Error(`${host} is not due, but: ${leases.map((due) => due.ownerKey).join(", ")}`);
  return lease;
}

/** What a visit of a task leads to. */
export type Answer = (task: Task) => Partial<PageWrite>;

/** Takes and completes everything that is due, one task a lease; tells which in order, as `purpose address` but for pages. */
export async function drain({ frontier, now }: FrontierBench, answer: Answer = () => ({})): Promise<string[]> {
  const order: string[] = [];
  for (let leases = await leaseAll(frontier); leases.length > 0; leases = await leaseAll(frontier)) {
    for (const lease of leases) {
      const [task] = await frontier.take(lease, 1);
      if (task !== undefined) {
        order.push(task.purpose === "page" ? task.url : `${task.purpose} ${task.url}`);
        await frontier.complete(lease, written(task, answer(task)));
      }
      await frontier.release(lease, now.ms);
    }
  }
  return order;
}

/** State of each task of a store, by address. */
export function statesIn(db: Database): Record<string, string> {
  const rows = db
    .prepare<[], { url: string; state: string }>(
      "select url.url, state from frontier join url on url.id = url_id order by url.url, purpose",
    )
    .all();
  return Object.fromEntries(rows.map(({ url, state }) => [url, state]));
}
