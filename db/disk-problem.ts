import SqliteDatabase, { type Database } from "better-sqlite3";
import { UserError, type UserErrorKind } from "../core/user-error.ts";

/** SQLite on a disk that is full, or whose writes fail. */
const SQLITE_CODES = /^SQLITE_(?:FULL|IOERR)/;
/** The system on the same, and on what somebody may not write more of. */
const SYSTEM_CODES: ReadonlySet<unknown> = new Set(["ENOSPC", "EDQUOT", "EFBIG", "EIO"]);
const SAFE = { partial: "What was committed is safe.", input: "Nothing was written.", usage: "" };

/** Whether an error says that a disk is full or fails. */
export function isDiskProblem(error: unknown): error is Error {
  if (error instanceof SqliteDatabase.SqliteError) return SQLITE_CODES.test(error.code);
  return error instanceof Error && "code" in error && SYSTEM_CODES.has(error.code);
}

/** The UserError that stands for a full disk: `partial` once something was committed, else `input`; any other error itself. */
export function diskError(file: string, error: unknown, kind: UserErrorKind): unknown {
  if (!isDiskProblem(error)) return error;
  const what = `the disk is full, or fails (${error.message}). ${SAFE[kind]}`;
  const remedy = "Free some space, then run the same command again: it goes on where it stopped.";
  return new UserError(kind, [{ where: file, what, remedy }], { cause: error });
}

/** Moves the write-ahead log into the file, and empties it. On a full disk it stays, as safe as the file, until the next time. */
export function emptyLog(db: Database): void {
  try {
    db.pragma("wal_checkpoint(truncate)");
  } catch (error) {
    if (!isDiskProblem(error)) throw error;
  }
}
