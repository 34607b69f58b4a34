import type { Database, Statement } from "better-sqlite3";
import type { HostMemory } from "../../crawler/ports.ts";
import type { OwnerState, QueuedTask, Share, SiteState } from "./frontier-state.ts";

type TaskKey = [crawlId: number, urlId: number, purpose: string];
type ShareKey = [crawlId: number, siteId: string, ownerKey: string];

/** Writes what becomes of tasks, hosts and sites. Call inside a transaction. */
export class TaskWriter {
  readonly #crawlId: number;
  readonly #take: Statement<TaskKey>;
  readonly #untake: Statement<TaskKey>;
  readonly #done: Statement<TaskKey>;
  readonly #retry: Statement<[notBeforeMs: number, ...TaskKey]>;
  readonly #capPages: Statement<ShareKey>;
  readonly #capAll: Statement<ShareKey>;
  readonly #rest: Statement<[nextAtMs: number, fence: number, memory: string | null, crawlId: number, owner: string]>;
  readonly #park: Statement<[crawlId: number, ownerKey: string, untilMs: number, why: string]>;
  readonly #start: Statement<[firstMs: number, crawlId: number, siteId: string]>;
  readonly #round: Statement<[crawlId: number]>;

  constructor(db: Database, crawlId: number) {
    this.#crawlId = crawlId;
    this.#take = db.prepare("insert into taken (crawl_id, url_id, purpose) values (?, ?, ?)");
    this.#untake = db.prepare("delete from taken where crawl_id = ? and url_id = ? and purpose = ?");
    this.#done = db.prepare("update frontier set state = 'done' where crawl_id = ? and url_id = ? and purpose = ?");
    this.#retry = db.prepare(`
      update frontier set state = 'retry', attempts = attempts + 1, not_before_ms = ?
      where crawl_id = ? and url_id = ? and purpose = ?
    `);
    this.#capPages = db.prepare(`${CAP} and purpose = 'page'`);
    this.#capAll = db.prepare(CAP);
    this.#rest = db.prepare(`
      update owner set next_at_ms = ?, fence = ?, memory_json = coalesce(?, memory_json)
      where crawl_id = ? and owner_key = ?
    `);
    this.#park = db.prepare(`
      insert into owner (crawl_id, owner_key, next_at_ms, blocked_until_ms, reason, fence, holder)
      values (?, ?, 0, ?, ?, 0, null)
      on conflict (crawl_id, owner_key) do update
      set blocked_until_ms = excluded.blocked_until_ms, reason = excluded.reason
    `);
    this.#start = db.prepare("update site_budget set first_ms = ? where crawl_id = ? and site_id = ?");
    this.#round = db.prepare("update crawl set round = 2 where id = ?");
  }

  take(task: QueuedTask): void {
    this.#take.run(...this.#keyOf(task));
  }

  giveBack(task: QueuedTask): void {
    this.#untake.run(...this.#keyOf(task));
  }

  /** The task has its outcome, or waits for another try. */
  settle(task: QueuedTask, retryAtMs: number | null): void {
    const key = this.#keyOf(task);
    if (retryAtMs === null) this.#done.run(...key);
    else this.#retry.run(retryAtMs, ...key);
    this.#untake.run(...key);
  }

  /** What waits in a share is beyond its site's or its host's budget. */
  cap(share: Share, which: "pages" | "all"): void {
    const key: ShareKey = [this.#crawlId, share.site.siteId, share.owner.ownerKey];
    if (which === "pages") this.#capPages.run(...key);
    else this.#capAll.run(...key);
  }

  rest(owner: OwnerState, memory: HostMemory | undefined): void {
    const json = memory === undefined ? null : JSON.stringify(memory);
    this.#rest.run(owner.nextAtMs, owner.fence, json, this.#crawlId, owner.ownerKey);
  }

  park(owner: OwnerState, why: string): void {
    this.#park.run(this.#crawlId, owner.ownerKey, owner.blockedUntilMs, why);
  }

  start(site: SiteState, firstMs: number): void {
    this.#start.run(firstMs, this.#crawlId, site.siteId);
  }

  secondRound(): void {
    this.#round.run(this.#crawlId);
  }

  #keyOf(task: QueuedTask): TaskKey {
    return [this.#crawlId, task.urlId, task.purpose];
  }
}

const CAP = `
  update frontier indexed by frontier_queue set state = 'capped'
  where crawl_id = ? and site_id = ? and owner_key = ? and state in ('pending', 'surplus')
    and not exists (
      select 1 from taken
      where taken.crawl_id = frontier.crawl_id and taken.url_id = frontier.url_id and taken.purpose = frontier.purpose
    )`;
