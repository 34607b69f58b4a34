import type { Database } from "better-sqlite3";
import { decodeNumbers, encodeNumbers } from "./blocks/varint.ts";

/** Pages named in one row (storage.md § 1). */
const CHUNK = 1024;

/** Lists which pages carry each block of a crawl, from the pages' manifests. Call inside a transaction. */
export function writeBlockPages(db: Database, crawlId: number): void {
  const pagesOf = new Map<number, number[]>();
  for (const { urlId, blockIds } of pageBlocks(db, crawlId)) {
    for (const blockId of new Set(decodeNumbers(blockIds))) {
      const pages = pagesOf.get(blockId);
      if (pages === undefined) pagesOf.set(blockId, [urlId]);
      else pages.push(urlId);
    }
  }
  const blockIds = [...pagesOf.keys()].toSorted((left, right) => left - right);
  const insert = chunkWriter(db);
  for (const blockId of blockIds) insert({ crawlId, blockId }, pagesOf.get(blockId) ?? []);
}

/** A block of a crawl. */
interface BlockOfCrawl {
  readonly crawlId: number;
  readonly blockId: number;
}

/** Replaces the pages of some blocks. */
export function replacePages(db: Database, blocks: ReadonlyMap<BlockOfCrawl, readonly number[]>): void {
  const remove = db.prepare("delete from block_pages where crawl_id = ? and block_id = ?");
  const insert = chunkWriter(db);
  for (const [block, urlIds] of blocks) {
    remove.run(block.crawlId, block.blockId);
    insert(block, urlIds);
  }
}

/** Writes the pages of a block, which ascend. */
function chunkWriter(db: Database): (block: BlockOfCrawl, urlIds: readonly number[]) => void {
  const insert = db.prepare("insert into block_pages (crawl_id, block_id, chunk, url_ids) values (?, ?, ?, ?)");
  return ({ crawlId, blockId }, urlIds) => {
    for (let start = 0; start < urlIds.length; start += CHUNK) {
      const chunk = urlIds.slice(start, start + CHUNK);
      const differences = chunk.map((urlId, place) => urlId - (chunk[place - 1] ?? 0));
      insert.run(crawlId, blockId, start / CHUNK, encodeNumbers(differences));
    }
  };
}

/** Pages of a crawl that carry one of these blocks, ascending. Of an open crawl, all manifests are read. */
export function pagesCarrying(db: Database, crawlId: number, blockIds: ReadonlySet<number>): number[] {
  const pages = new Set<number>();
  if (isListed(db, crawlId)) {
    for (const blockId of blockIds) for (const urlId of listedPages(db, { crawlId, blockId })) pages.add(urlId);
  } else {
    for (const page of pageBlocks(db, crawlId)) {
      if (decodeNumbers(page.blockIds).some((blockId) => blockIds.has(blockId))) pages.add(page.urlId);
    }
  }
  return [...pages].toSorted((left, right) => left - right);
}

/** Pages listed with a block of a closed crawl, ascending. */
export function listedPages(db: Database, block: BlockOfCrawl): number[] {
  const chunks = db
    .prepare<[number, number], Buffer>(
      "select url_ids from block_pages where crawl_id = ? and block_id = ? order by chunk",
    )
    .pluck()
    .all(block.crawlId, block.blockId);
  return chunks.flatMap((bytes) => {
    let urlId = 0;
    return decodeNumbers(bytes).map((difference) => (urlId += difference));
  });
}

/** Blocks that stand on pages of a crawl, ascending. */
export function blocksOfCrawl(db: Database, crawlId: number): number[] {
  const listed = db
    .prepare<[number], number>("select distinct block_id from block_pages where crawl_id = ? order by block_id")
    .pluck()
    .all(crawlId);
  if (listed.length > 0) return listed;
  const blocks = new Set<number>();
  for (const page of pageBlocks(db, crawlId)) for (const blockId of decodeNumbers(page.blockIds)) blocks.add(blockId);
  return [...blocks].toSorted((left, right) => left - right);
}

function isListed(db: Database, crawlId: number): boolean {
  return db.prepare("select 1 from block_pages where crawl_id = ? limit 1").get(crawlId) !== undefined;
}

function pageBlocks(db: Database, crawlId: number): Iterable<{ readonly urlId: number; readonly blockIds: Buffer }> {
  return db
    .prepare<[number], { urlId: number; blockIds: Buffer }>(`
      select url_id as urlId, block_ids as blockIds
      from visit
      join manifest on manifest.id = visit.manifest_id
      where crawl_id = ? and is_final = 1
      order by url_id
    `)
    .iterate(crawlId);
}
