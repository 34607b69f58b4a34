import type { Database, Statement } from "better-sqlite3";
import { ZONES, type Zone } from "../core/link.ts";
import { encodeLinks, type CodedLink } from "./blocks/block-code.ts";
import { encodeNumbers } from "./blocks/varint.ts";
import { ContentNumbers } from "./content-numbers.ts";

/** Blocks and manifests remembered with their number. */
const CACHE_SIZE = { block: 30_000, manifest: 20_000 } as const;

/** A block to be stored. */
export interface NewBlock {
  readonly zone: Zone;
  readonly isShare: boolean;
  readonly links: readonly CodedLink[];
}

/** A content's number, and whether it was stored just now. */
export interface Stored {
  readonly id: number;
  readonly isNew: boolean;
}

interface BlockRow {
  readonly id: number;
  readonly zone: Zone;
  readonly isShare: number;
  readonly links: Buffer;
}

interface ManifestRow {
  readonly id: number;
  readonly blockIds: Buffer;
}

/** Stores blocks, and the lists of blocks of which pages are made: each content once. */
export class BlockRows {
  readonly #blocks: ContentNumbers;
  readonly #manifests: ContentNumbers;
  readonly #insertBlock: Statement<[Zone, number, number, Buffer]>;
  readonly #insertManifest: Statement<[Buffer]>;

  constructor(db: Database) {
    this.#blocks = blockNumbers(db);
    this.#manifests = manifestNumbers(db);
    this.#insertBlock = db.prepare("insert into block (zone, is_share, link_count, links) values (?, ?, ?, ?)");
    this.#insertManifest = db.prepare("insert into manifest (block_ids) values (?)");
  }

  block({ zone, isShare, links }: NewBlock): Stored {
    const bytes = encodeLinks(links);
    const key = blockKey(zone, Number(isShare), bytes);
    const known = this.#blocks.find(key);
    if (known !== undefined) return { id: known, isNew: false };
    const id = Number(this.#insertBlock.run(zone, Number(isShare), links.length, bytes).lastInsertRowid);
    this.#blocks.remember(key, id);
    return { id, isNew: true };
  }

  /** The number of a page's blocks in order. */
  manifest(blockIds: readonly number[]): number {
    const bytes = encodeNumbers(blockIds);
    const key = textOf(bytes);
    const known = this.#manifests.find(key);
    if (known !== undefined) return known;
    const id = Number(this.#insertManifest.run(bytes).lastInsertRowid);
    this.#manifests.remember(key, id);
    return id;
  }

  /** Forgets all numbers: rows were deleted. */
  forget(): void {
    this.#blocks.forget();
    this.#manifests.forget();
  }
}

function blockNumbers(db: Database): ContentNumbers {
  const select = db.prepare<[number], BlockRow>("select id, zone, is_share as isShare, links from block where id = ?");
  const last = db.prepare<[], number | null>("select max(id) from block").pluck();
  const after = db.prepare<[number, number], BlockRow>(
    "select id, zone, is_share as isShare, links from block where id > ? order by id limit ?",
  );
  const keyed = ({ id, zone, isShare, links }: BlockRow): { id: number; key: string } => ({
    id,
    key: blockKey(zone, isShare, links),
  });
  return new ContentNumbers(db, {
    kind: "block",
    cacheSize: CACHE_SIZE.block,
    lastId: () => last.get() ?? 0,
    keyOf: (id) => {
      const row = select.get(id);
      return row === undefined ? undefined : keyed(row).key;
    },
    after: (id, limit) => after.all(id, limit).map(keyed),
  });
}

function manifestNumbers(db: Database): ContentNumbers {
  const select = db.prepare<[number], ManifestRow>("select id, block_ids as blockIds from manifest where id = ?");
  const last = db.prepare<[], number | null>("select max(id) from manifest").pluck();
  const after = db.prepare<[number, number], ManifestRow>(
    "select id, block_ids as blockIds from manifest where id > ? order by id limit ?",
  );
  return new ContentNumbers(db, {
    kind: "manifest",
    cacheSize: CACHE_SIZE.manifest,
    lastId: () => last.get() ?? 0,
    keyOf: (id) => {
      const row = select.get(id);
      return row === undefined ? undefined : textOf(row.blockIds);
    },
    after: (id, limit) => after.all(id, limit).map((row) => ({ id: row.id, key: textOf(row.blockIds) })),
  });
}

function blockKey(zone: Zone, isShare: number, links: Buffer): string {
  return String.fromCharCode(ZONES.indexOf(zone), isShare) + textOf(links);
}

/** A text with a character for each byte. */
function textOf(bytes: Buffer): string {
  return bytes.toString("latin1");
}
