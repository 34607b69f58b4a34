import SqliteDatabase, { type Database } from "better-sqlite3";
import { UserError, type Problem } from "../core/user-error.ts";

/** The first SQLite without the errors that can lose committed data in write-ahead logs. */
const LEAST_SQLITE = [3, 51, 3] as const;

/** Files up to these sizes are looked through each time that they are opened: that takes a second or so. */
const SMALL_BYTES = { read: 64 * 1024 * 1024, write: 1024 * 1024 * 1024 } as const;

/** What is wrong with a version of SQLite (`3.51.3`), or null when it will do. */
export function sqliteProblem(version: string): Problem | null {
  const parts = version.split(".").map(Number);
  for (const [place, least] of LEAST_SQLITE.entries()) {
    const part = parts[place] ?? 0;
    if (part > least) return null;
    if (part < least || Number.isNaN(part)) return tooOld(version);
  }
  return null;
}

function tooOld(version: string): Problem {
  const what = `this better-sqlite3 brings SQLite ${version}, which can damage stores.`;
  return { where: "better-sqlite3", what, remedy: `Run: npm ci. It brings ${LEAST_SQLITE.join(".")} or newer.` };
}

/** Throws UserError when the SQLite at hand is too old. */
export function refuseOldSqlite(): void {
  const db = new SqliteDatabase(":memory:");
  const version = db.prepare<[], string>("select sqlite_version()").pluck().get() ?? "";
  db.close();
  const problem = sqliteProblem(version);
  if (problem !== null) throw new UserError("input", [problem]);
}

/** Whether a store must be looked through before use: a small one always, a large one when its last writer did not end well. */
export function mustCheck(file: {
  readonly access: "write" | "read";
  readonly hasLog: boolean;
  readonly sizeBytes: number;
}): boolean {
  return file.sizeBytes <= SMALL_BYTES[file.access] || (file.access === "write" && file.hasLog);
}

/** Throws UserError when pages of a store are damaged. Nothing is written. */
export function refuseDamaged(db: Database, file: string): void {
  const found = firstFinding(db);
  if (found === "ok") return;
  const what = `is damaged: ${found.split("\n", 1)[0] ?? found}. It was left as it is.`;
  const remedy = `Restore it from a copy (beside it: *.backup), or save what can be read: sqlite3 ${file} .recover`;
  throw new UserError("input", [{ where: file, what, remedy }]);
}

function firstFinding(db: Database): string {
  try {
    return String(db.pragma("quick_check(1)", { simple: true }));
  } catch (error) {
    if (error instanceof SqliteDatabase.SqliteError && /^SQLITE_(?:CORRUPT|NOTADB|IOERR)/.test(error.code)) {
      return error.message;
    }
    throw error;
  }
}
