import type { Database } from "better-sqlite3";
import type { Coverage, CrawlInfo, LinkReader, StoredBlock, StoredPage, StoredTarget } from "../core/crawl-record.ts";
import type { SiteId } from "../core/site.ts";
import type { CanonicalUrl } from "../core/url.ts";
import type { VisitKind } from "../core/visit.ts";
import { blocksOfCrawl } from "./block-pages.ts";
import { decodeNumbers } from "./blocks/varint.ts";
import { readCoverage } from "./coverage-rows.ts";
import { crawlOf } from "./crawl-rows.ts";
import { finalVisits, mergedPages, type FinalVisit } from "./merged-pages.ts";
import { StoredLinks } from "./stored-links.ts";

interface PageRow {
  readonly pageId: number;
  readonly url: CanonicalUrl;
  readonly siteId: SiteId;
  readonly depthClicks: number;
  readonly blockIds: Buffer;
}

/** Pages read at once. */
const CHUNK = 1000;

/** Reads one crawl for scoring. Pages come by site, depth and address, so that nothing depends on who answered first. */
export class SqliteLinkReader implements LinkReader {
  readonly crawl: CrawlInfo;
  readonly #db: Database;
  readonly #links: StoredLinks;
  readonly #coverage: readonly Coverage[];
  #merged: Merging | null = null;

  constructor(db: Database, crawlId: number, openCoverage: () => readonly Coverage[]) {
    this.#db = db;
    this.#links = new StoredLinks(db);
    this.crawl = crawlOf(db, crawlId);
    this.#coverage = this.crawl.status === "closed" ? readCoverage(db, crawlId) : openCoverage();
  }

  /**
   * Pages under their first spelling: what stands for another (canonical, equal content) is left out. Rows are read a
   * thousand at a time: a reader that takes its time must not keep the writer's log from being emptied.
   */
  *pages(): Generator<StoredPage> {
    const { merged } = this.#merging();
    const ordered = this.#db
      .prepare<[number], number>(`
        select url_id
        from visit
        join url on url.id = visit.url_id
        where crawl_id = ? and is_final = 1 and manifest_id is not null
        order by visit.site_id, depth_clicks, url.url
      `)
      .pluck()
      .all(this.crawl.id)
      .filter((pageId) => !merged.has(pageId));
    for (let start = 0; start < ordered.length; start += CHUNK) {
      for (const { blockIds, ...page } of this.#pageRows(ordered.slice(start, start + CHUNK))) {
        yield { ...page, blockIds: decodeNumbers(blockIds) };
      }
    }
  }

  *blocks(): Generator<StoredBlock> {
    for (const blockId of blocksOfCrawl(this.#db, this.crawl.id)) yield this.#block(blockId);
  }

  *targets(): Generator<StoredTarget> {
    const { merged, outcomes } = this.#merging();
    const addresses = this.#addresses();
    for (const [targetId, target] of addresses) {
      const finalId = merged.get(targetId) ?? targetId;
      const final = addresses.get(finalId) ?? target;
      const outcome = outcomes.get(finalId) ?? null;
      yield { targetId, url: target.url, finalId, finalUrl: final.url, siteId: final.siteId, outcome };
    }
  }

  coverage(): readonly Coverage[] {
    return this.#coverage;
  }

  #pageRows(pageIds: readonly number[]): PageRow[] {
    return this.#db
      .prepare<[string, number], PageRow>(`
        select url_id as pageId, url.url, visit.site_id as siteId, depth_clicks as depthClicks, block_ids as blockIds
        from json_each(?) place
        cross join visit on visit.crawl_id = ? and visit.url_id = place.value and is_final = 1
        join url on url.id = visit.url_id
        join manifest on manifest.id = visit.manifest_id
        order by place.key
      `)
      .all(JSON.stringify(pageIds), this.crawl.id);
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

  /** Read once for a closed crawl: it does not change. */
  #merging(): Merging {
    if (this.#merged !== null) return this.#merged;
    const visits = finalVisits(this.#db, this.crawl.id);
    const merging = { merged: mergedPages(visits), outcomes: outcomesOf(visits) };
    if (this.crawl.status === "closed") this.#merged = merging;
    return merging;
  }
}

interface Merging {
  readonly merged: ReadonlyMap<number, number>;
  readonly outcomes: ReadonlyMap<number, VisitKind>;
}

/** A page that says "found" for what does not exist is one that does not exist. */
function outcomesOf(visits: readonly FinalVisit[]): Map<number, VisitKind> {
  return new Map(visits.map(({ urlId, kind, isSoft404 }) => [urlId, isSoft404 ? "http-error" : kind]));
}
