import type { Database } from "better-sqlite3";
import type { Coverage, CrawlInfo, LinkReader, StoredBlock, StoredPage, StoredTarget } from "../core/crawl-record.ts";
import type { SiteId } from "../core/site.ts";
import type { CanonicalUrl } from "../core/url.ts";
import type { VisitKind } from "../core/visit.ts";
import { decodeNumbers } from "./blocks/varint.ts";
import { readCoverage } from "./coverage-rows.ts";
import { crawlOf } from "./crawl-rows.ts";
import { StoredLinks } from "./stored-links.ts";

interface PageRow {
  readonly pageId: number;
  readonly url: CanonicalUrl;
  readonly siteId: SiteId;
  readonly depthClicks: number;
  readonly blockIds: Buffer;
}

/** Reads one crawl for scoring. Pages come by site, depth and address, so that nothing depends on who answered first. */
export class SqliteLinkReader implements LinkReader {
  readonly crawl: CrawlInfo;
  readonly #db: Database;
  readonly #links: StoredLinks;
  readonly #coverage: readonly Coverage[];

  constructor(db: Database, crawlId: number, openCoverage: () => readonly Coverage[]) {
    this.#db = db;
    this.#links = new StoredLinks(db);
    this.crawl = crawlOf(db, crawlId);
    this.#coverage = this.crawl.status === "closed" ? readCoverage(db, crawlId) : openCoverage();
  }

  *pages(): Generator<StoredPage> {
    const rows = this.#db
      .prepare<[number], PageRow>(`
        select url_id as pageId, url.url, visit.site_id as siteId, depth_clicks as depthClicks, block_ids as blockIds
        from visit
        join url on url.id = visit.url_id
        join manifest on manifest.id = visit.manifest_id
        where crawl_id = ? and kind = 'fetched' and is_final = 1
        order by visit.site_id, depth_clicks, url.url
      `)
      .iterate(this.crawl.id);
    for (const { blockIds, ...page } of rows) yield { ...page, blockIds: decodeNumbers(blockIds) };
  }

  *blocks(): Generator<StoredBlock> {
    const ids = this.#db
      .prepare<[number], number>("select distinct block_id from block_page where crawl_id = ? order by block_id")
      .pluck()
      .all(this.crawl.id);
    for (const blockId of ids) yield this.#block(blockId);
  }

  *targets(): Generator<StoredTarget> {
    const redirects = this.#redirects();
    const outcomes = this.#outcomes();
    const addresses = this.#addresses();
    for (const [targetId, target] of addresses) {
      const finalId = endOf(targetId, redirects);
      const final = addresses.get(finalId) ?? target;
      const outcome = outcomes.get(finalId) ?? null;
      yield { targetId, url: target.url, finalId, finalUrl: final.url, siteId: final.siteId, outcome };
    }
  }

  coverage(): readonly Coverage[] {
    return this.#coverage;
  }

  #block(blockId: number): StoredBlock {
    const { zone, isShare, links } = this.#links.block(blockId);
    const kept = links.flatMap((link, position) => {
      if (this.#links.address(link.targetId).isTemplate) return [];
      const { kind, rel, hreflang } = this.#links.flagged(link);
      const anchor = this.#links.anchor(link.anchorId);
      return [{ position, targetId: link.targetId, anchor, kind, rel, hreflang: hreflang !== null }];
    });
    return { blockId, zone, isShare, links: kept };
  }

  #addresses(): Map<number, { readonly url: CanonicalUrl; readonly siteId: SiteId | null }> {
    const rows = this.#db
      .prepare<[], { id: number; url: CanonicalUrl; siteId: SiteId | null }>(
        "select id, url, site_id as siteId from url where is_template = 0 order by id",
      )
      .all();
    return new Map(rows.map(({ id, ...address }) => [id, address]));
  }

  #redirects(): Map<number, number> {
    const rows = this.#db
      .prepare<[number], { fromId: number; toId: number }>(`
        select url_id as fromId, to_id as toId
        from visit
        where crawl_id = ? and kind = 'redirected' and is_final = 1 and to_id is not null
      `)
      .all(this.crawl.id);
    return new Map(rows.map(({ fromId, toId }) => [fromId, toId]));
  }

  #outcomes(): Map<number, VisitKind> {
    const rows = this.#db
      .prepare<[number], { id: number; kind: VisitKind }>(
        "select url_id as id, kind from visit where crawl_id = ? and is_final = 1",
      )
      .all(this.crawl.id);
    return new Map(rows.map(({ id, kind }) => [id, kind]));
  }
}

/** Where redirects end; the last address before a loop closes. */
export function endOf(start: number, redirects: ReadonlyMap<number, number>): number {
  const seen = new Set([start]);
  let at = start;
  for (;;) {
    const next = redirects.get(at);
    if (next === undefined || seen.has(next)) return at;
    seen.add(next);
    at = next;
  }
}
