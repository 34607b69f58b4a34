import {
  copyFileSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  statSync,
  writeSync,
  closeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import SqliteDatabase from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { UserError } from "../../core/user-error.ts";
import { mustCheck, sqliteProblem } from "../../db/check-database.ts";
import { openStore } from "../../db/open-store.ts";
import { damageStore } from "../support/damage-store.ts";
import { address, fetched, linkTo } from "../support/page-literal.ts";
import { crawlPages, storeBench, visitPages } from "../support/store-bench.ts";

const newFile = (): string => path.join(mkdtempSync(path.join(tmpdir(), "maillage-durable-")), "store.sqlite");

describe("SQLite before 3.51.3 is refused", () => {
  test.each([
    ["3.51.2", false],
    ["3.50.4", false],
    ["2.99.9", false],
    ["unknown", false],
    ["3.51.3", true],
    ["3.52.0", true],
    ["3.54.1", true],
    ["4.0.0", true],
  ])("F61: SQLite %s will do: %s", (version, willDo) => {
    expect(sqliteProblem(version) === null).toBe(willDo);
  });
});

describe("a damaged store is told from a whole one", () => {
  test.each([
    ["write", false, 1000, true],
    ["write", false, 5e9, false],
    ["write", true, 5e9, true],
    ["read", true, 5e9, false],
    ["read", false, 1000, true],
  ] as const)("to %s, log left %s, %d bytes: looked through %s", (access, hasLog, sizeBytes, isChecked) => {
    expect(mustCheck({ access, hasLog, sizeBytes })).toBe(isChecked);
  });

  test.each(["write", "read"] as const)("F60: it is refused to %s with advice, and left as it is", async (access) => {
    const file = newFile();
    const bench = storeBench(file);
    const pages = Array.from({ length: 300 }, (_, number) => ({
      url: `https://a.example/${number}`,
      links: [linkTo(`https://b.example/${number}`)],
    }));
    await crawlPages(bench, pages);
    bench.store.close();
    damageStore(file);
    const before = readFileSync(file);
    const open = (): unknown => openStore(file, { access });
    expect(open).toThrow(UserError);
    expect(open).toThrow("is damaged");
    expect(open).toThrow("Restore it from a copy");
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test("what is no store at all is refused, and left as it is", () => {
    const file = newFile();
    const handle = openSync(file, "w");
    writeSync(handle, "not a database, but somebody's only copy of a text".repeat(400));
    closeSync(handle);
    const before = readFileSync(file);
    expect(() => openStore(file, { access: "write" })).toThrow("cannot be read as a store");
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

test("F59: a reader that takes its time does not let the writer's log grow without bound", async () => {
  const file = newFile();
  const bench = storeBench(file);
  const filler = "word ".repeat(2000);
  const page = (number: number): Parameters<typeof visitPages>[1][number] => {
    const url = address(`https://a.example/${number}`);
    const text = { title: filler, h1: filler, description: filler, language: null, terms: [], resourceHosts: [] };
    return { url, visit: fetched(url, { text: { ...text, title: `${number} ${filler}` } }) };
  };
  await crawlPages(bench, [page(-1), page(-2)]);
  const reading = openStore(file, { access: "read" });
  const slow = reading.linkReader(1).pages()[Symbol.iterator]();
  expect(slow.next().done).toBe(false);
  const { id } = await visitPages(bench, []);
  let largest = 0;
  for (let round = 0; round < 12; round += 1) {
    await visitPages(
      bench,
      Array.from({ length: 400 }, (_, number) => page(round * 400 + number)),
    );
    bench.crawl.flush();
    largest = Math.max(largest, statSync(`${file}-wal`).size);
  }
  expect(statSync(file).size + largest).toBeGreaterThan(150e6);
  expect(largest).toBeLessThan(100e6);
  expect(slow.next().done).toBe(false);
  reading.close();
  expect(id).toBe(2);
  bench.store.close();
});

test("a closed crawl is in the file itself when closing returns", async () => {
  const file = newFile();
  const bench = storeBench(file);
  await crawlPages(bench, [{ url: "https://a.example/" }]);
  expect(statSync(`${file}-wal`).size).toBe(0);
  const alone = newFile();
  copyFileSync(file, alone);
  const copy = new SqliteDatabase(alone);
  expect(copy.prepare("select status from crawl").pluck().all()).toEqual(["closed"]);
  copy.close();
  bench.store.close();
  expect(readdirSync(path.dirname(file))).toEqual(["store.sqlite"]);
});
