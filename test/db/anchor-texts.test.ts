import { describe, expect, test } from "vitest";
import { AnchorTexts } from "../../db/anchor-texts.ts";
import { openDatabase } from "../../db/open-database.ts";
import { purgeUnused } from "../../db/purge-unused.ts";

const TEXTS = ["Accueil", "Plan du site", "", "Déclarer mes revenus", "\u{1f600}", "accueil"];

function stored(db: ReturnType<typeof openDatabase>["db"]): { texts: number; listed: number } {
  const count = (sql: string): number => db.prepare<[], number>(sql).pluck().get() ?? 0;
  return { texts: count("select count(*) from anchor"), listed: count("select count(*) from anchor_hash") };
}

describe("each link text is stored once, under one number", () => {
  test.each([
    { remembered: 100, listed: 0 },
    { remembered: 4, listed: 4 },
    { remembered: 2, listed: 6 },
  ])("whether all are remembered or $remembered, and by a process that comes later", ({ remembered, listed }) => {
    const { db } = openDatabase(":memory:", "write");
    const ids = TEXTS.map((text) => new AnchorTexts(db, remembered).idOf(text));
    expect(new Set(ids).size).toBe(TEXTS.length);
    const anchors = new AnchorTexts(db, remembered);
    for (const round of [1, 2, 3]) {
      expect(
        TEXTS.map((text) => anchors.idOf(text)),
        `round ${round}`,
      ).toEqual(ids);
    }
    expect(new AnchorTexts(db, remembered).idOf("Accueil")).toBe(ids[0]);
    expect(stored(db)).toMatchObject({ texts: TEXTS.length });
    expect(stored(db).listed).toBeGreaterThanOrEqual(listed);
  });
});

test("a link text that is deleted is found no more, and comes back under a number that nobody holds", () => {
  const { db } = openDatabase(":memory:", "write");
  const anchors = new AnchorTexts(db, 2);
  const ids = TEXTS.map((text) => anchors.idOf(text));
  const links = Buffer.from([2, ids[5]!, 0]);
  db.exec(`
    insert into url (id, url, site_id, is_template) values (1, 'https://a.example/', null, 0);
    insert into manifest (id, hash, block_ids) values (1, x'00', x'01');
  `);
  db.prepare("insert into block values (1, x'00', 'main', 0, 1, ?)").run(links);
  const nothing = new Set<number>();
  const unused = { crawlIds: nothing, textIds: nothing, surroundingsIds: nothing, urlIds: nothing };
  purgeUnused(db, { ...unused, manifestIds: new Set([1]) });
  anchors.forget();
  expect(stored(db).texts).toBe(TEXTS.length - 1);
  const again = anchors.idOf(TEXTS[5]!);
  expect(db.prepare("select text from anchor where id = ?").pluck().get(again)).toBe(TEXTS[5]);
  expect(TEXTS.slice(0, 5).map((text) => anchors.idOf(text))).toEqual(ids.slice(0, 5));
});
