import type { Database, Statement } from "better-sqlite3";
import type { Added, Discovered } from "../../crawler/ports.ts";
import type { SkipReason } from "../../core/visit.ts";
import type { Interner } from "../intern.ts";
import type { FrontierBook } from "./frontier-book.ts";
import type { QueuedTask, Share } from "./frontier-state.ts";
import { KnownPages } from "./known-pages.ts";
import type { FrontierLimits } from "./open-level.ts";
import { QueriedPaths } from "./queried-paths.ts";

/** What an adder is made with. */
export interface AdderParts {
  readonly crawlId: number;
  readonly intern: Interner;
  readonly book: FrontierBook;
  readonly limits: FrontierLimits;
}

type TaskKey = [crawlId: number, urlId: number, purpose: string];
type Found = [depthClicks: number, redirectHops: number, chainJson: string | null, foundOnId: number | null];

/** Adds what was found to the frontier, each address once for each purpose. Call inside a transaction. */
export class TaskAdder {
  readonly #parts: AdderParts;
  readonly #known: KnownPages;
  readonly #queried: QueriedPaths;
  readonly #insert: Statement<[...TaskKey, ...Found, ...(string | null)[]]>;
  readonly #insertOwner: Statement<[crawlId: number, ownerKey: string]>;
  readonly #stateOf: Statement<TaskKey, string>;
  readonly #move: Statement<[state: string, ...Found, ...TaskKey]>;

  constructor(db: Database, parts: AdderParts) {
    this.#parts = parts;
    this.#known = new KnownPages(db, parts.crawlId);
    this.#queried = new QueriedPaths(db, parts.crawlId);
    this.#insert = db.prepare(`
      insert into frontier (
        crawl_id, url_id, purpose, depth_clicks, redirect_hops, chain_json, found_on_id, site_id, owner_key, state,
        skip_reason, request_url, attempts, crashes, not_before_ms
      ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0)
      on conflict (crawl_id, url_id, purpose) do nothing
    `);
    this.#insertOwner = db.prepare(`
      insert into owner (crawl_id, owner_key, next_at_ms, blocked_until_ms, reason, fence, holder)
      values (?, ?, 0, 0, null, 0, null)
      on conflict (crawl_id, owner_key) do nothing
    `);
    this.#stateOf = db
      .prepare<TaskKey, string>("select state from frontier where crawl_id = ? and url_id = ? and purpose = ?")
      .pluck();
    this.#move = db.prepare(`
      update frontier
      set state = ?, skip_reason = null, depth_clicks = ?, redirect_hops = ?, chain_json = ?, found_on_id = ?
      where crawl_id = ? and url_id = ? and purpose = ?
    `);
  }

  add(found: readonly Discovered[]): Added {
    let added = 0;
    for (const item of found) if (this.#addOne(item)) added += 1;
    return { added, known: found.length - added };
  }

  /** A task is given out: no link moves it any more. */
  settle(task: QueuedTask): void {
    if (task.purpose === "page") this.#known.isSettled(task.urlId);
  }

  /** A task that was given out waits again as before. */
  unsettle(task: QueuedTask): void {
    if (task.purpose === "page" && task.attempts === 0) this.#known.waits(task.urlId, task.depthClicks);
  }

  /** True when it is new. */
  #addOne(item: Discovered): boolean {
    const urlId = this.#parts.intern.url(item.url);
    if (item.purpose !== "page") return this.#insertTask(item, urlId, item.skip);
    const known = this.#known.of(item.siteId, urlId);
    if (known === "unknown") return this.#insertPage(item, urlId);
    const mayMove = item.skip === null && (known === "skipped" || (known !== "settled" && item.depthClicks < known));
    if (mayMove) this.#moveUp(item, urlId);
    return false;
  }

  #insertPage(item: Discovered, urlId: number): boolean {
    if (item.skip !== null) {
      this.#known.isSkipped(urlId);
      return this.#insertTask(item, urlId, item.skip);
    }
    if (!this.#queried.admit(item.siteId, item.url, this.#parts.limits.maxQueriesPerPath)) {
      this.#known.isSettled(urlId);
      return this.#insertTask(item, urlId, "trap:queries");
    }
    this.#known.waits(urlId, item.depthClicks);
    return this.#insertTask(item, urlId, null);
  }

  #insertTask(item: Discovered, urlId: number, skip: SkipReason | null): boolean {
    const { crawlId } = this.#parts;
    const share = skip === null ? this.#shareOf(item) : null;
    const state = share === null ? "skipped" : this.#stateFor(item, share);
    const key: TaskKey = [crawlId, urlId, item.purpose];
    const rest = [item.siteId, item.ownerKey, state, skip, item.requestUrl];
    const { changes } = this.#insert.run(...key, ...this.#foundOf(item), ...rest);
    if (changes === 0) return false;
    if (share === null || state !== "pending") return true;
    if (item.purpose === "render") this.#enqueueRendering(item, urlId, share);
    else this.#wait(share, item.depthClicks);
    return true;
  }

  /** A page that waits is found nearer to the home, or one that had to be skipped is found in another way. */
  #moveUp(item: Discovered, urlId: number): void {
    const key: TaskKey = [this.#parts.crawlId, urlId, "page"];
    const before = this.#stateOf.get(...key) ?? "";
    const known = this.#known.of(item.siteId, urlId);
    const isSkipped = known === "skipped";
    if (isSkipped && !this.#queried.admit(item.siteId, item.url, this.#parts.limits.maxQueriesPerPath)) return;
    const share = this.#shareOf(item);
    const state = isSkipped ? this.#stateFor(item, share) : before;
    this.#move.run(state, ...this.#foundOf(item), ...key);
    this.#known.waits(urlId, item.depthClicks);
    if (state === "surplus") this.#parts.book.reload(share);
    if (state !== "pending") return;
    if (typeof known === "number") {
      this.#parts.book.wait(share, known, -1);
      this.#parts.book.reload(share);
    }
    this.#wait(share, item.depthClicks);
  }

  /** Beyond the budget of its site or host a task is kept, but never given out. */
  #stateFor(item: Discovered, share: Share): "pending" | "capped" {
    const { pageBudget } = this.#parts.limits;
    const isBeyondSite = item.purpose === "page" && share.site.counted >= pageBudget;
    return isBeyondSite || share.owner.pages >= pageBudget ? "capped" : "pending";
  }

  #wait(share: Share, level: number): void {
    this.#parts.book.wait(share, level, 1);
    if (share.site.openLevel === level) this.#parts.book.reload(share);
  }

  #enqueueRendering(item: Discovered, urlId: number, share: Share): void {
    const { url, requestUrl, depthClicks, purpose } = item;
    const [, redirectHops, chainJson] = this.#foundOf(item);
    const frame = { urlId, url, requestUrl, depthClicks, redirectHops, chainJson, purpose };
    this.#parts.book.waitAgain(share, 1);
    this.#parts.book.enqueueAgain({ ...frame, attempts: 0, notBeforeMs: 0, level: null, share });
  }

  #foundOf(item: Discovered): Found {
    const { chain, foundOn } = item;
    const foundOnId = foundOn === null ? null : this.#parts.intern.url(foundOn);
    return [item.depthClicks, chain.length, chain.length === 0 ? null : JSON.stringify(chain), foundOnId];
  }

  #shareOf(item: Discovered): Share {
    const { book, crawlId } = this.#parts;
    if (!book.owners.has(item.ownerKey)) this.#insertOwner.run(crawlId, item.ownerKey);
    return book.share(item.siteId, item.ownerKey);
  }
}
