import type { Database, Statement } from "better-sqlite3";
import type { SiteId } from "../../core/site.ts";
import type { CanonicalUrl } from "../../core/url.ts";
import { queriedPath } from "./path-parts.ts";

/** Counts the addresses of each path that differ in their queries, so that one form cannot fill a site's frontier. */
export class QueriedPaths {
  readonly #crawlId: number;
  readonly #known: Statement<[crawlId: number, siteId: string], CanonicalUrl>;
  readonly #counts = new Map<SiteId, Map<string, number>>();

  constructor(db: Database, crawlId: number) {
    this.#crawlId = crawlId;
    this.#known = db
      .prepare<[number, string], CanonicalUrl>(`
        select url.url
        from frontier indexed by frontier_queue
        cross join url on url.id = frontier.url_id
        where crawl_id = ? and frontier.site_id = ? and state <> 'skipped' and purpose = 'page'
          and instr(request_url, '?') > 0
        order by owner_key, state, depth_clicks, redirect_hops desc, request_url
      `)
      .pluck();
  }

  /** Counts a page that is new. False, and not counted: its path has `most` other queries already. */
  admit(siteId: SiteId, url: CanonicalUrl, most: number): boolean {
    const path = queriedPath(url);
    if (path === null) return true;
    const counts = this.#countsOf(siteId);
    const count = counts.get(path) ?? 0;
    if (count >= most) return false;
    counts.set(path, count + 1);
    return true;
  }

  #countsOf(siteId: SiteId): Map<string, number> {
    const known = this.#counts.get(siteId);
    if (known !== undefined) return known;
    const counts = new Map<string, number>();
    for (const url of this.#known.all(this.#crawlId, siteId)) {
      const path = queriedPath(url) ?? url;
      counts.set(path, (counts.get(path) ?? 0) + 1);
    }
    this.#counts.set(siteId, counts);
    return counts;
  }
}
