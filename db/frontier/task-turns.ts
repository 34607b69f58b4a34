import type { FrontierBook } from "./frontier-book.ts";
import type { OwnerState, QueuedTask, Share } from "./frontier-state.ts";
import type { Schedule } from "./schedule.ts";
import type { TaskAdder } from "./task-adder.ts";
import type { TaskWriter } from "./task-writer.ts";

/** What turns are kept with. */
export interface TurnParts {
  readonly book: FrontierBook;
  readonly schedule: Schedule;
  readonly adder: TaskAdder;
  readonly writer: TaskWriter;
  /** Pages per site, and tasks per host, at most. */
  readonly pageBudget: number;
}

/** Begins and ends tasks, in the store and in memory at once. Call inside a transaction. */
export class TaskTurns {
  readonly #parts: TurnParts;

  constructor(parts: TurnParts) {
    this.#parts = parts;
  }

  get writer(): TaskWriter {
    return this.#parts.writer;
  }

  /** Goes on with hosts that were parked and sites that had begun, when the book has just been filled. */
  takeUp(nowMs: number): void {
    const { book, schedule, pageBudget } = this.#parts;
    for (const owner of book.owners.values()) {
      book.touchedOwners.add(owner);
      if (owner.pages >= pageBudget) this.#capOwner(owner);
      if (owner.blockedUntilMs > nowMs) schedule.park(owner);
    }
    for (const site of book.sites.values()) {
      if (site.counted >= pageBudget) for (const share of site.shares) this.#capPages(share);
      if (site.firstMs !== null) schedule.started(site);
    }
  }

  /** A task is given out; with the last one of a budget, what else waits is beyond it. */
  begin(task: QueuedTask, nowMs: number): void {
    const { book, schedule, adder, writer, pageBudget } = this.#parts;
    const { site, owner } = task.share;
    writer.take(task);
    book.begin(task);
    adder.settle(task);
    if (site.firstMs === null) {
      site.firstMs = nowMs;
      writer.start(site, nowMs);
      schedule.started(site);
    }
    if (task.attempts > 0) return;
    if (site.counted >= pageBudget) for (const share of site.shares) this.#capPages(share);
    if (owner.pages >= pageBudget) this.#capOwner(owner);
  }

  /** A task has its outcome, or is tried again at a time. */
  end(task: QueuedTask, retryAtMs: number | null): void {
    const { book, writer } = this.#parts;
    writer.settle(task, retryAtMs);
    book.end(task);
    if (retryAtMs === null) return;
    book.waitAgain(task.share, 1);
    book.enqueueAgain({ ...task, attempts: task.attempts + 1, notBeforeMs: retryAtMs, level: null });
  }

  /** What a host has under way waits again as before. */
  giveBack(owner: OwnerState): void {
    const { book, adder, writer } = this.#parts;
    for (let task = owner.underWay.at(-1); task !== undefined; task = owner.underWay.at(-1)) {
      writer.giveBack(task);
      book.giveBack(task);
      adder.unsettle(task);
    }
  }

  #capPages(share: Share): void {
    this.#parts.writer.cap(share, "pages");
    this.#parts.book.clearWaiting(share, "sitemaps");
  }

  #capOwner(owner: OwnerState): void {
    for (const share of owner.shares.values()) {
      this.#parts.writer.cap(share, "all");
      this.#parts.book.clearWaiting(share, "nothing");
    }
    for (const rendering of owner.renderings.splice(0)) this.#parts.book.waitAgain(rendering.share, -1);
  }
}
