import type { Database, Statement } from "better-sqlite3";
import type { SiteId } from "../core/site.ts";
import type { Added, Discovered, Frontier, HostMemory, Lease, OwnerKey, PageWrite, Task } from "../crawler/ports.ts";
import type { CrawlProgress } from "../crawler/store-port.ts";

interface SiteCounts {
  readonly visited: number;
  readonly pending: number;
  readonly failed: number;
}

/** Longest time that one call may count, in milliseconds: it is called twice a second. */
const MAX_COUNTING_MS = 4;
const NOTHING: SiteCounts = { visited: 0, pending: 0, failed: 0 };

/**
 * Counts how far a crawl has come. Only sites with news are counted again, a few milliseconds' worth a call, oldest news
 * first: of a large crawl the counts may be some seconds old, and a call stays cheap whatever the number of sites.
 */
export class ProgressCounter {
  readonly #crawlId: number;
  readonly #select: Statement<[number, SiteId], SiteCounts>;
  readonly #sites = new Map<SiteId, SiteCounts>();
  readonly #news = new Set<SiteId>();
  readonly #total = { visited: 0, pending: 0, failed: 0, sitesDone: 0 };

  constructor(db: Database, crawlId: number) {
    this.#crawlId = crawlId;
    this.#select = db.prepare(`
      select
        count(*) filter (where state = 'done' and purpose = 'page') as visited,
        count(*) filter (where state in ('pending', 'retry', 'surplus')) as pending,
        count(*) filter (where state = 'retry') as failed
      from frontier indexed by frontier_queue
      where crawl_id = ? and site_id = ?
    `);
    const sites = db
      .prepare<[number], SiteId>("select site_id from site_budget where crawl_id = ? order by site_id")
      .pluck()
      .all(crawlId);
    for (const siteId of sites) {
      this.#news.add(siteId);
      this.#sites.set(siteId, NOTHING);
    }
    this.#total.sitesDone = sites.length;
  }

  /** Something changed on a site. */
  touch(siteId: SiteId): void {
    this.#news.add(siteId);
  }

  progress(): CrawlProgress {
    const startMs = performance.now();
    for (const siteId of this.#news) {
      this.#news.delete(siteId);
      this.#count(siteId);
      if (performance.now() - startMs > MAX_COUNTING_MS) break;
    }
    return { ...this.#total };
  }

  #count(siteId: SiteId): void {
    const before = this.#sites.get(siteId);
    const now = this.#select.get(this.#crawlId, siteId) ?? NOTHING;
    this.#sites.set(siteId, now);
    this.#total.visited += now.visited - (before?.visited ?? 0);
    this.#total.pending += now.pending - (before?.pending ?? 0);
    this.#total.failed += now.failed - (before?.failed ?? 0);
    this.#total.sitesDone += Number(now.pending === 0) - Number(before?.pending === 0);
  }
}

/** A frontier that tells which sites have news. */
export class ObservedFrontier implements Frontier {
  readonly #inner: Frontier;
  readonly #touch: (siteId: SiteId) => void;

  constructor(inner: Frontier, touch: (siteId: SiteId) => void) {
    this.#inner = inner;
    this.#touch = touch;
  }

  add(found: readonly Discovered[]): Promise<Added> {
    for (const { siteId } of found) this.#touch(siteId);
    return this.#inner.add(found);
  }

  lease(worker: string, wanted: { readonly owners: number; readonly ttlMs: number }): Promise<readonly Lease[]> {
    return this.#inner.lease(worker, wanted);
  }

  take(lease: Lease, count: number): Promise<readonly Task[]> {
    return this.#inner.take(lease, count);
  }

  complete(lease: Lease, page: PageWrite): Promise<void> {
    this.#touch(page.task.siteId);
    for (const { siteId } of page.discovered) if (siteId !== page.task.siteId) this.#touch(siteId);
    return this.#inner.complete(lease, page);
  }

  renew(lease: Lease, ttlMs: number): Promise<Lease> {
    return this.#inner.renew(lease, ttlMs);
  }

  release(lease: Lease, notBeforeMs: number, memory?: HostMemory): Promise<void> {
    return memory === undefined
      ? this.#inner.release(lease, notBeforeMs)
      : this.#inner.release(lease, notBeforeMs, memory);
  }

  defer(ownerKey: OwnerKey, untilMs: number, why: string): Promise<void> {
    return this.#inner.defer(ownerKey, untilMs, why);
  }

  nextDueMs(): Promise<number | null> {
    return this.#inner.nextDueMs();
  }
}
