import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import SqliteDatabase from "better-sqlite3";
import { expect, test } from "vitest";
import { openStore } from "../../db/open-store.ts";
import { address } from "../support/page-literal.ts";
import { PAGE, TARGET, writeFirstStore } from "../support/first-store.ts";
import { crawlPages, storeBench, visitPages } from "../support/store-bench.ts";

function firstStore(): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "maillage-migration-")), "store.sqlite");
  writeFirstStore(file);
  return file;
}

test("F62: an older store is migrated after a copy of it was made, and nothing of it is lost", () => {
  const file = firstStore();
  const store = openStore(file, { access: "write" });
  expect(existsSync(`${file}.v1.backup`)).toBe(true);
  const reader = store.linkReader(1);
  const [page] = reader.pages();
  expect(page).toMatchObject({ url: PAGE, blockIds: [1, 1] });
  expect([...reader.blocks()]).toMatchObject([{ blockId: 1, links: [{ targetId: 2, anchor: "the rules" }] }]);
  const quotes = store.evidence(
    1,
    [0, 1].map((blockSeq) => ({ pageId: 1, blockSeq, position: 0 })),
  );
  expect(quotes).toMatchObject([
    { sourceTitle: "title 1", heading: "heading", sentence: "sentence", seenMs: 1500, isNoindex: false },
    { heading: null },
  ]);
  const query = { address: address(TARGET), match: "exact", limit: 9, after: null } as const;
  expect(store.inlinks(1, query)).toMatchObject({ pages: 1, links: [{ sourceUrl: PAGE }, { sourceUrl: PAGE }] });
  expect(store.coverage(1)).toMatchObject([{ siteId: "a.example", fetched: 1, listed: null }]);
  const texts = [...store.dump(1)]
    .filter((line) => line.startsWith('{"text"'))
    .map((line): unknown => JSON.parse(line));
  expect(texts).toMatchObject([{ title: "title 1", terms_json: '[["mot",2],["ah",1],["le",1]]' }]);
  store.close();
  const db = new SqliteDatabase(file);
  expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
  expect(db.pragma("foreign_key_check")).toEqual([]);
  expect(db.prepare("select count(*) from block_pages").pluck().get()).toBe(1);
  const unions = ["update block set zone = ?", "update visit set kind = ?", "update frontier set state = ?"];
  for (const sql of [...unions, "update frontier set purpose = ?"]) {
    expect(() => db.prepare(sql).run("unheard-of"), sql).toThrow("CHECK constraint failed");
  }
  db.close();
});

test("the crawl that an older Maillage left open is resumed, and the closed one is remembered", async () => {
  const bench = storeBench(firstStore());
  expect(bench.crawl.memoryOf(address(PAGE))).toMatchObject({ crawlId: 1, contentHash: "c", readMs: 1500 });
  expect(bench.crawl.robotsOf("https://a.example")).toMatchObject({ httpStatus: 200, failures: 0 });
  const { id } = await crawlPages(bench, [{ url: "https://a.example/waiting" }]);
  expect(id).toBe(2);
  expect([...bench.store.linkReader(2).pages()].map((page) => page.url)).toEqual([PAGE, "https://a.example/waiting"]);
  const next = await visitPages(bench, []);
  expect(next.id).toBe(3);
  bench.store.close();
});
