import type { Database, Statement } from "better-sqlite3";
import type { CanonicalUrl } from "../core/url.ts";
import type { PageMemory } from "../crawler/ports.ts";
import type { FollowableLink } from "../crawler/store-port.ts";
import { expandSelf } from "./blocks/self-template.ts";
import { StoredLinks } from "./stored-links.ts";

type MemoryRow = Omit<PageMemory, "nofollow"> & { readonly nofollow: number };

/** What closed crawls know of a page. */
export class PageMemories {
  readonly #links: StoredLinks;
  readonly #memory: Statement<[CanonicalUrl], MemoryRow>;
  readonly #any: Statement<[], { one: number }>;
  readonly #manifest: Statement<[CanonicalUrl, number], { manifestId: number }>;

  constructor(db: Database) {
    this.#links = new StoredLinks(db);
    this.#memory = db.prepare(`
      select read_crawl_id as crawlId, etag, last_modified as lastModified, read_ms as readMs, seen_ms as seenMs,
        unchanged_runs as unchangedRuns, is_nofollow as nofollow, content_hash as contentHash
      from url
      join page_memory on page_memory.url_id = url.id
      join visit on visit.crawl_id = page_memory.crawl_id and visit.url_id = url.id and is_final = 1
      where url.url = ? and is_template = 0
    `);
    this.#any = db.prepare("select 1 as one from page_memory limit 1");
    this.#manifest = db.prepare(`
      select manifest_id as manifestId
      from url
      join visit on visit.url_id = url.id and is_final = 1 and manifest_id is not null
      where url.url = ? and is_template = 0 and visit.crawl_id = ?
    `);
  }

  /** From the newest closed crawl in which the page's links are stored; null when there is none. */
  of(url: CanonicalUrl): PageMemory | null {
    // The first crawl of a store remembers nothing: the usual case of a large one.
    if (this.#any.get() === undefined) return null;
    const row = this.#memory.get(url);
    return row === undefined ? null : { ...row, nofollow: row.nofollow === 1 };
  }

  /** Links in order, with their address in place of the href as written; empty when the reading was deleted since. */
  links(url: CanonicalUrl, memory: PageMemory): FollowableLink[] {
    const row = this.#manifest.get(url, memory.crawlId);
    if (row === undefined) return [];
    return this.#links.blockIds(row.manifestId).flatMap((blockId) =>
      this.#links.block(blockId).links.map((link): FollowableLink => {
        const address = this.#links.address(link.targetId);
        const target = (address.isTemplate ? expandSelf(address.url, url) : address.url) as CanonicalUrl;
        const { kind, rel } = this.#links.flagged(link);
        return { url: target, kind, rel, href: target };
      }),
    );
  }
}

/** Makes a crawl's pages the ones that are remembered. Call inside the transaction that closes it. */
export function rememberPages(db: Database, crawlId: number): void {
  db.prepare(`
    insert into page_memory (url_id, crawl_id)
    select url_id, crawl_id
    from visit
    where crawl_id = ? and is_final = 1 and manifest_id is not null
    order by url_id
    on conflict (url_id) do update set crawl_id = excluded.crawl_id
  `).run(crawlId);
}
