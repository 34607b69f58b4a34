import { existsSync, mkdirSync, statSync } from "node:fs";
import path from "node:path";
import SqliteDatabase, { type Database } from "better-sqlite3";
import { UserError } from "../core/user-error.ts";
import { takeWriterLock, type WriterLock } from "./lock-file.ts";
import { diskError, emptyLog, isDiskProblem } from "./disk-problem.ts";
import { mustCheck, refuseDamaged, refuseOldSqlite } from "./check-database.ts";
import { migrate, refuseNewerSchema, schemaVersion } from "./migrate.ts";

/** A connection, and how to end it. */
export interface OpenDatabase {
  readonly db: Database;
  readonly close: () => void;
}

/** storage.md § 3: pages of 8 KiB, write-ahead log. Of cache 32 MiB: docs/decisions/0022. */
const PRAGMAS = ["cache_size = -32768", "temp_store = memory", "busy_timeout = 5000", "foreign_keys = on"];
const WRITER_PRAGMAS = [
  "journal_mode = wal",
  "synchronous = normal",
  "wal_autocheckpoint = 8192",
  "journal_size_limit = 268435456",
];

/** Opens a store's file, made and migrated when writing. `:memory:` is one that nobody else sees. */
export function openDatabase(file: string, access: "write" | "read"): OpenDatabase {
  refuseOldSqlite();
  if (file === ":memory:") return openMemory();
  if (access === "read" && !existsSync(file)) {
    throw new UserError("input", [{ where: file, what: "there is no such store.", remedy: "Run: maillage crawl." }]);
  }
  if (access === "read") return openToRead(file);
  try {
    return openLocked(file);
  } catch (error) {
    throw diskError(file, error, "input");
  }
}

function openLocked(file: string): OpenDatabase {
  mkdirSync(path.dirname(file), { recursive: true });
  const lock = takeWriterLock(file);
  try {
    return openToWrite(file, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function openMemory(): OpenDatabase {
  const db = new SqliteDatabase(":memory:");
  migrate(db, ":memory:");
  return { db, close: () => db.close() };
}

function openToRead(file: string): OpenDatabase {
  const db = inspect(file, "read");
  if (schemaVersion(db) === 0) {
    db.close();
    throw new UserError("input", [{ where: file, what: "holds no crawl.", remedy: "Run: maillage crawl." }]);
  }
  for (const pragma of PRAGMAS) db.pragma(pragma);
  return { db, close: () => db.close() };
}

function openToWrite(file: string, lock: WriterLock): OpenDatabase {
  // Looked at first by a connection that cannot write: what is refused stays as it is, its log included.
  if (existsSync(file)) inspect(file, "write").close();
  const db = connect(file, {});
  try {
    if (schemaVersion(db) === 0)
      for (const pragma of ["page_size = 8192", "auto_vacuum = incremental"]) db.pragma(pragma);
    for (const pragma of [...WRITER_PRAGMAS, ...PRAGMAS]) db.pragma(pragma);
    migrate(db, file);
  } catch (error) {
    db.close();
    throw error;
  }
  const close = (): void => {
    emptyLog(db);
    db.close();
    lock.release();
  };
  return { db, close };
}

/** A connection that only reads, to a store that is known to be ours and whole. */
function inspect(file: string, access: "write" | "read"): Database {
  const hasLog = existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0;
  const db = connect(file, { readonly: true });
  try {
    refuseNewerSchema(db, file);
    if (mustCheck({ access, hasLog, sizeBytes: statSync(file).size })) refuseDamaged(db, file);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function connect(file: string, options: SqliteDatabase.Options): Database {
  const db = new SqliteDatabase(file, options);
  try {
    db.pragma("schema_version");
    return db;
  } catch (error) {
    db.close();
    if (isDiskProblem(error)) throw error;
    const what = `cannot be read as a store: ${error instanceof Error ? error.message : String(error)}.`;
    const remedy = "Name the right file with --store, or restore it from a copy.";
    throw new UserError("input", [{ where: file, what, remedy }], { cause: error });
  }
}
