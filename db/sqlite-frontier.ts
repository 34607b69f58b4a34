import type { Database } from "better-sqlite3";
import type { Added, Discovered, Frontier, HostMemory, Lease, OwnerKey, PageWrite, Task } from "../crawler/ports.ts";
import { FrontierBook } from "./frontier/frontier-book.ts";
import { taskOf, type OwnerState } from "./frontier/frontier-state.ts";
import { LevelLoader } from "./frontier/level-loader.ts";
import { openBook, roundOf } from "./frontier/open-book.ts";
import type { FrontierLimits } from "./frontier/open-level.ts";
import { recoverTaken } from "./frontier/recover-taken.ts";
import { Schedule } from "./frontier/schedule.ts";
import { TaskAdder } from "./frontier/task-adder.ts";
import { TaskTurns } from "./frontier/task-turns.ts";
import { TaskWriter } from "./frontier/task-writer.ts";
import type { GroupCommit } from "./group-commit.ts";
import type { Interner } from "./intern.ts";
import type { VisitWriter } from "./visit-writer.ts";

export type { FrontierLimits } from "./frontier/open-level.ts";

/** A lease that somebody else holds by now: what was done under it does not count. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}

/** What the frontier is made with. */
export interface FrontierParts {
  readonly crawlId: number;
  readonly intern: Interner;
  readonly visits: Pick<VisitWriter, "write">;
  /** Wall clock, milliseconds since 1970. */
  readonly nowMs: () => number;
  readonly commits: GroupCommit;
  readonly limits: FrontierLimits;
}

/** A wall clock that falls back further was set: small steps are its own corrections. */
const CLOCK_STEP_MS = 60_000;

/**
 * The frontier on SQLite, which holds all that counts. What is in memory tells what is next without asking: it is built
 * when the frontier is opened, and follows each step. Steps are synchronous and share transactions; the promises are
 * there for stores over a network. After an error of the store every call rejects with it (GroupCommit).
 */
export class SqliteFrontier implements Frontier {
  readonly #parts: FrontierParts;
  readonly #book = new FrontierBook();
  readonly #schedule: Schedule;
  readonly #adder: TaskAdder;
  readonly #turns: TaskTurns;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(db: Database, parts: FrontierParts) {
    const { crawlId, limits, visits } = parts;
    const book = this.#book;
    const loader = new LevelLoader(db, { crawlId, book, limits });
    const writer = new TaskWriter(db, crawlId);
    const onSecondRound = (): void => writer.secondRound();
    const schedule = new Schedule({ book, loader, limits, round: roundOf(db, crawlId), onSecondRound });
    const adder = new TaskAdder(db, { crawlId, intern: parts.intern, book, limits });
    this.#parts = parts;
    this.#schedule = schedule;
    this.#adder = adder;
    this.#turns = new TaskTurns({ book, schedule, adder, writer, pageBudget: limits.pageBudget });
    parts.commits.run(() => {
      const nowMs = this.#now();
      recoverTaken(db, { crawlId, nowMs, write: (page) => visits.write(page) });
      openBook(book, { db, crawlId, limits, nowMs, loader });
      this.#turns.takeUp(nowMs);
    });
    // A process that ends at once must have counted the end of the one before.
    parts.commits.flush();
  }

  add(found: readonly Discovered[]): Promise<Added> {
    return this.#step(() => this.#adder.add(found));
  }

  lease(worker: string, wanted: { readonly owners: number; readonly ttlMs: number }): Promise<readonly Lease[]> {
    return this.#step(() => {
      const nowMs = this.#now();
      this.#schedule.refresh(nowMs);
      const leases: Lease[] = [];
      while (leases.length < wanted.owners) {
        const owner = this.#schedule.nextOwner(nowMs);
        if (owner === null) break;
        owner.fence += 1;
        const lease = { ownerKey: owner.ownerKey, worker, fence: owner.fence };
        this.#schedule.lease(owner, lease);
        leases.push(lease);
      }
      return leases;
    });
  }

  take(lease: Lease, count: number): Promise<readonly Task[]> {
    return attempt(() => {
      const owner = this.#holderOf(lease);
      const tasks = this.#parts.commits.run(() => this.#takeFrom(owner, count));
      // The first task may be what ended the last process: that it was begun must outlive this one.
      if (!owner.isProven && tasks.length > 0) this.#parts.commits.flush();
      owner.isProven = true;
      return tasks;
    });
  }

  complete(lease: Lease, page: PageWrite): Promise<void> {
    return attempt(() => {
      const { url, purpose } = page.task;
      const task = this.#holderOf(lease).underWay.find((other) => other.url === url && other.purpose === purpose);
      if (task === undefined) throw new LeaseLost(`${purpose} ${url} is not under way`);
      this.#parts.commits.run(() => {
        if (page.visit !== null) this.#parts.visits.write(page);
        this.#adder.add(page.discovered);
        this.#turns.end(task, page.retryAtMs === null ? null : storedMs(page.retryAtMs));
      });
    });
  }

  /** Leases of one process last as long as it does: renewing checks that ours still holds. */
  renew(lease: Lease): Promise<Lease> {
    return attempt(() => {
      this.#holderOf(lease);
      return lease;
    });
  }

  release(lease: Lease, notBeforeMs: number, memory?: HostMemory): Promise<void> {
    return attempt(() => {
      const owner = this.#holderOf(lease);
      this.#parts.commits.run(() => {
        this.#turns.giveBack(owner);
        owner.nextAtMs = storedMs(notBeforeMs);
        this.#turns.writer.rest(owner, memory);
        this.#schedule.release(owner);
      });
    });
  }

  /** A park that ends sooner than the one that holds changes nothing. */
  defer(ownerKey: OwnerKey, untilMs: number, why: string): Promise<void> {
    return this.#step(() => {
      const owner = this.#book.owner(ownerKey);
      if (storedMs(untilMs) <= owner.blockedUntilMs) return;
      owner.blockedUntilMs = storedMs(untilMs);
      this.#turns.writer.park(owner, why);
      if (owner.blockedUntilMs > this.#now()) this.#schedule.park(owner);
    });
  }

  nextDueMs(): Promise<number | null> {
    return this.#step(() => {
      const nowMs = this.#now();
      this.#schedule.refresh(nowMs);
      return this.#schedule.nextDueMs(nowMs);
    });
  }

  #takeFrom(owner: OwnerState, count: number): Task[] {
    const nowMs = this.#now();
    const tasks: Task[] = [];
    while (tasks.length < count) {
      this.#schedule.refresh(nowMs);
      const task = this.#schedule.nextTask(owner, nowMs);
      if (task === null) break;
      this.#turns.begin(task, nowMs);
      tasks.push(taskOf(task));
    }
    return tasks;
  }

  #holderOf(lease: Lease): OwnerState {
    const owner = this.#book.owners.get(lease.ownerKey);
    if (owner?.lease?.worker === lease.worker && owner.fence === lease.fence) return owner;
    throw new LeaseLost(`lease ${lease.fence} of ${lease.ownerKey} is no longer ours`);
  }

  #now(): number {
    const nowMs = this.#parts.nowMs();
    if (nowMs < this.#lastMs - CLOCK_STEP_MS) this.#schedule.clamp(nowMs);
    this.#lastMs = nowMs;
    return nowMs;
  }

  #step<Value>(step: () => Value): Promise<Value> {
    return attempt(() => this.#parts.commits.run(step));
  }
}

/** A time as the store keeps it: whole milliseconds, the largest safe number for `Infinity`. */
function storedMs(timeMs: number): number {
  return Math.min(Math.ceil(timeMs), Number.MAX_SAFE_INTEGER);
}

/** A synchronous step as a promise, so that its error rejects instead of being thrown. */
function attempt<Value>(step: () => Value): Promise<Value> {
  return new Promise((resolve) => {
    resolve(step());
  });
}
