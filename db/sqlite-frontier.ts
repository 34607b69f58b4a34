import type { Database, Transaction } from "better-sqlite3";
import type { SiteId } from "../core/site.ts";
import type { CanonicalUrl } from "../core/url.ts";
import type { Added, Discovered, Frontier, Lease, OwnerKey, PageWrite, Task } from "../crawler/ports.ts";
import { frontierStatements, type FrontierStatements, type TaskRow } from "./frontier-statements.ts";
import type { Interner } from "./intern.ts";
import type { VisitWriter } from "./visit-writer.ts";

/** A lease that somebody else holds by now: what was done under it does not count. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}

/** What the frontier is made with. */
export interface FrontierParts {
  readonly crawlId: number;
  readonly intern: Interner;
  readonly visits: VisitWriter;
  /** Wall clock, milliseconds since 1970. */
  readonly nowMs: () => number;
}

/** The frontier on SQLite. Each call is one transaction; the promises are there for stores over a network. */
export class SqliteFrontier implements Frontier {
  readonly #parts: FrontierParts;
  readonly #sql: FrontierStatements;
  readonly #db: Database;
  readonly #completeAll: Transaction<(lease: Lease, page: PageWrite) => void>;

  constructor(db: Database, parts: FrontierParts) {
    this.#db = db;
    this.#parts = parts;
    this.#sql = frontierStatements(db);
    this.#completeAll = db.transaction((lease: Lease, page: PageWrite) => {
      this.#checkLease(lease);
      this.#parts.visits.write(page);
      this.#addAll(page.discovered);
      this.#settle(page);
    });
  }

  add(found: readonly Discovered[]): Promise<Added> {
    return attempt(() => this.#db.transaction(() => this.#addAll(found))());
  }

  lease(worker: string, wanted: { readonly owners: number; readonly ttlMs: number }): Promise<readonly Lease[]> {
    return attempt(() =>
      this.#db.transaction(() => {
        const { crawlId, nowMs } = this.#parts;
        const owners = this.#sql.dueOwners.all({ crawlId, nowMs: nowMs(), limit: wanted.owners });
        return owners.map(({ ownerKey, fence }): Lease => {
          this.#sql.hold.run({ crawlId, ownerKey, worker });
          return { ownerKey: ownerKey as OwnerKey, worker, fence: fence + 1 };
        });
      })(),
    );
  }

  take(lease: Lease, count: number): Promise<readonly Task[]> {
    return attempt(() =>
      this.#db.transaction(() => {
        this.#checkLease(lease);
        const tasks: Task[] = [];
        while (tasks.length < count) {
          const task = this.#takeOne(lease);
          if (task === null) break;
          tasks.push(task);
        }
        return tasks;
      })(),
    );
  }

  complete(lease: Lease, page: PageWrite): Promise<void> {
    return attempt(() => this.#completeAll(lease, page));
  }

  /** Leases of one process last as long as it does: renewing checks that ours still holds. */
  renew(lease: Lease): Promise<Lease> {
    return attempt(() => {
      this.#checkLease(lease);
      return lease;
    });
  }

  release(lease: Lease, notBeforeMs: number): Promise<void> {
    return attempt(() =>
      this.#db.transaction(() => {
        this.#checkLease(lease);
        const { crawlId } = this.#parts;
        const { ownerKey } = lease;
        for (const { siteId, count } of this.#sql.takenBySite.all({ crawlId, ownerKey })) {
          this.#sql.giveBackBudget.run({ crawlId, siteId, count });
        }
        this.#sql.untake.run({ crawlId, ownerKey });
        this.#sql.free.run({ crawlId, ownerKey, notBeforeMs: Math.ceil(notBeforeMs) });
      })(),
    );
  }

  defer(ownerKey: OwnerKey, untilMs: number, why: string): Promise<void> {
    return attempt(() => {
      const blockedUntilMs = Number.isFinite(untilMs) ? Math.ceil(untilMs) : Number.MAX_SAFE_INTEGER;
      this.#sql.block.run({ crawlId: this.#parts.crawlId, ownerKey, blockedUntilMs, why });
    });
  }

  nextDueMs(): Promise<number | null> {
    return attempt(() => {
      const dueMs = this.#sql.nextDue.get({ crawlId: this.#parts.crawlId })?.dueMs ?? null;
      return dueMs === null || dueMs >= Number.MAX_SAFE_INTEGER ? null : dueMs;
    });
  }

  #addAll(found: readonly Discovered[]): Added {
    const { crawlId, intern } = this.#parts;
    let added = 0;
    for (const item of found) {
      const { siteId, ownerKey, depthClicks, redirectHops, requestUrl } = item;
      const foundOnId = item.foundOn === null ? null : intern.url(item.foundOn);
      const state = item.skip === null ? (this.#hasBudget(siteId) ? "pending" : "capped") : "skipped";
      const row = { crawlId, urlId: intern.url(item.url), siteId, ownerKey, state, depthClicks, redirectHops };
      const { changes } = this.#sql.insert.run({ ...row, foundOnId, skipReason: item.skip, requestUrl });
      if (changes > 0 && item.skip === null) this.#sql.insertOwner.run({ crawlId, ownerKey });
      added += changes;
    }
    return { added, known: found.length - added };
  }

  #takeOne(lease: Lease): Task | null {
    const { crawlId, nowMs } = this.#parts;
    const due = { crawlId, ownerKey: lease.ownerKey, nowMs: nowMs() };
    const row = this.#sql.nextRetry.get(due) ?? this.#sql.nextPending.get(due);
    if (row === undefined) return null;
    this.#sql.setState.run({ crawlId, urlId: row.urlId, state: "taken" });
    if (row.state === "pending") {
      this.#sql.useBudget.run({ crawlId, siteId: row.siteId });
      if (!this.#hasBudget(row.siteId as SiteId)) this.#sql.cap.run({ crawlId, siteId: row.siteId });
    }
    return taskOf(row, lease.ownerKey);
  }

  #settle(page: PageWrite): void {
    const { crawlId, intern } = this.#parts;
    const urlId = intern.url(page.task.url);
    if (page.retryAtMs === null) this.#sql.setState.run({ crawlId, urlId, state: "done" });
    else this.#sql.retry.run({ crawlId, urlId, notBeforeMs: Math.ceil(page.retryAtMs) });
  }

  #hasBudget(siteId: SiteId): boolean {
    return this.#sql.hasBudget.get({ crawlId: this.#parts.crawlId, siteId }) !== undefined;
  }

  #checkLease(lease: Lease): void {
    const row = this.#sql.holder.get({ crawlId: this.#parts.crawlId, ownerKey: lease.ownerKey });
    if (row?.holder === lease.worker && row.fence === lease.fence) return;
    throw new LeaseLost(`lease ${lease.fence} of ${lease.ownerKey} is no longer ours`);
  }
}

function taskOf(row: TaskRow, ownerKey: OwnerKey): Task {
  return {
    url: row.url as CanonicalUrl,
    requestUrl: row.requestUrl,
    siteId: row.siteId as SiteId,
    ownerKey,
    depthClicks: row.depthClicks,
    redirectHops: row.redirectHops,
    attempts: row.attempts,
  };
}

/** A synchronous step as a promise, so that its error rejects instead of being thrown. */
function attempt<Value>(step: () => Value): Promise<Value> {
  return new Promise((resolve) => {
    resolve(step());
  });
}
