import type { Database } from "better-sqlite3";
import type { Evidence, OccurrenceRef } from "../core/crawl-record.ts";
import type { SiteId } from "../core/site.ts";
import type { CanonicalUrl } from "../core/url.ts";
import { EvidenceReader } from "./evidence-reader.ts";
import { StoredLinks } from "./stored-links.ts";

/** Which links are asked for. */
export interface InlinkQuery {
  readonly address: CanonicalUrl;
  /** `prefix`: also every address that begins with it. */
  readonly match: "exact" | "prefix";
  readonly limit: number;
  /** `next` of an earlier answer, or null to begin. */
  readonly after: string | null;
}

/** A quoted link with the site that it stands on. */
export interface Inlink extends Evidence {
  readonly sourceId: SiteId;
}

/** Links to an address, by source page and place. */
export interface InlinkPage {
  /** Addresses of the store that match. 0: nobody links there, and it was not visited. */
  readonly addresses: number;
  /** Pages that carry a block with such a link, and sites that they belong to. */
  readonly pages: number;
  readonly sites: number;
  readonly links: readonly Inlink[];
  /** For the next page, or null at the end. */
  readonly next: string | null;
}

interface Carrier {
  readonly pageId: number;
  readonly siteId: SiteId;
  readonly blockId: number;
  readonly blockSeq: number;
  readonly url: string;
}

/** The last address that begins with a prefix sorts before this. */
const AFTER_ALL = "\u{10FFFF}";

const TARGETS = {
  exact: "select id from url where is_template = 0 and url = @address",
  prefix: "select id from url where is_template = 0 and url >= @address and url < @end",
} as const;

/** Answers who links to an address, from the reverse index alone: blocks that name it, then pages that carry them. */
export function inlinks(db: Database, crawlId: number, query: InlinkQuery): InlinkPage {
  const { address } = query;
  const named = { address, end: `${address}${AFTER_ALL}`, crawlId };
  const targets = TARGETS[query.match];
  const ids = db.prepare<[typeof named], number>(`${targets} order by id`).pluck().all(named);
  const counts = db
    .prepare<[typeof named], { pages: number; sites: number }>(`
      select count(distinct block_page.url_id) as pages, count(distinct visit.site_id) as sites
      from block_target
      join block_page using (block_id)
      join visit using (crawl_id, url_id)
      where target_id in (${targets}) and crawl_id = @crawlId and is_final = 1
    `)
    .get(named) ?? { pages: 0, sites: 0 };
  const links = firstLinks(db, { crawlId, ids: new Set(ids), query, named });
  return { addresses: ids.length, ...counts, ...links };
}

function firstLinks(
  db: Database,
  call: {
    crawlId: number;
    ids: ReadonlySet<number>;
    query: InlinkQuery;
    named: Readonly<Record<string, string | number>>;
  },
): Pick<InlinkPage, "links" | "next"> {
  const { crawlId, ids, query } = call;
  const stored = new StoredLinks(db);
  const reader = new EvidenceReader(db, crawlId);
  const after = query.after ?? "";
  const links: Inlink[] = [];
  for (const carrier of carriers(db, query.match, { ...call.named, afterUrl: cursorUrl(after) })) {
    for (const [position, link] of stored.block(carrier.blockId).links.entries()) {
      const place = cursorOf(carrier, position);
      if (!ids.has(link.targetId) || place <= after) continue;
      if (links.length === query.limit) return { links, next: lastCursor(links) };
      const ref = { pageId: carrier.pageId, blockSeq: carrier.blockSeq, position };
      links.push({ sourceId: carrier.siteId, ...reader.quote(ref) });
    }
  }
  return { links, next: null };
}

/** Pages that carry a block with a matching link, by address and place. */
function carriers(
  db: Database,
  match: InlinkQuery["match"],
  named: Readonly<Record<string, string | number>>,
): Iterable<Carrier> {
  return db
    .prepare<[typeof named], Carrier>(`
      select distinct block_page.url_id as pageId, visit.site_id as siteId, block_page.block_id as blockId, block_seq as blockSeq, url.url
      from block_target
      join block_page using (block_id)
      join visit using (crawl_id, url_id)
      join url on url.id = block_page.url_id
      where target_id in (${TARGETS[match]}) and crawl_id = @crawlId and is_final = 1 and url.url >= @afterUrl
      order by url.url, block_seq
    `)
    .iterate(named);
}

const PAD = 6;

/** Place of a link in the answer, as a text that sorts like it. */
function cursorOf(carrier: Pick<Carrier, "url" | "blockSeq">, position: number): string {
  return [carrier.url, String(carrier.blockSeq).padStart(PAD, "0"), String(position).padStart(PAD, "0")].join(" ");
}

function cursorUrl(cursor: string): string {
  return cursor.split(" ", 1)[0] ?? "";
}

function lastCursor(links: readonly { readonly sourceUrl: string; readonly ref: OccurrenceRef }[]): string | null {
  const last = links.at(-1);
  return last === undefined ? null : cursorOf({ url: last.sourceUrl, blockSeq: last.ref.blockSeq }, last.ref.position);
}
