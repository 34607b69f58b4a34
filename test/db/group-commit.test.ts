import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import SqliteDatabase, { type Database } from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { UserError } from "../../core/user-error.ts";
import { GroupCommit } from "../../db/group-commit.ts";

let file = "";
let db: Database;
let commits: GroupCommit;

beforeEach(() => {
  vi.useFakeTimers();
  file = path.join(mkdtempSync(path.join(tmpdir(), "maillage-group-")), "store.sqlite");
  db = new SqliteDatabase(file);
  db.pragma("journal_mode = wal");
  db.exec("create table note (text text not null) strict");
  commits = new GroupCommit(db);
});

afterEach(() => {
  vi.useRealTimers();
  db.close();
});

function note(text: string): void {
  db.prepare("insert into note values (?)").run(text);
}

/** What another process would find. */
function committed(): number {
  const other = new SqliteDatabase(file, { readonly: true });
  const count = other.prepare<[], number>("select count(*) from note").pluck().get();
  other.close();
  return count ?? 0;
}

/** Leaves the store no room to grow. */
function fill(): void {
  db.pragma(`max_page_count = ${String(db.pragma("page_count", { simple: true }))}`);
}

describe("a group of steps", () => {
  test("is committed 25 milliseconds after its first step", () => {
    commits.run(() => note("first"));
    vi.advanceTimersByTime(20);
    commits.run(() => note("second"));
    vi.advanceTimersByTime(4);
    expect(committed()).toBe(0);
    vi.advanceTimersByTime(1);
    expect(committed()).toBe(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is committed with its 500th step", () => {
    for (let step = 1; step < 500; step += 1) commits.run(() => note("step"));
    expect(committed()).toBe(0);
    commits.run(() => commits.run(() => note("a step within a step is one")));
    expect(committed()).toBe(500);
  });

  test("is committed at once when asked, with what is to be written before each commit", () => {
    commits.onCommit(() => note("before the commit"));
    commits.run(() => note("step"));
    commits.flush();
    expect(committed()).toBe(2);
    commits.flush();
    expect(committed()).toBe(2);
  });

  test("gives back what its step gave", () => {
    expect(commits.run(() => 42)).toBe(42);
  });
});

describe("a step that fails", () => {
  test("undoes its group and nothing before it, and every later call throws the same error", () => {
    commits.run(() => note("kept"));
    commits.flush();
    commits.run(() => note("undone with the group"));
    const bug = new Error("a bug");
    const failing = (): void =>
      commits.run(() => {
        note("undone");
        throw bug;
      });
    expect(failing).toThrow(bug);
    expect(committed()).toBe(1);
    expect(() => commits.run(() => note("too late"))).toThrow(bug);
    expect(() => commits.flush()).toThrow(bug);
    vi.advanceTimersByTime(1000);
    expect(committed()).toBe(1);
  });

  test("fails the step around it, even when that one catches the error", () => {
    const bug = new Error("a bug");
    const careless = (): void =>
      commits.run(() => {
        note("outer");
        try {
          commits.run(() => {
            throw bug;
          });
        } catch {
          note("written outside of any group");
        }
      });
    expect(careless).toThrow(bug);
  });

  test("must not commit its own group", () => {
    expect(() => commits.run(() => commits.flush())).toThrow("must not commit");
  });
});

describe("a disk that is full", () => {
  test("is told as an error that names the file and the remedy", () => {
    commits.run(() => note("kept"));
    commits.flush();
    fill();
    const write = (): void => commits.run(() => note("x".repeat(100_000)));
    expect(write).toThrow(UserError);
    expect(write).toThrow(file);
    expect(committed()).toBe(1);
    expect(db.inTransaction).toBe(false);
  });

  test("is told to whoever calls next when a timer met it", () => {
    commits.onCommit(() => note("x".repeat(100_000)));
    commits.run(() => note("step"));
    fill();
    expect(() => vi.advanceTimersByTime(25)).not.toThrow();
    expect(() => commits.run(() => note("next"))).toThrow(UserError);
    expect(committed()).toBe(0);
  });
});
