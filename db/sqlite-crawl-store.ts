import type { Database } from "better-sqlite3";
import type { Coverage, CrawlInfo } from "../core/crawl-record.ts";
import type { SiteIndex } from "../core/site-index.ts";
import type { CrawlManifest, CrawlProgress, CrawlStore, Frontier, RobotsRecord, SiteTally } from "../crawler/ports.ts";
import { writeCoverage } from "./coverage-rows.ts";
import { crawlOf, latestCrawl } from "./crawl-rows.ts";
import { Interner } from "./intern.ts";
import { crawlProgress, siteTallies } from "./site-tallies.ts";
import { SqliteFrontier } from "./sqlite-frontier.ts";
import { thinEvidence } from "./thin-evidence.ts";
import { VisitWriter } from "./visit-writer.ts";

/** The crawler's store on SQLite. `siteOf` names the site of every address that is stored. */
export class SqliteCrawlStore implements CrawlStore {
  readonly #db: Database;
  readonly #siteOf: SiteIndex["siteOf"];
  readonly #nowMs: () => number;

  constructor(db: Database, parts: { readonly siteOf: SiteIndex["siteOf"]; readonly nowMs: () => number }) {
    this.#db = db;
    this.#siteOf = parts.siteOf;
    this.#nowMs = parts.nowMs;
  }

  openCrawl(manifest: CrawlManifest): CrawlInfo {
    const latest = latestCrawl(this.#db);
    if (latest?.status === "open") {
      this.#resume(latest.id, manifest);
      return latest;
    }
    const { lastInsertRowid } = this.#db
      .prepare(
        "insert into crawl (status, opened_ms, closed_ms, registry_hash, manifest_json) values ('open', ?, null, ?, ?)",
      )
      .run(manifest.openedMs, manifest.registryHash, JSON.stringify(manifest));
    const crawlId = Number(lastInsertRowid);
    this.#setBudgets(crawlId, manifest);
    return crawlOf(this.#db, crawlId);
  }

  frontier(crawlId: number): Frontier {
    const intern = new Interner(this.#db, this.#siteOf);
    const visits = new VisitWriter(this.#db, { crawlId, intern, siteOf: this.#siteOf });
    return new SqliteFrontier(this.#db, { crawlId, intern, visits, nowMs: this.#nowMs });
  }

  robotsOf(origin: string): RobotsRecord | null {
    const row = this.#db
      .prepare<[string], { httpStatus: number | null; body: Buffer; fetchedMs: number }>(
        "select http_status as httpStatus, body, fetched_ms as fetchedMs from robots where origin = ?",
      )
      .get(origin);
    return row === undefined ? null : { origin, ...row };
  }

  keepRobots(record: RobotsRecord): void {
    this.#db
      .prepare(`
        insert into robots (origin, http_status, body, fetched_ms) values (?, ?, ?, ?)
        on conflict (origin) do update
        set http_status = excluded.http_status, body = excluded.body, fetched_ms = excluded.fetched_ms
      `)
      .run(record.origin, record.httpStatus, Buffer.from(record.body), record.fetchedMs);
  }

  progress(crawlId: number): CrawlProgress {
    return crawlProgress(this.#db, crawlId);
  }

  tallies(crawlId: number): readonly SiteTally[] {
    return siteTallies(this.#db, crawlId);
  }

  closeCrawl(crawlId: number, coverage: readonly Coverage[], closedMs: number): CrawlInfo {
    this.#db.transaction(() => {
      thinEvidence(this.#db, crawlId);
      writeCoverage(this.#db, crawlId, coverage);
      this.#db.prepare("update crawl set status = 'closed', closed_ms = ? where id = ?").run(closedMs, crawlId);
    })();
    return crawlOf(this.#db, crawlId);
  }

  /** What was under way when the last process ended waits again; its leases ended with it. */
  #resume(crawlId: number, manifest: CrawlManifest): void {
    this.#db.transaction(() => {
      this.#db
        .prepare(`
          update frontier set state = case when attempts = 0 then 'pending' else 'retry' end
          where crawl_id = ? and state = 'taken'
        `)
        .run(crawlId);
      this.#db.prepare("update owner set holder = null where crawl_id = ?").run(crawlId);
      this.#setBudgets(crawlId, manifest);
      this.#db
        .prepare(`
          update site_budget set tasks_taken = (
            select count(*) from frontier
            where frontier.crawl_id = site_budget.crawl_id and frontier.site_id = site_budget.site_id
              and state in ('done', 'retry')
          ) where crawl_id = ?
        `)
        .run(crawlId);
    })();
  }

  #setBudgets(crawlId: number, manifest: CrawlManifest): void {
    const insert = this.#db.prepare(`
      insert into site_budget (crawl_id, site_id, page_budget, tasks_taken) values (?, ?, ?, 0)
      on conflict (crawl_id, site_id) do nothing
    `);
    for (const siteId of manifest.siteIds) insert.run(crawlId, siteId, manifest.pageBudget);
  }
}
