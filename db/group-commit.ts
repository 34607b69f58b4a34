import SqliteDatabase, { type Database } from "better-sqlite3";
import { UserError } from "../core/user-error.ts";

/** How long a finished step stays uncommitted, in milliseconds: longer when many come, each of which would rewrite the same pages. */
const MAX_AGE_MS = 25;
const MAX_BUSY_AGE_MS = 250;
/** Steps in `MAX_AGE_MS` that make a store busy; and steps in one transaction at most. */
const BUSY_STEPS = 20;
const MAX_STEPS = 500;
/** A disk that is full, or whose writes fail. */
const DISK = /^SQLITE_(?:FULL|IOERR)/;

/**
 * Commits many steps in one transaction. A step is there as a whole or not at all; a process that is killed loses those
 * of the last moment, which are then done again.
 *
 * A step that fails undoes its group, and with it what callers remember of it: nothing is written any more, and every
 * later call throws the same error. What was committed is safe; opening the store again goes on from there.
 */
export class GroupCommit {
  readonly #db: Database;
  readonly #beforeCommit: (() => void)[] = [];
  #isOpen = false;
  #depth = 0;
  #steps = 0;
  #timer: NodeJS.Timeout | null = null;
  #failure: { readonly error: unknown } | null = null;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Runs before each commit, inside its transaction. */
  onCommit(step: () => void): void {
    this.#beforeCommit.push(step);
  }

  /** Runs a step inside the open group, or begins one. Throws UserError ("input") when the store cannot grow. */
  run<Result>(step: () => Result): Result {
    return this.#guard(() => {
      if (!this.#isOpen) this.#begin();
      this.#depth += 1;
      const result = step();
      // A step must not outlive the failure of one inside it.
      if (this.#failure !== null) throw this.#failure.error;
      this.#depth -= 1;
      if (this.#depth > 0) return result;
      this.#steps += 1;
      if (this.#steps >= MAX_STEPS) this.#commit();
      return result;
    });
  }

  /** Commits what is open. Throws as `run` does. */
  flush(): void {
    this.#guard(() => {
      if (this.#depth > 0) throw new Error("a step must not commit its own group");
      if (this.#isOpen) this.#commit();
    });
  }

  #begin(): void {
    this.#db.exec("begin immediate");
    this.#isOpen = true;
    this.#timer = setTimeout(() => this.#flushWhenCalm(), MAX_AGE_MS);
    this.#timer.unref();
  }

  #flushWhenCalm(): void {
    if (this.#steps < BUSY_STEPS) {
      this.#flushLate();
      return;
    }
    this.#timer = setTimeout(() => this.#flushLate(), MAX_BUSY_AGE_MS - MAX_AGE_MS);
    this.#timer.unref();
  }

  #commit(): void {
    for (const step of this.#beforeCommit) step();
    this.#db.exec("commit");
    this.#forgetGroup();
  }

  /** Nobody waits for a timer: whoever calls next is told. */
  #flushLate(): void {
    try {
      this.flush();
    } catch (error) {
      if (this.#failure?.error !== error) throw error;
    }
  }

  #guard<Result>(action: () => Result): Result {
    if (this.#failure !== null) throw this.#failure.error;
    try {
      return action();
    } catch (error) {
      // An inner step has told already.
      if (this.#failure !== null) throw error;
      this.#failure = { error: diskError(this.#db.name, error) };
      this.#forgetGroup();
      if (this.#db.inTransaction) this.#db.exec("rollback");
      throw this.#failure.error;
    }
  }

  #forgetGroup(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#isOpen = false;
    this.#steps = 0;
  }
}

function diskError(file: string, error: unknown): unknown {
  if (!(error instanceof SqliteDatabase.SqliteError) || !DISK.test(error.code)) return error;
  const what = `the disk takes no more (${error.message}). What was committed is safe.`;
  const remedy = "Free some space, then run: maillage crawl. It goes on where it stopped.";
  return new UserError("input", [{ where: file, what, remedy }], { cause: error });
}
