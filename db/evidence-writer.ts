import type { Database, Statement } from "better-sqlite3";
import { BoundedMap } from "./bounded-map.ts";
import type { WrittenBlock } from "./block-writer.ts";

/** Blocks whose latest surroundings are remembered. */
const CACHE_SIZE = 20_000;

/** The surroundings of one link: place in its block, href as written, path, heading, sentence. */
export type Surrounding = readonly [
  position: number,
  href: string | null,
  path: string,
  heading: string,
  around: string,
];

/** Keeps what stands around the links that leave a site. Pages on which a block stands alike share one row. */
export class EvidenceWriter {
  readonly #crawlId: number;
  readonly #latest = new BoundedMap<number, { readonly json: string; readonly id: number }>(CACHE_SIZE);
  readonly #insertSurroundings: Statement<[string]>;
  readonly #insertEvidence: Statement<[number, number, number, number]>;
  readonly #delete: Statement<[number, number]>;

  constructor(db: Database, crawlId: number) {
    this.#crawlId = crawlId;
    this.#insertSurroundings = db.prepare("insert into surroundings (links_json) values (?)");
    this.#insertEvidence = db.prepare(`
      insert into evidence (crawl_id, url_id, block_seq, surroundings_id) values (?, ?, ?, ?)
    `);
    this.#delete = db.prepare("delete from evidence where crawl_id = ? and url_id = ?");
  }

  write(urlId: number, blocks: readonly WrittenBlock[]): void {
    for (const [blockSeq, block] of blocks.entries()) {
      if (block.outside.length === 0) continue;
      this.#insertEvidence.run(this.#crawlId, urlId, blockSeq, this.#surroundings(block));
    }
  }

  /** Takes an earlier reading's back, before a page is read once more. */
  takeBack(urlId: number): void {
    this.#delete.run(this.#crawlId, urlId);
  }

  /** Forgets all numbers: rows were deleted. */
  forget(): void {
    this.#latest.clear();
  }

  #surroundings(block: WrittenBlock): number {
    const json = surroundingsOf(block);
    const latest = block.isKnown ? this.#latest.get(block.blockId) : undefined;
    if (latest?.json === json) return latest.id;
    const id = Number(this.#insertSurroundings.run(json).lastInsertRowid);
    if (block.isKnown) this.#latest.set(block.blockId, { json, id });
    return id;
  }
}

/** Only links that leave the site are asked for their surroundings, which may be costly to find. */
function surroundingsOf({ links, outside }: WrittenBlock): string {
  const rows: Surrounding[] = [];
  for (const position of outside) {
    const link = links[position];
    if (link === undefined) continue;
    const href = link.href === link.url ? null : link.href.toWellFormed();
    const { domPath, heading, sentence } = link;
    rows.push([position, href, domPath.toWellFormed(), heading.toWellFormed(), sentence.toWellFormed()]);
  }
  return JSON.stringify(rows);
}
