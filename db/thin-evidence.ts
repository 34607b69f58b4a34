import type { Database } from "better-sqlite3";

/** A block on this share of a site's pages, or more, is chrome (storage.md § 1). */
const CHROME_SHARE = 0.2;
/** On fewer pages than this a share says nothing. */
const MIN_CHROME_PAGES = 2;

/**
 * Keeps one sample of the surroundings of each chrome block of a site, on the first page that carries it by depth and
 * address, and deletes the others. Links outside chrome keep theirs.
 */
export function thinEvidence(db: Database, crawlId: number): void {
  db.prepare(`
    insert into block_sample (crawl_id, site_id, block_id, url_id, block_seq)
    select crawl_id, site_id, block_id, url_id, block_seq
    from (
      select visit.crawl_id, visit.site_id, block_page.block_id, block_page.url_id, block_page.block_seq,
        row_number() over (
          partition by visit.site_id, block_page.block_id order by visit.depth_clicks, url.url, block_page.block_seq
        ) as place,
        count(*) over (partition by visit.site_id, block_page.block_id) as carriers,
        site_pages.page_count
      from block_page
      join visit on visit.crawl_id = block_page.crawl_id and visit.url_id = block_page.url_id and visit.kind = 'fetched'
      join url on url.id = block_page.url_id
      join (
        select site_id, count(*) as page_count from visit where crawl_id = @crawlId and kind = 'fetched' group by site_id
      ) site_pages on site_pages.site_id = visit.site_id
      where block_page.crawl_id = @crawlId
    )
    where place = 1 and carriers >= @minPages and carriers >= @share * page_count
  `).run({ crawlId, minPages: MIN_CHROME_PAGES, share: CHROME_SHARE });
  // The order of the joins is fixed: the planner, without statistics, would walk all samples for each row.
  db.prepare(`
    delete from evidence
    where crawl_id = @crawlId and exists (
      select 1
      from block_page indexed by block_page_page
      cross join visit on visit.crawl_id = block_page.crawl_id and visit.url_id = block_page.url_id and visit.is_final = 1
      cross join block_sample sample
        on sample.crawl_id = block_page.crawl_id and sample.site_id = visit.site_id
        and sample.block_id = block_page.block_id
      where block_page.crawl_id = evidence.crawl_id and block_page.url_id = evidence.url_id
        and block_page.block_seq = evidence.block_seq
        and (sample.url_id <> evidence.url_id or sample.block_seq <> evidence.block_seq)
    )
  `).run({ crawlId });
}
