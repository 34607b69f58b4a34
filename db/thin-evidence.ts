import type { Database, Statement } from "better-sqlite3";
import { decodeNumbers } from "./blocks/varint.ts";
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
  const statements = siteStatements(db);
  for (const [siteId, pages] of pagesBySite(db, crawlId)) thinSite(statements, { crawlId, siteId, pages });
  db.prepare(`
    delete from surroundings
    where id >= ? and id not in (select surroundings_id from evidence where crawl_id = ?)
  `).run(first, crawlId);
}

/** What thinning runs for every site. */
interface SiteStatements {
  readonly insertSample: Statement<[number, string, number, number, number]>;
  readonly places: Statement<[number, number], number>;
  readonly remove: Statement<[number, number, number]>;
}

function siteStatements(db: Database): SiteStatements {
  return {
    insertSample: db.prepare(`
      insert into block_sample (crawl_id, site_id, block_id, url_id, block_seq) values (?, ?, ?, ?, ?)
    `),
    places: db
      .prepare<[number, number], number>("select block_seq from evidence where crawl_id = ? and url_id = ?")
      .pluck(),
    remove: db.prepare("delete from evidence where crawl_id = ? and url_id = ? and block_seq = ?"),
  };
}

function thinSite(
  { insertSample, places, remove }: SiteStatements,
  site: { readonly crawlId: number; readonly siteId: string; readonly pages: readonly SitePage[] },
): void {
  const { crawlId, siteId, pages } = site;
  const samples = chromeSamples(pages);
  for (const [blockId, { urlId, blockSeq }] of samples) insertSample.run(crawlId, siteId, blockId, urlId, blockSeq);
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
