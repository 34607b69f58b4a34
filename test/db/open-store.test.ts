import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import SqliteDatabase from "better-sqlite3";
import { expect, test } from "vitest";
import { openStore } from "../../db/open-store.ts";
import { migrations } from "../../db/migrate.ts";

const newFile = (): string => path.join(mkdtempSync(path.join(tmpdir(), "maillage-store-")), "store.sqlite");

test("a store is made when written to, and then can be read", () => {
  const file = newFile();
  openStore(file, { access: "write" }).close();
  const store = openStore(file, { access: "read" });
  expect(store.latestCrawl()).toBeNull();
  store.close();
});

test("F59: a second writer is refused, and told who holds the store; the lock goes with its holder", () => {
  const file = newFile();
  const first = openStore(file, { access: "write" });
  expect(() => openStore(file, { access: "write" })).toThrow(
    `another process (number ${process.pid}) is writing into it`,
  );
  first.close();
  openStore(file, { access: "write" }).close();
});

test("the lock of a process that has died is taken over", () => {
  const file = newFile();
  openStore(file, { access: "write" }).close();
  writeFileSync(`${file}.lock`, "999999999\n");
  openStore(file, { access: "write" }).close();
  expect(existsSync(`${file}.lock`)).toBe(false);
});

test.each(["write", "read"] as const)("F62: a newer schema is refused to %s, untouched", (access) => {
  const file = newFile();
  openStore(file, { access: "write" }).close();
  const db = new SqliteDatabase(file);
  db.pragma(`user_version = ${migrations().length + 1}`);
  db.close();
  const before = readFileSync(file);
  expect(() => openStore(file, { access })).toThrow("Use a newer Maillage.");
  expect(readFileSync(file).equals(before)).toBe(true);
});

test("reading a store that is not there names the remedy", () => {
  expect(() => openStore(newFile(), { access: "read" })).toThrow("there is no such store. Run: maillage crawl.");
});
