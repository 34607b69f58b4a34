import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import SqliteDatabase from "better-sqlite3";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { migrations } from "../../db/migrate.ts";
import { openStore } from "../../db/open-store.ts";
import { cliWeb, dumpOf, integrityOf, storeOf, type CliWeb } from "../support/cli-web.ts";
import { pageWith } from "../support/crawl-web.ts";
import { damageStore } from "../support/damage-store.ts";
import { PAGE, writeFirstStore } from "../support/first-store.ts";
import { endOf, runCli, startCli, startLimitedCli } from "../support/run-cli.ts";
import type { FakePages } from "../support/serve-web.ts";

const PAGES = 40;
const LINKS = 60;
const BAD_INPUT = 3;
const PARTIAL = 4;
/** Of 512 bytes: too few for the schema; enough for it and some of the pages. */
const NO_ROOM = 16;
const LITTLE_ROOM = 2600;

/** Answers that are held back until they are let go; null: none is. */
let held: (() => void)[] | null = null;

const leavesOf = (number: number): string[] => Array.from({ length: LINKS }, (_, at) => `/leaf?of=${number}&at=${at}`);

/** Pages with many links of their own, so that a store grows. */
function pagesOf(host: string): FakePages {
  const answers = Array.from({ length: PAGES }, (_, number): [string, FakePages[string]] => [
    number === 0 ? "/" : `/${number}`,
    (_request, response) => {
      const body = pageWith(`/${number + 1}`, ...leavesOf(number)).replace("to ", `${host} ${number} to `);
      response.setHeader("content-type", "text/html");
      if (held === null) response.end(body);
      else held.push(() => response.end(body));
    },
  ]);
  return { ...Object.fromEntries(answers), "/robots.txt": "User-agent: *\nDisallow: /leaf" };
}

let web: CliWeb;
let whole: string;
let unbroken: string[];

beforeAll(async () => {
  web = await cliWeb(Object.fromEntries(["a.example", "b.example"].map((host) => [host, pagesOf(host)])));
  whole = web.project();
  expect(await runCli(whole, "crawl")).toMatchObject({ code: 0 });
  unbroken = dumpOf(whole) ?? [];
  expect(unbroken.length).toBeGreaterThan(2 * PAGES * LINKS);
});
beforeEach(() => {
  held = null;
  web.forget();
});
afterAll(async () => {
  await web.close();
});

/** A project that was crawled as a whole. */
function crawledProject(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "maillage-crawled-"));
  cpSync(whole, folder, { recursive: true });
  return folder;
}

describe("a disk that is full", () => {
  test("F58: ends a crawl with one message that says so; the file is whole, and with some space the crawl goes on", async () => {
    const folder = web.project();
    const full = await endOf(startLimitedCli(folder, ["crawl"], LITTLE_ROOM));
    expect(full).toMatchObject({ code: PARTIAL, stdout: "" });
    expect(full.stderr.trim().split("\n")).toEqual([
      expect.stringContaining(
        "the disk is full, or fails (disk I/O error). What was committed is safe. Free some space",
      ),
      "1 problem: partial but usable.",
    ]);
    expect(integrityOf(folder)).toBe("ok");
    expect(dumpOf(folder)).toBeNull();
    expect(existsSync(`${storeOf(folder)}.lock`)).toBe(false);
    const asked = web.asked();
    expect(asked).toBeGreaterThan(10);
    expect(await runCli(folder, "crawl")).toMatchObject({ code: 0 });
    expect(dumpOf(folder)).toEqual(unbroken);
    expect(web.asked() - asked).toBeLessThan(2 * (PAGES + 5));
  });

  test("F58: has a crawl refused before anybody is asked when there is no room for a store", async () => {
    const folder = web.project();
    const full = await endOf(startLimitedCli(folder, ["crawl"], NO_ROOM));
    expect(full).toMatchObject({ code: BAD_INPUT, stdout: "" });
    expect(full.stderr).toContain("the disk is full, or fails");
    expect(web.asked()).toBe(0);
  });
});

test("F59: a second writer is refused, told who writes, and asks nobody; the first goes on", async () => {
  const folder = web.project();
  held = [];
  const first = startCli(folder, ["crawl"]);
  const end = endOf(first);
  // Two files of robots rules and two pages that do not come: nothing more is asked meanwhile.
  await web.untilAsked(4);
  const asked = web.asked();
  const second = await runCli(folder, "crawl");
  expect(second).toMatchObject({ code: BAD_INPUT, stdout: "" });
  expect(second.stderr).toContain(
    `another process (number ${first.pid}) is writing into it. Wait for it to end, or stop it.`,
  );
  expect(web.asked()).toBe(asked);
  const answers = held;
  held = null;
  for (const answer of answers) answer();
  expect(await end).toMatchObject({ code: 0 });
  expect(dumpOf(folder)).toEqual(unbroken);
});

test.each(["crawl", "status"])(
  "F60: maillage %s refuses a store with damaged pages whose log is gone, says what to do, and leaves it as it is",
  async (command) => {
    const folder = crawledProject();
    rmSync(`${storeOf(folder)}-wal`, { force: true });
    damageStore(storeOf(folder));
    const before = readFileSync(storeOf(folder));
    const run = await runCli(folder, command);
    expect(run).toMatchObject({ code: BAD_INPUT, stdout: "" });
    expect(run.stderr).toMatch(/is damaged: .+It was left as it is\. Restore it from a copy/);
    expect(readFileSync(storeOf(folder)).equals(before)).toBe(true);
    expect(web.asked()).toBe(0);
  },
);

test("F61: with an SQLite older than 3.51.3 nobody is asked and nothing is written", async () => {
  const folder = web.project();
  const before = readdirSync(folder);
  const old = new URL("../support/old-sqlite.ts", import.meta.url).href;
  const run = await endOf(startCli(folder, ["crawl"], { NODE_OPTIONS: `--import=${old}` }));
  expect(run).toMatchObject({ code: BAD_INPUT, stdout: "" });
  expect(run.stderr).toContain("this better-sqlite3 brings SQLite 3.51.2, which can damage stores. Run: npm ci.");
  expect(web.asked()).toBe(0);
  expect(readdirSync(folder)).toEqual(before);
});

describe("another schema", () => {
  test("F62: an older one is brought up to date after a copy was made, and its open crawl goes on", async () => {
    const folder = web.project();
    writeFirstStore(storeOf(folder));
    const run = await runCli(folder, "crawl");
    expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining("Crawl 2 ended") });
    expect(web.requests().has("https://a.example/waiting")).toBe(true);
    const store = openStore(storeOf(folder), { access: "read" });
    expect([...store.linkReader(1).pages()]).toMatchObject([{ url: PAGE }]);
    store.close();
    const copy = new SqliteDatabase(`${storeOf(folder)}.v1.backup`, { readonly: true });
    expect(copy.pragma("user_version", { simple: true })).toBe(1);
    expect(copy.pragma("quick_check", { simple: true })).toBe("ok");
    copy.close();
  });

  test("F62: a newer one is refused, untouched, and nobody is asked", async () => {
    const folder = crawledProject();
    const db = new SqliteDatabase(storeOf(folder));
    db.pragma(`user_version = ${migrations().length + 1}`);
    db.close();
    const before = readFileSync(storeOf(folder));
    const run = await runCli(folder, "crawl");
    expect(run).toMatchObject({ code: BAD_INPUT, stdout: "" });
    expect(run.stderr).toContain("Use a newer Maillage.");
    expect(readFileSync(storeOf(folder)).equals(before)).toBe(true);
    expect(web.asked()).toBe(0);
  });
});
