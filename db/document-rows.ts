import type { Database } from "better-sqlite3";
import type { RenderRecord, SitemapRecord } from "../crawler/store-port.ts";
import { prepared } from "./prepared.ts";

const INSERT_SITEMAP = `
  insert into sitemap (crawl_id, url_id, site_id, outcome, entries) values (?, ?, ?, ?, ?)
  on conflict (crawl_id, url_id) do update set outcome = excluded.outcome, entries = excluded.entries`;

/** Keeps one sitemap file as read. `urlId` is the number of its address. */
export function writeSitemap(db: Database, file: { crawlId: number; urlId: number }, sitemap: SitemapRecord): void {
  const { siteId, outcome, entries } = sitemap;
  prepared(db, INSERT_SITEMAP).run(file.crawlId, file.urlId, siteId, outcome, entries);
}

/** Renderings of a crawl, by address. */
export function renderings(db: Database, crawlId: number): RenderRecord[] {
  return db
    .prepare<[number], RenderRecord>(`
      select url.url, rendering.site_id as siteId, outcome, gained_links as gainedLinks
      from rendering
      join url on url.id = rendering.url_id
      where crawl_id = ?
      order by url.url
    `)
    .all(crawlId);
}

/** Keeps one rendering, in place of an earlier try. `urlId` is the number of its address. */
export function writeRendering(db: Database, page: { crawlId: number; urlId: number }, rendering: RenderRecord): void {
  db.prepare(`
    insert into rendering (crawl_id, url_id, site_id, outcome, gained_links) values (?, ?, ?, ?, ?)
    on conflict (crawl_id, url_id) do update set outcome = excluded.outcome, gained_links = excluded.gained_links
  `).run(page.crawlId, page.urlId, rendering.siteId, rendering.outcome, rendering.gainedLinks);
}
