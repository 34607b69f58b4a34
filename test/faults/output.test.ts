import { mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { publishStore } from "../../cli/pipeline/publish-store.ts";
import { replaceFolder } from "../../cli/pipeline/replace-folder.ts";
import { scoreStore } from "../../cli/pipeline/score-store.ts";
import { guardFormula, unguardFormula } from "../../core/formula-guard.ts";
import { parseSiteId } from "../../core/site.ts";
import { parseTopicId } from "../../core/theme.ts";
import { openStore, type Store } from "../../db/open-store.ts";
import { writeCsv } from "../../graph/formats/write-csv.ts";
import { readRegistry } from "../../seeds/read-registry.ts";
import { writeRegistry } from "../../seeds/write-registry.ts";
import { folderWith } from "../seeds/registry-texts.ts";
import { crawledWebs } from "../support/crawled-webs.ts";
import { smallRegistry } from "../support/small-registry.ts";

const crawled = crawledWebs();

const newFolder = (): string => path.join(mkdtempSync(path.join(tmpdir(), "maillage-output-")), "public");
const filesOf = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted();

/** A title as bytes, since not all of it is text: RTL override, NUL, a lone surrogate in what claims to be UTF-8, and a numbered one. */
const HOSTILE_TITLE = Buffer.concat([
  Buffer.from("A <script>alert(1)</script>\u202Etxt.exe \0 "),
  Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.from(" &#xD800; &#0; &lt;img src=x onerror=alert(2)&gt; Z"),
]);
/** The same as text: bytes and numbers that are no character are U+FFFD. */
const READ_TITLE =
  "A <script>alert(1)</script>\u202Etxt.exe \0 \uFFFD\uFFFD\uFFFD \uFFFD \uFFFD <img src=x onerror=alert(2)> Z";

const hostilePage = Buffer.concat([
  Buffer.from('<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>'),
  HOSTILE_TITLE,
  Buffer.from('</title></head><body><main><h1>Règles</h1><p>See <a href="https://b.example/">'),
  Buffer.from("=cmd|' /C calc'!A0 &lt;script>x&lt;/script>\u202E"),
  Buffer.from("</a> now.</p></main></body></html>"),
]);

function quotesOf(store: Store): readonly { readonly title: string | null; readonly anchor: string }[] {
  const [link] = store.scoresOf(1)!.siteLinks;
  return store
    .evidence(
      1,
      link!.evidence.map(({ ref }) => ref),
    )
    .map(({ sourceTitle, anchor }) => ({ title: sourceTitle, anchor }));
}

describe("what others write goes out as text", () => {
  test("F73: script, RTL, NUL and lone surrogate in a title survive the store, and stand on pages as text alone", async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), "maillage-output-")), "store.sqlite");
    const web = await crawled(
      {
        "a.example": { "/": { headers: { "content-type": "text/html; charset=utf-8" }, body: hostilePage } },
        "b.example": { "/": "<html><title>b</title><p>b</p></html>" },
      },
      { file },
    );
    scoreStore(web.store, 1);
    const quotes = quotesOf(web.store);
    expect(quotes.map(({ title }) => title)).toEqual([READ_TITLE]);
    const again = openStore(file, { access: "read" });
    expect(quotesOf(again)).toEqual(quotes);
    again.close();

    const folder = newFolder();
    await publishStore(web.store, 1, folder);
    const evidence = readFileSync(path.join(folder, "en/sites/a.example/evidence.html"), "utf8");
    expect(evidence).toContain("A &lt;script>alert(1)&lt;/script>txt.exe");
    for (const name of filesOf(folder).filter((found) => found.endsWith(".html"))) {
      const html = readFileSync(path.join(folder, name), "utf8");
      expect(html, name).not.toMatch(/<script>|<img|[\0\u202E\uD800-\uDFFF]/);
    }
  });
});

/** Rows as a program reads them, that knows CSV and nothing of us. */
const cellsOf = (csv: string, delimiter: string): string[][] => parse(csv, { delimiter, bom: true });

describe("F74: cells that a spreadsheet would compute", () => {
  const CELLS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\tx",
    "\r=1",
    "＝1",
    " =1",
    "'=1",
    "''+1",
    "'quoted'",
    'a"b',
    "a,b;c\n=d",
  ];
  const FORMULA = /^[\s\u200B]*[=+\-@＝＋－＠]|^[\t\r\n]/;

  test.each([
    ["machine", ","],
    ["excel", ";"],
  ] as const)(
    "F74: downloads for %s: no cell is a formula, and all are equal when read again",
    (dialect, delimiter) => {
      const written = writeCsv([["text"], ...CELLS.map((cell) => [cell])], dialect);
      const read = cellsOf(written, delimiter).flat().slice(1);
      expect(read.filter((cell) => FORMULA.test(cell))).toEqual([]);
      expect(read.map(unguardFormula)).toEqual(CELLS);
    },
  );

  test.each(CELLS)("F74: a registry with the name %j holds no formula, and is equal when read again", (name) => {
    const trimmed = name.trim();
    const plain = smallRegistry("a.example");
    const registry = { ...plain, sites: plain.sites.map((site) => ({ ...site, name: trimmed, owner: trimmed })) };
    const files = writeRegistry(registry);
    for (const text of files.values()) {
      expect(
        cellsOf(text, ",")
          .flat()
          .filter((cell) => FORMULA.test(cell)),
      ).toEqual([]);
    }
    expect(readRegistry(folderWith(files)).sites).toEqual(registry.sites);
  });

  test("F74: any text comes back, and none goes out as a formula", () => {
    const text = fc.string({ unit: fc.constantFrom("'", "=", "+", "-", "@", "\t", "\r", " ", "x") });
    fc.assert(
      fc.property(text, (cell) => {
        expect(guardFormula(cell)).not.toMatch(FORMULA);
        expect(unguardFormula(guardFormula(cell))).toBe(cell);
      }),
    );
  });
});

describe("F75: names that are no names of files", () => {
  const NAMES = ["../../x", "CON", "x".repeat(300), "/etc/passwd", "C:\\x", "a\0b"];

  test.each(NAMES)("F75: %j is no id of a site or topic, of which file names are made", (name) => {
    expect(parseSiteId(name)).toBeNull();
    expect(parseTopicId(name)).toBeNull();
  });

  test("F75: a name of one letter more than a file may bear is no id, the longest one is", () => {
    expect(parseSiteId("x".repeat(101))).toBeNull();
    expect(parseSiteId("x".repeat(100))).not.toBeNull();
    expect(parseTopicId("x".repeat(61))).toBeNull();
  });

  test("F75: sites called so are published as the same files as others, all of them in the folder", async () => {
    const pages = Object.fromEntries(NAMES.map((_, at) => [`s${at}.example`, { "/": "<html><p>x</p></html>" }]));
    const plain = smallRegistry(...Object.keys(pages));
    const hostile = {
      ...plain,
      sites: plain.sites.map((site, at) => ({ ...site, name: NAMES[at]!, owner: NAMES[at]!, source: NAMES[at]! })),
    };
    const published = [];
    for (const registry of [plain, hostile]) {
      const web = await crawled(pages, { registry });
      scoreStore(web.store, 1);
      const folder = newFolder();
      await publishStore(web.store, 1, folder);
      published.push(filesOf(folder));
      expect(readdirSync(path.dirname(folder))).toEqual(["public"]);
    }
    expect(published[1]).toEqual(published[0]);
  });

  test.each(["../../x", "../x", "a/../../x", "..", "a/../../public.new2/x"])(
    "F75: a file called %j is not written, and the folder stays as it was",
    (name) => {
      const folder = newFolder();
      replaceFolder(folder, [{ path: "index.html", content: "before" }]);
      const bad = [
        { path: "index.html", content: "after" },
        { path: name, content: "out" },
      ];
      expect(() => replaceFolder(folder, bad)).toThrow(/leaves its folder/);
      expect(readdirSync(path.dirname(folder))).toEqual(["public"]);
      expect(readFileSync(path.join(folder, "index.html"), "utf8")).toBe("before");
    },
  );
});
