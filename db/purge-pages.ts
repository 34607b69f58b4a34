import type { Database } from "better-sqlite3";
import { decodeNumbers } from "./blocks/varint.ts";
import { listedPages, replacePages } from "./block-pages.ts";
import type { Unused } from "./purge-unused.ts";

/** A text range: addresses that begin with a prefix, whose last character is replaced by the one after it. */
function ranges(host: string): (readonly [from: string, before: string])[] {
  const hasPort = /:\d+$/.test(host);
  return ["http", "https"].flatMap((scheme) => {
    const start = `${scheme}://${host}`;
    return [[`${start}/`, `${start}0`], ...(hasPort ? [] : [[`${start}:`, `${start};`]])] as [string, string][];
  });
}

/** Numbers of all addresses of a host; without a port in its name, of all its ports. Ascending. */
export function pagesOfHost(db: Database, host: string): number[] {
  const select = db
    .prepare<[string, string], number>("select id from url where is_template = 0 and url >= ? and url < ?")
    .pluck();
  return ranges(host)
    .flatMap(([from, before]) => select.all(from, before))
    .toSorted((left, right) => left - right);
}

/** Deletes what was read at these addresses, in every crawl. Gives back what may be in nobody's use any more. */
export function purgePages(db: Database, urlIds: readonly number[]): Unused {
  const unused: Unused = {
    crawlIds: new Set(),
    manifestIds: new Set(),
    textIds: new Set(),
    surroundingsIds: new Set(),
    urlIds: new Set(urlIds),
  };
  const crawlIds = db.prepare<[], number>("select id from crawl order by id").pluck().all();
  for (const crawlId of crawlIds) {
    for (const urlId of urlIds) noteVisits(db, { crawlId, urlId }, unused);
    unlistPages(db, crawlId, unused);
    for (const statement of BY_PAGE) {
      const run = db.prepare<[number, number]>(statement);
      for (const urlId of urlIds) run.run(crawlId, urlId);
    }
  }
  for (const statement of BY_ADDRESS) {
    const run = db.prepare<[number]>(statement);
    for (const urlId of urlIds) run.run(urlId);
  }
  forgetWhereFound(db, urlIds);
  return unused;
}

const BY_PAGE = [
  "delete from visit where crawl_id = ? and url_id = ?",
  "delete from evidence where crawl_id = ? and url_id = ?",
  "delete from block_sample where crawl_id = ? and url_id = ?",
  "delete from frontier where crawl_id = ? and url_id = ?",
  "delete from taken where crawl_id = ? and url_id = ?",
  "delete from sitemap where crawl_id = ? and url_id = ?",
  "delete from rendering where crawl_id = ? and url_id = ?",
] as const;

const BY_ADDRESS = ["delete from page_memory where url_id = ?", "delete from target_check where url_id = ?"] as const;

function noteVisits(db: Database, page: { crawlId: number; urlId: number }, unused: Unused): void {
  const visits = db
    .prepare<[number, number], { manifestId: number | null; textId: number | null; toId: number | null }>(
      "select manifest_id as manifestId, text_id as textId, to_id as toId from visit where crawl_id = ? and url_id = ?",
    )
    .all(page.crawlId, page.urlId);
  for (const { manifestId, textId, toId } of visits) {
    unused.crawlIds.add(page.crawlId);
    if (manifestId !== null) unused.manifestIds.add(manifestId);
    if (textId !== null) unused.textIds.add(textId);
    if (toId !== null) unused.urlIds.add(toId);
  }
  const surroundings = db
    .prepare<[number, number], number>("select surroundings_id from evidence where crawl_id = ? and url_id = ?")
    .pluck()
    .all(page.crawlId, page.urlId);
  for (const id of surroundings) unused.surroundingsIds.add(id);
}

/** Takes the pages out of the lists of their blocks' carriers. */
function unlistPages(db: Database, crawlId: number, unused: Unused): void {
  const manifest = db.prepare<[number], Buffer>("select block_ids from manifest where id = ?").pluck();
  const blockIds = new Set<number>();
  for (const id of unused.manifestIds)
    for (const blockId of decodeNumbers(manifest.get(id) ?? Buffer.alloc(0))) blockIds.add(blockId);
  const left = new Map<{ readonly crawlId: number; readonly blockId: number }, number[]>();
  for (const blockId of blockIds) {
    const block = { crawlId, blockId };
    const pages = listedPages(db, block);
    const others = pages.filter((urlId) => !unused.urlIds.has(urlId));
    if (others.length < pages.length) left.set(block, others);
  }
  replacePages(db, left);
}

/** Other pages that were found on these, or reached through their redirects, no longer say so. */
function forgetWhereFound(db: Database, urlIds: readonly number[]): void {
  db.prepare(`
    update frontier set found_on_id = null, chain_json = null
    where found_on_id in (select value from json_each(?))
  `).run(JSON.stringify(urlIds));
}
