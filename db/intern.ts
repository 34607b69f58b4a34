import type { Database, Statement } from "better-sqlite3";
import type { SiteId } from "../core/site.ts";
import type { SiteIndex } from "../core/site-index.ts";
import type { CanonicalUrl } from "../core/url.ts";
import { BoundedMap, ownText } from "./bounded-map.ts";
import { ContentNumbers } from "./content-numbers.ts";

/** Texts of one kind remembered with their number, so that a link seen again costs no query. */
const CACHE_SIZE = 100_000;

/** An address with the number that the store gave it, and its site; null when it belongs to none. */
export interface StoredAddress {
  readonly id: number;
  readonly siteId: SiteId | null;
}

/** Numbers of addresses, link texts and rare attributes: each text is stored once. */
export class Interner {
  readonly #siteOf: SiteIndex["siteOf"];
  readonly #addresses = new BoundedMap<string, StoredAddress>(CACHE_SIZE);
  readonly #selectUrl: Statement<[string], { id: number }>;
  readonly #insertUrl: Statement<[string, string | null]>;
  readonly #templates = new BoundedMap<string, number>(CACHE_SIZE);
  readonly #selectTemplate: Statement<[string], { id: number }>;
  readonly #insertTemplate: Statement<[string]>;
  readonly #anchors: ContentNumbers;
  readonly #insertAnchors: Statement<[firstId: number, texts: string]>;
  /** Link texts that have a number and are not stored yet. */
  #newAnchors: string[] = [];
  readonly #attrs: TextTable;

  constructor(db: Database, siteOf: SiteIndex["siteOf"]) {
    this.#siteOf = siteOf;
    this.#selectUrl = db.prepare("select id from url where url = ? and is_template = 0");
    this.#insertUrl = db.prepare("insert into url (url, site_id, is_template) values (?, ?, 0) on conflict do nothing");
    this.#selectTemplate = db.prepare("select id from url where url = ? and is_template = 1");
    this.#insertTemplate = db.prepare("insert into url (url, site_id, is_template) values (?, null, 1)");
    this.#anchors = anchorNumbers(db);
    this.#insertAnchors = db.prepare(
      "insert into anchor (id, text) select ? + key, value from json_each(?) order by key",
    );
    this.#attrs = new TextTable(
      db.prepare("select id from attrs where json = ?"),
      db.prepare("insert into attrs (json) values (?) on conflict do nothing"),
    );
  }

  url(url: CanonicalUrl): number {
    return this.address(url).id;
  }

  /** An address with its site: cheaper than asking for the site again. */
  address(url: CanonicalUrl): StoredAddress {
    const cached = this.#addresses.get(url);
    if (cached !== undefined) return cached;
    const siteId = this.#siteOf(url);
    const address = { id: this.#idOf(url, siteId), siteId };
    this.#addresses.set(ownText(url), address);
    return address;
  }

  /** Most addresses that are not remembered are new. */
  #idOf(url: CanonicalUrl, siteId: SiteId | null): number {
    const { changes, lastInsertRowid } = this.#insertUrl.run(url, siteId);
    return changes > 0 ? Number(lastInsertRowid) : (this.#selectUrl.get(url)?.id ?? 0);
  }

  template(template: string): number {
    const cached = this.#templates.get(template);
    if (cached !== undefined) return cached;
    const id = this.#selectTemplate.get(template)?.id ?? Number(this.#insertTemplate.run(template).lastInsertRowid);
    this.#templates.set(ownText(template), id);
    return id;
  }

  /** The number of a link text. When it is new, it is stored by `writeAnchors`, before the step ends. */
  anchor(text: string): number {
    const known = this.#anchors.find(text);
    if (known !== undefined) return known;
    const own = ownText(text);
    const id = this.#anchors.lastId + 1;
    this.#anchors.remember(own, id);
    this.#newAnchors.push(own);
    return id;
  }

  /** Stores link texts that are new: a page's in one statement. */
  writeAnchors(): void {
    const texts = this.#newAnchors;
    if (texts.length === 0) return;
    this.#newAnchors = [];
    this.#insertAnchors.run(this.#anchors.lastId + 1 - texts.length, JSON.stringify(texts));
  }

  attrs(json: string): number {
    return this.#attrs.idOf(json);
  }

  /** Forgets all numbers: rows were deleted. */
  forget(): void {
    this.#addresses.clear();
    this.#templates.clear();
    this.#anchors.forget();
    this.#attrs.forget();
  }
}

function anchorNumbers(db: Database): ContentNumbers {
  const text = db.prepare<[number], string>("select text from anchor where id = ?").pluck();
  const after = db.prepare<[number, number], { id: number; key: string }>(
    "select id, text as key from anchor where id > ? order by id limit ?",
  );
  const last = db.prepare<[], number | null>("select max(id) from anchor").pluck();
  return new ContentNumbers(db, {
    kind: "anchor",
    cacheSize: CACHE_SIZE,
    lastId: () => last.get() ?? 0,
    keyOf: (id) => text.get(id),
    after: (id, limit) => after.all(id, limit),
  });
}

/** One table of texts with their numbers. Most texts that are not remembered are new. */
class TextTable {
  readonly #select: Statement<[string], { id: number }>;
  readonly #insert: Statement<[string]>;
  readonly #cache = new BoundedMap<string, number>(CACHE_SIZE);

  constructor(select: Statement<[string], { id: number }>, insert: Statement<[string]>) {
    this.#select = select;
    this.#insert = insert;
  }

  idOf(text: string): number {
    const cached = this.#cache.get(text);
    if (cached !== undefined) return cached;
    const { changes, lastInsertRowid } = this.#insert.run(text);
    const id = changes > 0 ? Number(lastInsertRowid) : (this.#select.get(text)?.id ?? 0);
    this.#cache.set(ownText(text), id);
    return id;
  }

  forget(): void {
    this.#cache.clear();
  }
}
