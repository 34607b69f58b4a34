import type { Database, Statement } from "better-sqlite3";
import type { Evidence, OccurrenceRef } from "../core/crawl-record.ts";
import type { CanonicalUrl } from "../core/url.ts";
import { expandSelf } from "./blocks/self-template.ts";
import type { Surrounding } from "./evidence-writer.ts";
import { StoredLinks } from "./stored-links.ts";

interface PageRow {
  readonly url: CanonicalUrl;
  readonly title: string;
  readonly seenMs: number;
  readonly isNoindex: number;
  readonly manifestId: number;
}

interface Surroundings {
  readonly heading: string;
  readonly sentence: string;
}

/** A block's place on a page of some crawl. */
interface Place {
  readonly crawlId: number;
  readonly urlId: number;
  readonly blockSeq: number;
  readonly blockId: number;
}

/** Quotes links of one crawl. */
export class EvidenceReader {
  readonly #crawlId: number;
  readonly #links: StoredLinks;
  readonly #page: Statement<[number, number], PageRow>;
  readonly #reading: Statement<[number, number], { readCrawlId: number; siteId: string }>;
  readonly #surroundings: Statement<[number, number, number], { json: string }>;
  readonly #sample: Statement<[number, string, number], { urlId: number; blockSeq: number }>;
  readonly #redirect: Statement<[number, number], { toId: number; url: CanonicalUrl }>;

  constructor(db: Database, crawlId: number) {
    this.#crawlId = crawlId;
    this.#links = new StoredLinks(db);
    this.#page = db.prepare(`
      select url.url, title, seen_ms as seenMs, is_noindex as isNoindex, manifest_id as manifestId
      from visit
      join url on url.id = visit.url_id
      join page_text on page_text.id = visit.text_id
      where crawl_id = ? and url_id = ? and is_final = 1 and manifest_id is not null
    `);
    this.#reading = db.prepare(`
      select read_crawl_id as readCrawlId, site_id as siteId from visit where crawl_id = ? and url_id = ? and is_final = 1
    `);
    this.#surroundings = db.prepare(`
      select links_json as json
      from evidence
      join surroundings on surroundings.id = evidence.surroundings_id
      where crawl_id = ? and url_id = ? and block_seq = ?
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
    const place = { crawlId: this.#crawlId, urlId: ref.pageId, blockSeq: ref.blockSeq, blockId };
    const around = this.#around(place, ref.position);
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
      seenMs: page.seenMs,
      isNoindex: page.isNoindex === 1,
    };
  }

  /**
   * What stands around a link: on its own page in the crawl that read it, or else where the sample of its block was kept.
   * Each step goes to an earlier crawl, or to a sample, which stands for itself.
   */
  #around(place: Place, position: number): Surroundings | null {
    const reading = this.#reading.get(place.crawlId, place.urlId);
    if (reading === undefined) return null;
    if (reading.readCrawlId < place.crawlId) return this.#around({ ...place, crawlId: reading.readCrawlId }, position);
    const own = this.#surroundings.get(place.crawlId, place.urlId, place.blockSeq);
    if (own !== undefined) return surroundingsAt(own.json, position);
    const sample = this.#sample.get(place.crawlId, reading.siteId, place.blockId);
    if (sample === undefined || (sample.urlId === place.urlId && sample.blockSeq === place.blockSeq)) return null;
    return this.#around({ ...place, ...sample }, position);
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

function surroundingsAt(json: string, position: number): Surroundings | null {
  const rows = JSON.parse(json) as readonly Surrounding[];
  const row = rows.find(([place]) => place === position);
  return row === undefined ? null : { heading: row[3], sentence: row[4] };
}
