import type { Database, Statement } from "better-sqlite3";
import { BoundedMap, ownText } from "./bounded-map.ts";
import { textHash } from "./text-hash.ts";

/** Texts remembered with their number, so that a link seen again costs no query. */
const CACHE_SIZE = 200_000;
/** Rows that one statement reads or writes. */
const ROWS_AT_ONCE = 10_000;

interface AnchorRow {
  readonly id: number;
  readonly text: string;
}

/**
 * Numbers of link texts: each text is stored once. Texts that are not listed by their hash are all remembered; before any is
 * forgotten they are listed, many at a time and in order. One at a time, each would rewrite another part of the list.
 */
export class AnchorTexts {
  readonly #ids: BoundedMap<string, number>;
  readonly #insert: Statement<[string]>;
  readonly #select: Statement<[number], AnchorRow>;
  readonly #unlisted: Statement<[number, number], AnchorRow>;
  readonly #list: Statement<[string]>;
  readonly #upTo: Statement<[], number>;
  readonly #setUpTo: Statement<[number]>;
  /** Number of the last text that is listed; null before anything was asked. */
  #listedUpTo: number | null = null;

  constructor(db: Database, cacheSize = CACHE_SIZE) {
    this.#ids = new BoundedMap(cacheSize, () => this.#listAll());
    this.#insert = db.prepare("insert into anchor (text) values (?)");
    this.#select = db.prepare(`
      select id, text from anchor_hash join anchor on anchor.id = anchor_id where hash = ? order by id
    `);
    this.#unlisted = db.prepare("select id, text from anchor where id > ? order by id limit ?");
    this.#list = db.prepare(`
      insert into anchor_hash (hash, anchor_id) select value ->> 0, value ->> 1 from json_each(?) where true
      on conflict do nothing
    `);
    this.#upTo = db.prepare<[], number>("select up_to from anchor_index").pluck();
    this.#setUpTo = db.prepare("update anchor_index set up_to = ?");
  }

  /** The number of a text, which is stored when it is new. Call inside a transaction. */
  idOf(text: string): number {
    if (this.#listedUpTo === null) this.#recall();
    const remembered = this.#ids.get(text);
    if (remembered !== undefined) return remembered;
    const id = this.#listedId(text) ?? Number(this.#insert.run(text).lastInsertRowid);
    this.#ids.set(ownText(text), id);
    return id;
  }

  /** Forgets all numbers: rows were deleted. */
  forget(): void {
    this.#ids.clear();
    this.#listedUpTo = null;
  }

  /** Remembers what is not listed. */
  #recall(): void {
    this.#listedUpTo = this.#upTo.get() ?? 0;
    for (let last = this.#listedUpTo; ;) {
      const rows = this.#unlisted.all(last, ROWS_AT_ONCE);
      for (const { id, text } of rows) {
        this.#ids.set(text, id);
        last = id;
      }
      if (rows.length < ROWS_AT_ONCE) return;
    }
  }

  #listedId(text: string): number | undefined {
    // Nothing is listed of a store that is new: the usual case of a first crawl.
    if (this.#listedUpTo === 0) return undefined;
    return this.#select.all(textHash(text)).find((row) => row.text === text)?.id;
  }

  #listAll(): void {
    const upTo = this.#listedUpTo ?? 0;
    let last = upTo;
    const rows: (readonly [hash: number, id: number])[] = [];
    for (const [text, id] of this.#ids.entries()) {
      if (id <= upTo) continue;
      rows.push([textHash(text), id]);
      last = Math.max(last, id);
    }
    rows.sort(([left], [right]) => left - right);
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
      this.#list.run(JSON.stringify(rows.slice(start, start + ROWS_AT_ONCE)));
    }
    this.#setUpTo.run(last);
    this.#listedUpTo = last;
  }
}
