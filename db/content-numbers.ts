import type { Database, Statement } from "better-sqlite3";
import { BoundedMap } from "./bounded-map.ts";
import { textHash } from "./text-hash.ts";

/** Rows that one statement reads or writes. */
const ROWS_AT_ONCE = 10_000;

/** Kinds of content that are stored once, as tables name them. */
export const CONTENT_KINDS = { anchor: 1, block: 2, manifest: 3 } as const;

interface ContentRow {
  readonly id: number;
  readonly key: string;
}

/** Contents of one kind. The key of a content is a text that tells all of it. */
export interface StoredContents {
  readonly kind: keyof typeof CONTENT_KINDS;
  /** Contents that are remembered at most. */
  readonly cacheSize: number;
  /** Number of the last content; 0 when there is none. */
  readonly lastId: () => number;
  readonly keyOf: (id: number) => string | undefined;
  /** Contents after a number, by number. */
  readonly after: (id: number, limit: number) => readonly ContentRow[];
}

/**
 * Numbers of contents that are stored once. Those that are not listed by their hash are all remembered; before any is
 * forgotten they are listed, many at a time and in order. One at a time, each would rewrite another part of the list.
 */
export class ContentNumbers {
  readonly #contents: StoredContents;
  readonly #kind: number;
  readonly #ids: BoundedMap<string, number>;
  readonly #select: Statement<[kind: number, hash: number], number>;
  readonly #insert: Statement<[kind: number, rows: string]>;
  readonly #upTo: Statement<[kind: number], number>;
  readonly #setUpTo: Statement<[upTo: number, kind: number]>;
  /** Number of the last content that is listed; null before anything was asked. */
  #listedUpTo: number | null = null;
  #lastId = 0;

  constructor(db: Database, contents: StoredContents) {
    this.#contents = contents;
    this.#kind = CONTENT_KINDS[contents.kind];
    this.#ids = new BoundedMap(contents.cacheSize, (older) => this.#list(older));
    this.#select = db
      .prepare<[number, number], number>(
        "select content_id from content_hash where kind = ? and hash = ? order by content_id",
      )
      .pluck();
    this.#insert = db.prepare(`
      insert into content_hash (kind, hash, content_id)
      select ?, value ->> 0, value ->> 1 from json_each(?) where true
      on conflict do nothing
    `);
    this.#upTo = db.prepare<[number], number>("select up_to from content_list where kind = ?").pluck();
    this.#setUpTo = db.prepare("update content_list set up_to = ? where kind = ?");
  }

  /** The number of a content; undefined when it is not stored. Call inside a transaction. */
  find(key: string): number | undefined {
    if (this.#listedUpTo === null) this.#recall();
    return this.#ids.get(key) ?? this.#findListed(key);
  }

  /** Remembers what was not found, under the number with which it is stored. The key must be a string of its own. */
  remember(key: string, id: number): void {
    this.#lastId = Math.max(this.#lastId, id);
    this.#ids.set(key, id);
  }

  /** The last number given, once anything was asked. */
  get lastId(): number {
    return this.#lastId;
  }

  /** Forgets all numbers: rows were deleted. */
  forget(): void {
    this.#ids.clear();
    this.#listedUpTo = null;
  }

  /** Remembers what is not listed. When the last ones were deleted, their numbers are given again. */
  #recall(): void {
    this.#lastId = this.#contents.lastId();
    this.#listUpTo(Math.min(this.#upTo.get(this.#kind) ?? 0, this.#lastId));
    for (let last = this.#listedUpTo ?? 0; ;) {
      const rows = this.#contents.after(last, ROWS_AT_ONCE);
      for (const { id, key } of rows) {
        this.#ids.set(key, id);
        last = id;
      }
      if (rows.length < ROWS_AT_ONCE) return;
    }
  }

  #findListed(key: string): number | undefined {
    // Nothing is listed of a store that is new: the usual case of a first crawl.
    if (this.#listedUpTo === 0) return undefined;
    for (const id of this.#select.all(this.#kind, textHash(key))) {
      const stored = this.#contents.keyOf(id);
      if (stored !== key) continue;
      this.#ids.set(stored, id);
      return id;
    }
    return undefined;
  }

  /** Lists what is not listed yet. What is remembered longest has the lowest numbers of it. */
  #list(older: Iterable<[key: string, id: number]>): void {
    const upTo = this.#listedUpTo ?? 0;
    let last = upTo;
    const rows: (readonly [hash: number, id: number])[] = [];
    for (const [key, id] of older) {
      if (id <= upTo) continue;
      rows.push([textHash(key), id]);
      last = id;
    }
    rows.sort(([left], [right]) => left - right);
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
      this.#insert.run(this.#kind, JSON.stringify(rows.slice(start, start + ROWS_AT_ONCE)));
    }
    this.#listUpTo(last);
  }

  #listUpTo(id: number): void {
    this.#setUpTo.run(id, this.#kind);
    this.#listedUpTo = id;
  }
}

/** Takes deleted contents out of the list. */
export function unlist(db: Database, kind: keyof typeof CONTENT_KINDS, ids: ReadonlySet<number>): void {
  db.prepare("delete from content_hash where kind = ? and content_id in (select value from json_each(?))").run(
    CONTENT_KINDS[kind],
    JSON.stringify([...ids]),
  );
}
