import type { Database } from "better-sqlite3";
import { decodeNumbers } from "./blocks/varint.ts";
import { prepared } from "./prepared.ts";

const INSERT_SAMPLE =
  "insert into block_sample (crawl_id, site_id, block_id, url_id, block_seq) values (?, ?, ?, ?, ?)";
const SELECT_PLACES = "select block_seq from evidence where crawl_id = ? and url_id = ?";
const DELETE_PLACE = "delete from evidence where crawl_id = ? and url_id = ? and block_seq = ?";

/** A block on this share of a site's pages, or more, is chrome (storage.md § 1). */
const CHROME_SHARE = 0.2;
/** On fewer pages than this a share says nothing. */
const MIN_CHROME_PAGES = 2;

interface PageRow {
  readonly siteId: string;
  readonly urlId: number;
  readonly readCrawlId: number;
  readonly blockIds: Buffer;
}

interface SitePage {
  readonly urlId: number;
  /** Whether this crawl holds the surroundings of its links. */
  readonly isOwn: boolean;
  readonly blockIds: readonly number[];
}

/**
 * Keeps one sample of the surroundings of each chrome block of a site, on the first page that carries it by depth and
 * address, and deletes the others. Links outside chrome keep theirs. Pages read by this crawl go before those whose
 * reading was taken over, which keep their surroundings where they were read.
 */
export function thinEvidence(db: Database, crawlId: number): void {
  const first = db
    .prepare<[number], number | null>("select min(surroundings_id) from evidence where crawl_id = ?")
    .pluck()
    .get(crawlId);
  if (first === undefined || first === null) return;
  for (const [siteId, pages] of pagesBySite(db, crawlId)) thinSite(db, { crawlId, siteId, pages });
  db.prepare(`
    delete from surroundings
    where id >= ? and id not in (select surroundings_id from evidence where crawl_id = ?)
  `).run(first, crawlId);
}

function thinSite(
  db: Database,
  site: { readonly crawlId: number; readonly siteId: string; readonly pages: readonly SitePage[] },
): void {
  const { crawlId, siteId, pages } = site;
  const samples = chromeSamples(pages);
  const insert = prepared(db, INSERT_SAMPLE);
  for (const [blockId, { urlId, blockSeq }] of samples) insert.run(crawlId, siteId, blockId, urlId, blockSeq);
  const places = prepared<[number, number], number>(db, SELECT_PLACES).pluck();
  const remove = prepared(db, DELETE_PLACE);
  for (const { urlId, isOwn, blockIds } of pages) {
    if (!isOwn) continue;
    for (const blockSeq of places.all(crawlId, urlId)) {
      const sample = samples.get(blockIds[blockSeq] ?? -1);
      if (sample === undefined || (sample.urlId === urlId && sample.blockSeq === blockSeq)) continue;
      remove.run(crawlId, urlId, blockSeq);
    }
  }
}

interface Sample {
  readonly urlId: number;
  readonly blockSeq: number;
}

/** Chrome blocks of a site with the place of their sample. */
function chromeSamples(pages: readonly SitePage[]): Map<number, Sample> {
  const carriers = new Map<number, number>();
  const samples = new Map<number, Sample>();
  for (const { urlId, blockIds } of pages) {
    for (const blockId of new Set(blockIds)) {
      carriers.set(blockId, (carriers.get(blockId) ?? 0) + 1);
      if (!samples.has(blockId)) samples.set(blockId, { urlId, blockSeq: blockIds.indexOf(blockId) });
    }
  }
  const least = Math.max(MIN_CHROME_PAGES, CHROME_SHARE * pages.length);
  for (const [blockId, count] of carriers) if (count < least) samples.delete(blockId);
  return samples;
}

/** Pages of each site: those read by this crawl first, then by depth and address. */
function* pagesBySite(db: Database, crawlId: number): Generator<readonly [siteId: string, pages: SitePage[]]> {
  const rows = db
    .prepare<[number, number], PageRow>(`
      select visit.site_id as siteId, url_id as urlId, read_crawl_id as readCrawlId, block_ids as blockIds
      from visit
      join url on url.id = visit.url_id
      join manifest on manifest.id = visit.manifest_id
      where crawl_id = ? and is_final = 1
      order by visit.site_id, read_crawl_id <> ?, depth_clicks, url.url
    `)
    .all(crawlId, crawlId);
  let siteId: string | null = null;
  let pages: SitePage[] = [];
  for (const row of rows) {
    if (siteId !== null && row.siteId !== siteId) {
      yield [siteId, pages];
      pages = [];
    }
    siteId = row.siteId;
    pages.push({ urlId: row.urlId, isOwn: row.readCrawlId === crawlId, blockIds: decodeNumbers(row.blockIds) });
  }
  if (siteId !== null) yield [siteId, pages];
}
