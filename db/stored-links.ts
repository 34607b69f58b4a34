import type { Database, Statement } from "better-sqlite3";
import type { Zone } from "../core/link.ts";
import { decodeLinks, type CodedLink } from "./blocks/block-code.ts";
import { decodeFlags, type FlaggedLink, type RareAttributes } from "./blocks/link-flags.ts";
import { decodeNumbers } from "./blocks/varint.ts";

/** A block as stored: its links still numbers. */
export interface BlockRow {
  readonly blockId: number;
  readonly zone: Zone;
  readonly isShare: boolean;
  readonly links: readonly CodedLink[];
}

interface RawBlock {
  readonly zone: Zone;
  readonly isShare: number;
  readonly links: Buffer;
}

/** Looks up blocks, manifests and the texts behind their numbers. */
export class StoredLinks {
  readonly #block: Statement<[number], RawBlock>;
  readonly #manifest: Statement<[number], { blockIds: Buffer }>;
  readonly #anchor: Statement<[number], { text: string }>;
  readonly #attrs: Statement<[number], { json: string }>;
  readonly #url: Statement<[number], { url: string; isTemplate: number }>;

  constructor(db: Database) {
    this.#block = db.prepare("select zone, is_share as isShare, links from block where id = ?");
    this.#manifest = db.prepare("select block_ids as blockIds from manifest where id = ?");
    this.#anchor = db.prepare("select text from anchor where id = ?");
    this.#attrs = db.prepare("select json from attrs where id = ?");
    this.#url = db.prepare("select url, is_template as isTemplate from url where id = ?");
  }

  block(blockId: number): BlockRow {
    const row = found(this.#block.get(blockId), `block ${blockId}`);
    return { blockId, zone: row.zone, isShare: row.isShare === 1, links: decodeLinks(row.links) };
  }

  /** Blocks of a page in order. */
  blockIds(manifestId: number): number[] {
    return decodeNumbers(found(this.#manifest.get(manifestId), `manifest ${manifestId}`).blockIds);
  }

  anchor(anchorId: number): string {
    return found(this.#anchor.get(anchorId), `anchor ${anchorId}`).text;
  }

  address(urlId: number): { readonly url: string; readonly isTemplate: boolean } {
    const row = found(this.#url.get(urlId), `address ${urlId}`);
    return { url: row.url, isTemplate: row.isTemplate === 1 };
  }

  flagged(link: CodedLink): FlaggedLink {
    const { attrsId } = link;
    const rare =
      attrsId === null ? null : (JSON.parse(found(this.#attrs.get(attrsId), "attrs").json) as RareAttributes);
    return decodeFlags(link.flags, rare);
  }
}

function found<Row>(row: Row | undefined, what: string): Row {
  if (row === undefined) throw new Error(`store is incomplete: ${what} is missing`);
  return row;
}
