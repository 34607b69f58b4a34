import type { Database, Statement } from "better-sqlite3";
import type { SiteIndex } from "../core/site-index.ts";
import type { CanonicalUrl } from "../core/url.ts";
import { shortHash } from "./content-hash.ts";

/** Texts remembered with their number, so that a link seen again costs no query. */
const CACHE_SIZE = 200_000;

/** Numbers of addresses, link texts and rare attributes: each text is stored once. */
export class Interner {
  readonly #siteOf: SiteIndex["siteOf"];
  readonly #url: TextTable;
  readonly #template: TextTable;
  readonly #anchor: TextTable;
  readonly #attrs: TextTable;

  constructor(db: Database, siteOf: SiteIndex["siteOf"]) {
    this.#siteOf = siteOf;
    this.#url = new TextTable(
      db.prepare("select id, url as text from url where hash = ? and is_template = 0"),
      db.prepare("insert into url (hash, url, site_id, is_template) values (?, ?, ?, 0)"),
    );
    this.#template = new TextTable(
      db.prepare("select id, url as text from url where hash = ? and is_template = 1"),
      db.prepare("insert into url (hash, url, site_id, is_template) values (?, ?, ?, 1)"),
    );
    this.#anchor = new TextTable(
      db.prepare("select id, text from anchor where hash = ?"),
      db.prepare("insert into anchor (hash, text) values (?, ?)"),
    );
    this.#attrs = new TextTable(
      db.prepare("select id, json as text from attrs where hash = ?"),
      db.prepare("insert into attrs (hash, json) values (?, ?)"),
    );
  }

  url(url: CanonicalUrl): number {
    return this.#url.idOf(url, () => [this.#siteOf(url)]);
  }

  template(template: string): number {
    return this.#template.idOf(template, () => [null]);
  }

  anchor(text: string): number {
    return this.#anchor.idOf(text, none);
  }

  attrs(json: string): number {
    return this.#attrs.idOf(json, none);
  }
}

function none(): [] {
  return [];
}

interface TextRow {
  readonly id: number;
  readonly text: string;
}

/** One table of texts with their numbers. Forgets the oldest half of its memory when that is full. */
class TextTable {
  readonly #select: Statement<[number], TextRow>;
  readonly #insert: Statement;
  readonly #cache = new Map<string, number>();

  constructor(select: Statement, insert: Statement) {
    this.#select = select as Statement<[number], TextRow>;
    this.#insert = insert;
  }

  idOf(text: string, columns: () => readonly unknown[]): number {
    const cached = this.#cache.get(text);
    if (cached !== undefined) return cached;
    const hash = shortHash(text);
    const known = this.#select.all(hash).find((row) => row.text === text);
    const id = known?.id ?? Number(this.#insert.run(hash, text, ...columns()).lastInsertRowid);
    this.#remember(text, id);
    return id;
  }

  #remember(text: string, id: number): void {
    if (this.#cache.size >= CACHE_SIZE) {
      let left = CACHE_SIZE / 2;
      for (const key of this.#cache.keys()) {
        if (left === 0) break;
        this.#cache.delete(key);
        left -= 1;
      }
    }
    this.#cache.set(text, id);
  }
}
