import type { Database } from "better-sqlite3";
import type { Evidence, OccurrenceRef } from "../core/crawl-record.ts";
import type { SiteId } from "../core/site.ts";
import type { CanonicalUrl } from "../core/url.ts";
import { blocksNaming } from "./block-index.ts";
import { pagesCarrying } from "./block-pages.ts";
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
  readonly url: string;
  readonly manifestId: number;
}

/** The last address that begins with a prefix sorts before this. */
const AFTER_ALL = "\u{10FFFF}";

const TARGETS = {
  exact: "select id from url where is_template = 0 and url = @address order by id",
  prefix: "select id from url where is_template = 0 and url >= @address and url < @end order by id",
} as const;

/** Answers who links to an address, from the reverse index alone: blocks that name it, then pages that carry them. */
export function inlinks(db: Database, crawlId: number, query: InlinkQuery): InlinkPage {
  const named = { address: query.address, end: `${query.address}${AFTER_ALL}` };
  const targetIds = new Set(db.prepare<[typeof named], number>(TARGETS[query.match]).pluck().all(named));
  const blockIds = new Set(blocksNaming(db, targetIds));
  const pageIds = JSON.stringify(pagesCarrying(db, crawlId, blockIds));
  const counts = db
    .prepare<[string, number], { pages: number; sites: number }>(`
      select count(*) as pages, count(distinct visit.site_id) as sites
      from json_each(?) page
      join visit on visit.crawl_id = ? and visit.url_id = page.value and is_final = 1
    `)
    .get(pageIds, crawlId) ?? { pages: 0, sites: 0 };
  const links = firstLinks(db, { crawlId, targetIds, blockIds, pageIds, query });
  return { addresses: targetIds.size, ...counts, ...links };
}

interface Found {
  readonly crawlId: number;
  readonly targetIds: ReadonlySet<number>;
  readonly blockIds: ReadonlySet<number>;
  readonly pageIds: string;
  readonly query: InlinkQuery;
}

function firstLinks(db: Database, found: Found): Pick<InlinkPage, "links" | "next"> {
  const reader = new EvidenceReader(db, found.crawlId);
  const links: Inlink[] = [];
  for (const { siteId, ref } of occurrences(db, found)) {
    if (links.length === found.query.limit) return { links, next: lastCursor(links) };
    links.push({ sourceId: siteId, ...reader.quote(ref) });
  }
  return { links, next: null };
}

/** Places of matching links, by address of their page and place on it, after the cursor. */
function* occurrences(db: Database, found: Found): Generator<{ readonly siteId: SiteId; readonly ref: OccurrenceRef }> {
  const stored = new StoredLinks(db);
  const after = found.query.after ?? "";
  for (const carrier of carriers(db, found, cursorUrl(after))) {
    for (const [blockSeq, blockId] of stored.blockIds(carrier.manifestId).entries()) {
      if (!found.blockIds.has(blockId)) continue;
      for (const [position, link] of stored.block(blockId).links.entries()) {
        if (!found.targetIds.has(link.targetId)) continue;
        if (cursorOf({ url: carrier.url, blockSeq }, position) <= after) continue;
        yield { siteId: carrier.siteId, ref: { pageId: carrier.pageId, blockSeq, position } };
      }
    }
  }
}

/** Pages that carry a block with a matching link, by address. */
function carriers(db: Database, { crawlId, pageIds }: Found, afterUrl: string): Iterable<Carrier> {
  return db
    .prepare<[string, number, string], Carrier>(`
      select visit.url_id as pageId, visit.site_id as siteId, url.url, manifest_id as manifestId
      from json_each(?) page
      join visit on visit.crawl_id = ? and visit.url_id = page.value and is_final = 1
      join url on url.id = visit.url_id
      where url.url >= ? and manifest_id is not null
      order by url.url
    `)
    .iterate(pageIds, crawlId, afterUrl);
}

const PAD = 6;

/** Place of a link in the answer, as a text that sorts like it. */
function cursorOf(carrier: { readonly url: string; readonly blockSeq: number }, position: number): string {
  return [carrier.url, String(carrier.blockSeq).padStart(PAD, "0"), String(position).padStart(PAD, "0")].join(" ");
}

function cursorUrl(cursor: string): string {
  return cursor.split(" ", 1)[0] ?? "";
}

function lastCursor(links: readonly { readonly sourceUrl: string; readonly ref: OccurrenceRef }[]): string | null {
  const last = links.at(-1);
  return last === undefined ? null : cursorOf({ url: last.sourceUrl, blockSeq: last.ref.blockSeq }, last.ref.position);
}
