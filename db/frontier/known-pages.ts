import type { Database, Statement } from "better-sqlite3";
import type { SiteId } from "../../core/site.ts";

/** What is known of a page: nothing; skipped for the way it was found; its depth while it waits; given out. */
export type PageKnowledge = "unknown" | "skipped" | "settled" | number;

const UNKNOWN = 0;
const SKIPPED = 1;
const SETTLED = 2;
/** What comes after is a depth. */
const FIRST_DEPTH = 3;

interface KnownRow {
  readonly urlId: number;
  readonly state: string;
  readonly depthClicks: number;
  readonly skipReason: string | null;
}

/**
 * Which pages the frontier holds: two bytes an address, so that a link seen again costs no query. Sites of an earlier
 * process are read when the first of their pages is asked about.
 */
export class KnownPages {
  readonly #crawlId: number;
  readonly #rows: Statement<[crawlId: number, siteId: string], KnownRow>;
  readonly #read = new Set<SiteId>();
  #codes = new Uint16Array(4096);

  constructor(db: Database, crawlId: number) {
    this.#crawlId = crawlId;
    this.#rows = db.prepare(`
      select url_id as urlId, state, depth_clicks as depthClicks, skip_reason as skipReason
      from frontier indexed by frontier_queue
      where crawl_id = ? and site_id = ? and purpose = 'page'
      order by owner_key, state, depth_clicks, redirect_hops desc, request_url
    `);
  }

  of(siteId: SiteId, urlId: number): PageKnowledge {
    if (!this.#read.has(siteId)) this.#readSite(siteId);
    const code = this.#codes[urlId] ?? UNKNOWN;
    if (code === UNKNOWN) return "unknown";
    if (code === SKIPPED) return "skipped";
    return code === SETTLED ? "settled" : code - FIRST_DEPTH;
  }

  /** It waits at a depth. */
  waits(urlId: number, depthClicks: number): void {
    this.#set(urlId, FIRST_DEPTH + depthClicks);
  }

  /** It was found in a way in which it must not be visited; it may be found in another. */
  isSkipped(urlId: number): void {
    this.#set(urlId, SKIPPED);
  }

  /** It was given out, or will never be. */
  isSettled(urlId: number): void {
    this.#set(urlId, SETTLED);
  }

  #readSite(siteId: SiteId): void {
    this.#read.add(siteId);
    for (const { urlId, state, depthClicks, skipReason } of this.#rows.all(this.#crawlId, siteId)) {
      // Given out before anybody asked: the row does not tell.
      if (this.#codes[urlId] === SETTLED) continue;
      if (state === "done" || state === "retry" || skipReason === "trap:queries") this.isSettled(urlId);
      else if (state === "skipped") this.isSkipped(urlId);
      else this.waits(urlId, depthClicks);
    }
  }

  #set(urlId: number, code: number): void {
    if (urlId >= this.#codes.length) {
      const longer = new Uint16Array(Math.max(urlId + 1, 2 * this.#codes.length));
      longer.set(this.#codes);
      this.#codes = longer;
    }
    this.#codes[urlId] = code;
  }
}
