import SqliteDatabase, { type Database } from "better-sqlite3";
import { encodeLinks } from "../../db/blocks/block-code.ts";
import { encodeNumbers } from "../../db/blocks/varint.ts";
import { migrations } from "../../db/migrate.ts";
import { smallRegistry } from "./small-registry.ts";

/** The page of both crawls of the store, and a target that it links to. */
export const PAGE = "https://a.example/page";
export const TARGET = "https://b.example/x";

/** Writes a store of version 1 with a closed crawl of one page, and an open one that was interrupted. */
export function writeFirstStore(file: string): void {
  const db = new SqliteDatabase(file);
  db.pragma("page_size = 8192");
  db.exec(migrations()[0]!.sql);
  db.pragma("user_version = 1");
  db.pragma("foreign_keys = on");
  fill(db);
  db.close();
}

function fill(db: Database): void {
  const registry = JSON.stringify(smallRegistry("a.example", "b.example", "c.example"));
  const insert = (sql: string, ...values: unknown[]): unknown => db.prepare(sql).run(...values);
  for (const [id, status] of [
    [1, "closed"],
    [2, "open"],
  ] as const) {
    insert("insert into crawl values (?, ?, 1000, ?, 'h', '{}')", id, status, status === "closed" ? 2000 : null);
    insert("insert into registry_snapshot values (?, ?)", id, registry);
  }
  insert("insert into url values (1, 11, 0, 'a.example', ?)", PAGE);
  insert("insert into url values (2, 22, 0, 'b.example', ?)", TARGET);
  insert("insert into url values (3, 33, 1, null, ?)", "\u0001s");
  insert("insert into anchor values (1, 44, 'the rules')");
  const links = [
    { targetId: 2, anchorId: 1, flags: 0, attrsId: null },
    { targetId: 3, anchorId: 1, flags: 0, attrsId: null },
  ];
  insert("insert into block values (1, x'01', 'main', 0, 2, ?)", encodeLinks(links));
  insert("insert into block_target values (2, 1)");
  insert("insert into manifest values (1, x'02', ?)", encodeNumbers([1, 1]));
  const visit =
    "insert into visit values (?, 1, 0, 1, 'a.example', 1, 'fetched', 200, null, null, 1500, 40, 99, 1, 'c', 'UTF-8', null, 0, 0, 0)";
  for (const crawlId of [1, 2]) {
    insert(visit, crawlId);
    insert(
      "insert into page_text values (?, 1, ?, '', '', 'fr', '[[\"mot\",2],[\"ah\",1],[\"le\",1]]')",
      crawlId,
      `title ${crawlId}`,
    );
    insert("insert into block_page values (1, ?, 1, 0), (1, ?, 1, 1)", crawlId, crawlId);
    insert("insert into evidence values (?, 1, 0, 0, ?, 'html>a', 'heading', 'sentence')", crawlId, TARGET);
    insert("insert into site_budget values (?, 'a.example', 10, 1)", crawlId);
    insert("insert into owner values (?, 'a.example', 0, 0, null, 3, 'w')", crawlId);
    insert(
      "insert into frontier values (?, 1, 'a.example', 'a.example', 'done', 1, 0, 0, 0, null, null, ?)",
      crawlId,
      PAGE,
    );
  }
  insert("insert into url values (4, 55, 0, 'a.example', 'https://a.example/waiting')");
  insert(
    "insert into frontier values (2, 4, 'a.example', 'a.example', 'taken', 1, 0, 0, 0, 1, null, 'https://a.example/waiting')",
  );
  insert("insert into coverage values (1, 'a.example', 'complete', null, 1, 1, 0, 0, 0, '[]')");
  insert("insert into robots values ('https://a.example', 200, x'', 5)");
}
