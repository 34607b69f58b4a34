import type { Database } from "better-sqlite3";
import { GroupCommit } from "./group-commit.ts";

/**
 * Group commits that tell whoever remembers something of the store's content: what was committed is safe to forget, and
 * after a failed step nothing of the open group is there any more, numbers of new rows included.
 */
export class StoreCommits extends GroupCommit {
  readonly #db: Database;
  readonly #afterUndo: (() => void)[] = [];
  readonly #afterCommit: (() => void)[] = [];

  constructor(db: Database) {
    super(db);
    this.#db = db;
  }

  /** Runs after a group was undone. */
  onUndo(step: () => void): void {
    this.#afterUndo.push(step);
  }

  /** Runs after a group is committed. */
  onCommitted(step: () => void): void {
    this.#afterCommit.push(step);
  }

  override run<Result>(step: () => Result): Result {
    try {
      return super.run(step);
    } catch (error) {
      for (const forget of this.#afterUndo) forget();
      throw error;
    }
  }

  override flush(): void {
    if (!this.#db.inTransaction) return;
    try {
      super.flush();
    } catch (error) {
      for (const forget of this.#afterUndo) forget();
      throw error;
    }
    for (const tell of this.#afterCommit) tell();
  }
}
