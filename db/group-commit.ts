import SqliteDatabase, { type Database } from "better-sqlite3";
import { UserError } from "../core/user-error.ts";

/** Longest time that a finished step stays uncommitted, in milliseconds (storage.md § 3). */
const MAX_AGE_MS = 250;
const MAX_STEPS = 500;
/** A disk that is full, or whose writes fail. */
const DISK = /^SQLITE_(?:FULL|IOERR)/;

/**
 * Commits many steps in one transaction. A step is there as a whole or not at all; a process that is killed loses those of
 * the last quarter of a second, which are then done again. A step that fails undoes the group: what it had written in part
 * must not be committed with the next.
 */
export class GroupCommit {
  readonly #db: Database;
  readonly #beforeCommit: (() => void)[] = [];
  #steps = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Runs before each commit, inside its transaction. */
  onCommit(step: () => void): void {
    this.#beforeCommit.push(step);
  }

  /** Runs a step inside the open group, or begins one. Throws UserError ("disk") when the store cannot grow. */
  run<Result>(step: () => Result): Result {
    try {
      if (!this.#db.inTransaction) this.#begin();
      const result = step();
      this.#steps += 1;
      if (this.#steps >= MAX_STEPS) this.flush();
      return result;
    } catch (error) {
      this.#undo();
      throw diskError(this.#db.name, error);
    }
  }

  /** Commits what is open. */
  flush(): void {
    this.#forgetTimer();
    if (!this.#db.inTransaction) return;
    try {
      for (const step of this.#beforeCommit) step();
      this.#db.exec("commit");
      this.#steps = 0;
    } catch (error) {
      this.#undo();
      throw diskError(this.#db.name, error);
    }
  }

  #begin(): void {
    this.#db.exec("begin immediate");
    this.#timer = setTimeout(() => this.flush(), MAX_AGE_MS);
    this.#timer.unref();
  }

  #undo(): void {
    this.#forgetTimer();
    this.#steps = 0;
    if (this.#db.inTransaction) this.#db.exec("rollback");
  }

  #forgetTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

function diskError(file: string, error: unknown): unknown {
  if (!(error instanceof SqliteDatabase.SqliteError) || !DISK.test(error.code)) return error;
  const what = `the disk takes no more (${error.message}). What was committed is safe.`;
  const remedy = "Free some space, then run: maillage crawl. It goes on where it stopped.";
  return new UserError("input", [{ where: file, what, remedy }], { cause: error });
}
