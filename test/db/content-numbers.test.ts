import type { Database } from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { BlockRows } from "../../db/block-rows.ts";
import { ContentNumbers } from "../../db/content-numbers.ts";
import { openDatabase } from "../../db/open-database.ts";
import { purgeUnused } from "../../db/purge-unused.ts";

const TEXTS = ["Accueil", "Plan du site", "", "Déclarer mes revenus", "\u{1f600}", "accueil"];

/** Numbers of link texts of which a few are remembered, and how they are stored. */
function anchorNumbers(db: Database, cacheSize: number): (text: string) => number {
  const text = db.prepare<[number], string>("select text from anchor where id = ?").pluck();
  const after = db.prepare<[number, number], { id: number; key: string }>(
    "select id, text as key from anchor where id > ? order by id limit ?",
  );
  const last = db.prepare<[], number | null>("select max(id) from anchor").pluck();
  const numbers = new ContentNumbers(db, {
    kind: "anchor",
    cacheSize,
    lastId: () => last.get() ?? 0,
    keyOf: (id) => text.get(id),
    after: (id, limit) => after.all(id, limit),
  });
  return (key) => {
    const known = numbers.find(key);
    if (known !== undefined) return known;
    const id = Number(db.prepare("insert into anchor (text) values (?)").run(key).lastInsertRowid);
    numbers.remember(key, id);
    return id;
  };
}

function countOf(db: Database, sql: string): number {
  return db.prepare<[], number>(sql).pluck().get() ?? 0;
}

describe("each content is stored once, under one number", () => {
  test.each([
    { remembered: 100, listed: 0 },
    { remembered: 4, listed: 2 },
    { remembered: 2, listed: 4 },
  ])("when $remembered are remembered, and by processes that come later", ({ remembered, listed }) => {
    const { db } = openDatabase(":memory:", "write");
    const ids = TEXTS.map(anchorNumbers(db, remembered));
    expect(new Set(ids).size).toBe(TEXTS.length);
    expect(countOf(db, "select count(*) from content_hash")).toBe(listed);
    const later = anchorNumbers(db, remembered);
    for (const round of [1, 2, 3]) expect(TEXTS.map(later), `round ${round}`).toEqual(ids);
    expect(TEXTS.toReversed().map(anchorNumbers(db, remembered))).toEqual(ids.toReversed());
    expect(countOf(db, "select count(*) from anchor")).toBe(TEXTS.length);
  });
});

test("what is deleted is found no more, and its number may be given again", () => {
  const { db } = openDatabase(":memory:", "write");
  const ids = TEXTS.map(anchorNumbers(db, 2));
  const [lastId = 0] = ids.slice(-1);
  const rows = new BlockRows(db);
  const link = { targetId: 1, anchorId: lastId, flags: 0, attrsId: null };
  const block = rows.block({ zone: "main", isShare: false, links: [link] });
  const manifestId = rows.manifest([block.id]);
  const none = new Set<number>();
  const unused = { crawlIds: none, textIds: none, surroundingsIds: none, urlIds: none };
  purgeUnused(db, { ...unused, manifestIds: new Set([manifestId]) });
  expect(countOf(db, "select count(*) from anchor")).toBe(TEXTS.length - 1);
  const idOf = anchorNumbers(db, 2);
  expect(idOf("new")).toBe(lastId);
  expect(idOf("accueil")).toBe(lastId + 1);
  expect([...TEXTS.slice(0, 5), "new", "accueil"].map(anchorNumbers(db, 2))).toEqual([
    ...ids.slice(0, 5),
    lastId,
    lastId + 1,
  ]);
});

test("blocks are the same when their zone, their kind and their links are", () => {
  const { db } = openDatabase(":memory:", "write");
  const link = { targetId: 7, anchorId: 3, flags: 0, attrsId: null };
  const blocks = [
    { zone: "main", isShare: false, links: [link] },
    { zone: "aside", isShare: false, links: [link] },
    { zone: "main", isShare: true, links: [link] },
    { zone: "main", isShare: false, links: [link, link] },
  ] as const;
  const rows = new BlockRows(db);
  const first = blocks.map((block) => rows.block(block));
  expect(first).toEqual([1, 2, 3, 4].map((id) => ({ id, isNew: true })));
  const again = new BlockRows(db);
  expect(blocks.map((block) => again.block(block))).toEqual(first.map(({ id }) => ({ id, isNew: false })));
  expect(rows.manifest([1, 2])).toBe(1);
  expect(rows.manifest([2, 1])).toBe(2);
  expect(again.manifest([1, 2])).toBe(1);
});
