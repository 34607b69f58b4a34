import type { Database } from "better-sqlite3";
import type { Coverage, CrawlInfo } from "../core/crawl-record.ts";
import type { SiteIndex } from "../core/site-index.ts";
import type { CanonicalUrl } from "../core/url.ts";
import type { Frontier, HostMemory, OwnerKey, PageMemory, RobotsRecord } from "../crawler/ports.ts";
import type {
  CrawlManifest,
  CrawlProgress,
  CrawlStore,
  DayUse,
  ExchangeNote,
  FollowableLink,
  HoldRecord,
  ProbeRecord,
  RenderRecord,
  SiteTally,
  SitemapRecord,
} from "../crawler/store-port.ts";
import { closeCrawl } from "./close-crawl.ts";
import { ObservedFrontier, ProgressCounter } from "./crawl-progress.ts";
import { crawlOf, openOrResume } from "./crawl-rows.ts";
import { renderings, writeRendering, writeSitemap } from "./document-rows.ts";
import { ExchangeNotes } from "./exchange-notes.ts";
import { excludeHost } from "./exclude-host.ts";
import { isExcludedHost } from "./excluded-hosts.ts";
import type { GroupCommit } from "./group-commit.ts";
import { exclusions, holds, hostMemories, probes, robotsOf, writeHold, writeProbe, writeRobots } from "./host-rows.ts";
import { Interner } from "./intern.ts";
import { PageMemories } from "./page-memory.ts";
import { siteTallies } from "./site-tallies.ts";
import { SqliteFrontier } from "./sqlite-frontier.ts";
import { VisitWriter } from "./visit-writer.ts";

/** What the store of a crawl is made with. */
export interface CrawlStoreParts {
  /** Names the site of every address that is stored. */
  readonly siteOf: SiteIndex["siteOf"];
  /** Wall clock, milliseconds since 1970. */
  readonly nowMs: () => number;
  /** All that writes into one store commits through one of these. */
  readonly commits: GroupCommit;
}

/** The crawler's store on SQLite. */
export class SqliteCrawlStore implements CrawlStore {
  readonly #db: Database;
  readonly #parts: CrawlStoreParts;
  readonly #intern: Interner;
  readonly #notes: ExchangeNotes;
  readonly #memories: PageMemories;
  readonly #excluded: Set<string>;
  readonly #writers: VisitWriter[] = [];
  readonly #manifests = new Map<number, CrawlManifest>();
  #progress: { readonly crawlId: number; readonly counter: ProgressCounter } | null = null;

  constructor(db: Database, parts: CrawlStoreParts) {
    this.#db = db;
    this.#parts = parts;
    this.#intern = new Interner(db, parts.siteOf);
    this.#notes = new ExchangeNotes(db, parts.commits);
    this.#memories = new PageMemories(db);
    this.#excluded = new Set(exclusions(db));
  }

  openCrawl(manifest: CrawlManifest): CrawlInfo {
    const info = this.#write(() => openOrResume(this.#db, manifest));
    this.flush();
    this.#manifests.set(info.id, manifest);
    return info;
  }

  frontier(crawlId: number): Frontier {
    const intern = this.#intern;
    const { siteOf, nowMs, commits } = this.#parts;
    const isExcluded = (ownerKey: string): boolean => isExcludedHost(this.#excluded, ownerKey);
    const visits = new VisitWriter(this.#db, { crawlId, intern, siteOf, isExcluded });
    this.#writers.push(visits);
    const limits = this.#manifests.get(crawlId);
    if (limits === undefined) throw new RangeError(`crawl ${crawlId} was not opened here`);
    const frontier = new SqliteFrontier(this.#db, { crawlId, intern, visits, nowMs, commits, limits });
    return new ObservedFrontier(frontier, (siteId) => this.#counterOf(crawlId).touch(siteId));
  }

  robotsOf(origin: string): RobotsRecord | null {
    return robotsOf(this.#db, origin);
  }

  keepRobots(record: RobotsRecord): void {
    this.#write(() => writeRobots(this.#db, record));
  }

  hostMemories(crawlId: number): readonly (readonly [OwnerKey, HostMemory])[] {
    return hostMemories(this.#db, crawlId);
  }

  holds(): readonly HoldRecord[] {
    return holds(this.#db);
  }

  keepHold(hold: HoldRecord): void {
    this.#write(() => writeHold(this.#db, hold));
  }

  noteExchange(crawlId: number, note: ExchangeNote): void {
    this.#notes.note(crawlId, note);
  }

  dayUse(dayMs: number): readonly DayUse[] {
    return this.#notes.dayUse(dayMs);
  }

  memoryOf(url: CanonicalUrl): PageMemory | null {
    return this.#memories.of(url);
  }

  earlierLinks(url: CanonicalUrl, memory: PageMemory): readonly FollowableLink[] {
    return this.#memories.links(url, memory);
  }

  probes(crawlId: number): readonly ProbeRecord[] {
    return probes(this.#db, crawlId);
  }

  keepProbe(crawlId: number, probe: ProbeRecord): void {
    this.#write(() => writeProbe(this.#db, crawlId, probe));
  }

  keepSitemap(crawlId: number, sitemap: SitemapRecord): void {
    this.#write(() => writeSitemap(this.#db, { crawlId, urlId: this.#intern.url(sitemap.url) }, sitemap));
  }

  renderings(crawlId: number): readonly RenderRecord[] {
    return renderings(this.#db, crawlId);
  }

  keepRendering(crawlId: number, rendering: RenderRecord): void {
    this.#write(() => writeRendering(this.#db, { crawlId, urlId: this.#intern.url(rendering.url) }, rendering));
  }

  exclusions(): readonly string[] {
    return exclusions(this.#db);
  }

  exclude(host: string, atMs: number): void {
    this.#excluded.add(host);
    this.#notes.drop((ownerKey) => isExcludedHost(new Set([host]), ownerKey));
    excludeHost(this.#db, this.#parts.commits, { host, atMs });
    this.#intern.forget();
    for (const writer of this.#writers) writer.forget();
    this.#progress = null;
  }

  progress(crawlId: number): CrawlProgress {
    return this.#counterOf(crawlId).progress();
  }

  flush(): void {
    this.#parts.commits.flush();
  }

  tallies(crawlId: number): readonly SiteTally[] {
    return siteTallies(this.#db, crawlId);
  }

  closeCrawl(crawlId: number, coverage: readonly Coverage[], closedMs: number): CrawlInfo {
    closeCrawl(this.#db, this.#parts.commits, { crawlId, coverage, closedMs });
    return crawlOf(this.#db, crawlId);
  }

  #write<Result>(step: () => Result): Result {
    return this.#parts.commits.run(step);
  }

  #counterOf(crawlId: number): ProgressCounter {
    if (this.#progress?.crawlId !== crawlId) {
      this.#progress = { crawlId, counter: new ProgressCounter(this.#db, crawlId) };
    }
    return this.#progress.counter;
  }
}
