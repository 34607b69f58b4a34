import { existsSync, readFileSync, readdirSync, rmSync } from "node:fs";
import type { Database } from "better-sqlite3";
import { UserError } from "../core/user-error.ts";
import { writeBlockPages } from "./block-pages.ts";

interface Migration {
  readonly version: number;
  readonly sql: string;
}

const FOLDER = new URL("./migrations/", import.meta.url);

/** The schema's steps, in order. */
export function migrations(): Migration[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(".sql"))
    .toSorted()
    .map((name) => ({ version: Number.parseInt(name, 10), sql: readFileSync(new URL(name, FOLDER), "utf8") }));
}

/** Schema version of a store. */
export function schemaVersion(db: Database): number {
  return Number(db.pragma("user_version", { simple: true }));
}

/** Refuses a store made by a newer Maillage, untouched. */
export function refuseNewerSchema(db: Database, file: string): void {
  const version = schemaVersion(db);
  const newest = migrations().at(-1)?.version ?? 0;
  if (version <= newest) return;
  const what = `its schema is version ${version}, this Maillage knows up to ${newest}.`;
  throw new UserError("input", [{ where: file, what, remedy: "Use a newer Maillage." }]);
}

/** Brings a store to the newest schema, each step in one transaction, after a copy beside it when it held anything. */
export function migrate(db: Database, file: string): void {
  const from = schemaVersion(db);
  const steps = migrations().filter(({ version }) => version > from);
  if (steps.length === 0) return;
  if (from > 0) backUp(db, `${file}.v${from}.backup`);
  // A table that others refer to is made anew under its name: https://www.sqlite.org/lang_altertable.html § 7.
  const checksReferences = db.pragma("foreign_keys", { simple: true });
  db.pragma("foreign_keys = off");
  for (const { version, sql } of steps) {
    db.transaction(() => {
      db.exec(sql);
      if (version === BLOCK_PAGES_VERSION) listBlockPages(db);
      db.pragma(`user_version = ${version}`);
    })();
  }
  db.pragma(`foreign_keys = ${String(checksReferences)}`);
}

/** The version that lists a crawl's pages by block in chunks, which SQL alone cannot fill. */
const BLOCK_PAGES_VERSION = 2;

function listBlockPages(db: Database): void {
  const closed = db.prepare<[], number>("select id from crawl where status = 'closed' order by id").pluck().all();
  for (const crawlId of closed) writeBlockPages(db, crawlId);
}

function backUp(db: Database, copy: string): void {
  if (existsSync(copy)) rmSync(copy);
  db.prepare("vacuum into ?").run(copy);
}
