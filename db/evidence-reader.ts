import type { Database, Statement } from "better-sqlite3";
import type { Evidence, OccurrenceRef } from "../core/crawl-record.ts";
import type { SiteId } from "../core/site.ts";
import type { CanonicalUrl } from "../core/url.ts";
import { expandSelf } from "./blocks/self-template.ts";
import { StoredLinks } from "./stored-links.ts";

interface PageRow {
  readonly url: CanonicalUrl;
  readonly siteId: SiteId;
  readonly title: string;
  readonly startedMs: number;
  readonly manifestId: number;
}

interface Surroundings {
  readonly heading: string;
  readonly sentence: string;
}

type Place = [crawlId: number, urlId: number, blockSeq: number, position: number];

/** Quotes links of one crawl. */
export class EvidenceReader {
  readonly #crawlId: number;
  readonly #links: StoredLinks;
  readonly #page: Statement<[number, number], PageRow>;
  readonly #surroundings: Statement<Place, Surroundings>;
  readonly #sample: Statement<[number, string, number], { urlId: number; blockSeq: number }>;
  readonly #redirect: Statement<[number, number], { toId: number; url: CanonicalUrl }>;

  constructor(db: Database, crawlId: number) {
    this.#crawlId = crawlId;
    this.#links = new StoredLinks(db);
    this.#page = db.prepare(`
      select url.url, visit.site_id as siteId, title, started_ms as startedMs, manifest_id as manifestId
      from visit
      join url on url.id = visit.url_id
      join page_text using (crawl_id, url_id)
      where crawl_id = ? and url_id = ? and kind = 'fetched' and is_final = 1
    `);
    this.#surroundings = db.prepare(`
      select heading, sentence from evidence where crawl_id = ? and url_id = ? and block_seq = ? and position = ?
    `);
    this.#sample = db.prepare(`
      select url_id as urlId, block_seq as blockSeq
      from block_sample
      where crawl_id = ? and site_id = ? and block_id = ?
    `);
    this.#redirect = db.prepare(`
      select to_id as toId, url.url
      from visit
      join url on url.id = visit.to_id
      where crawl_id = ? and url_id = ? and kind = 'redirected' and is_final = 1
    `);
  }

  /** The quoted link of an occurrence. Throws when the store holds no such page or place: a bug. */
  quote(ref: OccurrenceRef): Evidence {
    const page = this.#page.get(this.#crawlId, ref.pageId);
    const blockId = page === undefined ? undefined : this.#links.blockIds(page.manifestId)[ref.blockSeq];
    if (page === undefined || blockId === undefined) throw new Error(`no such occurrence: ${JSON.stringify(ref)}`);
    const block = this.#links.block(blockId);
    const link = block.links[ref.position];
    if (link === undefined) throw new Error(`no such occurrence: ${JSON.stringify(ref)}`);
    const address = this.#links.address(link.targetId);
    const targetUrl = (address.isTemplate ? expandSelf(address.url, page.url) : address.url) as CanonicalUrl;
    const around = this.#around(ref, page.siteId, blockId);
    return {
      ref,
      sourceUrl: page.url,
      sourceTitle: page.title,
      targetUrl,
      finalUrl: this.#finalUrl(link.targetId),
      anchor: this.#links.anchor(link.anchorId),
      zone: block.zone,
      rel: this.#links.flagged(link).rel,
      heading: around?.heading ?? null,
      sentence: around?.sentence ?? null,
      seenMs: page.startedMs,
    };
  }

  /** What stands around a link: on its own page, or else where the sample of its block was kept. */
  #around(ref: OccurrenceRef, siteId: SiteId, blockId: number): Surroundings | null {
    const own = this.#surroundings.get(this.#crawlId, ref.pageId, ref.blockSeq, ref.position);
    if (own !== undefined) return own;
    const sample = this.#sample.get(this.#crawlId, siteId, blockId);
    if (sample === undefined) return null;
    return this.#surroundings.get(this.#crawlId, sample.urlId, sample.blockSeq, ref.position) ?? null;
  }

  #finalUrl(targetId: number): CanonicalUrl | null {
    const seen = new Set<number>([targetId]);
    let final: CanonicalUrl | null = null;
    for (let id = targetId; ;) {
      const next = this.#redirect.get(this.#crawlId, id);
      if (next === undefined || seen.has(next.toId)) return final;
      seen.add(next.toId);
      final = next.url;
      id = next.toId;
    }
  }
}
