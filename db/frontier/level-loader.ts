import type { Database, Statement } from "better-sqlite3";
import type { CanonicalUrl } from "../../core/url.ts";
import type { TaskPurpose } from "../../crawler/ports.ts";
import { compareTasks, countSegment, unload, type FrontierBook } from "./frontier-book.ts";
import type { QueuedTask, Share, SiteState } from "./frontier-state.ts";
import { allowanceOf, SITEMAP_LEVEL, SURPLUS_LEVEL, type FrontierLimits, type Round } from "./open-level.ts";
import { firstSegment } from "./path-parts.ts";

/** Tasks that are loaded at a time: what a host does in half a minute. */
const CHUNK = 16;

/** A row as an array: half the time of one with names, and this is the query that runs most. */
type TaskRow = [
  urlId: number,
  url: CanonicalUrl,
  requestUrl: string,
  depthClicks: number,
  redirectHops: number,
  chainJson: string | null,
  attempts: number,
  purpose: TaskPurpose,
  notBeforeMs: number,
];

type ShareKey = [crawlId: number, siteId: string, ownerKey: string];

/** Loads what is next from the store, in order, and puts aside what is beyond its segment's share. */
export class LevelLoader {
  readonly #crawlId: number;
  readonly #book: FrontierBook;
  readonly #limits: FrontierLimits;
  readonly #waiting: Statement<[...ShareKey, depthClicks: number, limit: number], TaskRow>;
  readonly #surplus: Statement<[...ShareKey, limit: number], TaskRow>;
  readonly #renderings: Statement<ShareKey, TaskRow>;
  readonly #retries: Statement<ShareKey, TaskRow>;
  readonly #given: Statement<ShareKey, string>;
  readonly #putAside: Statement<[crawlId: number, urlId: number]>;

  constructor(db: Database, parts: { crawlId: number; book: FrontierBook; limits: FrontierLimits }) {
    this.#crawlId = parts.crawlId;
    this.#book = parts.book;
    this.#limits = parts.limits;
    this.#waiting = db
      .prepare<[...ShareKey, number, number], TaskRow>(`
      ${TASK}
      where crawl_id = ? and frontier.site_id = ? and owner_key = ? and state = 'pending' and depth_clicks = ?
        and purpose <> 'render'
      order by redirect_hops desc, request_url
      limit ?
    `)
      .raw();
    this.#surplus = db
      .prepare<[...ShareKey, number], TaskRow>(`
      ${TASK}
      where crawl_id = ? and frontier.site_id = ? and owner_key = ? and state = 'surplus'
      order by depth_clicks, redirect_hops desc, request_url
      limit ?
    `)
      .raw();
    this.#renderings = db
      .prepare<ShareKey, TaskRow>(`
      ${TASK}
      where crawl_id = ? and frontier.site_id = ? and owner_key = ? and state = 'pending' and purpose = 'render'
      order by depth_clicks, redirect_hops desc, request_url
    `)
      .raw();
    this.#retries = db
      .prepare<ShareKey, TaskRow>(`
      ${TASK}
      where crawl_id = ? and frontier.site_id = ? and owner_key = ? and state = 'retry'
      order by not_before_ms, depth_clicks, redirect_hops desc, request_url
    `)
      .raw();
    this.#given = db
      .prepare<ShareKey, string>(`
        select request_url
        from frontier
        where crawl_id = ? and site_id = ? and owner_key = ? and state in ('done', 'retry') and purpose = 'page'
        order by state, depth_clicks, redirect_hops desc, request_url
      `)
      .pluck();
    this.#putAside = db.prepare(`
      update frontier set state = 'surplus' where crawl_id = ? and url_id = ? and purpose = 'page'
    `);
  }

  /** Loads the next tasks of one share at its site's open level. None: they were put aside after all. */
  fill(share: Share, round: Round): void {
    const level = share.site.openLevel;
    if (level === null) return;
    const tasks: QueuedTask[] = [];
    while (tasks.length === 0) {
      const rows = this.#rows(share, level, CHUNK);
      if (rows.length === 0) break;
      tasks.push(...rows.filter((task) => this.#isKept(task, level, round)));
    }
    share.queue = tasks.toReversed();
  }

  /** Settles which tasks a site with several hosts is given at a level that holds more than it may be given. */
  settle(site: SiteState, level: number, round: Round): void {
    for (const share of site.shares) unload(share);
    const allowance = allowanceOf(site, this.#limits, round);
    const hosts = site.shares.filter((share) => !share.owner.isParked && share.waiting.at(level) > 0);
    const seen = new Set<number>();
    const given: QueuedTask[] = [];
    while (given.length < allowance) {
      const rows = hosts.flatMap((share) => this.#rows(share, level, allowance));
      const unseen = rows.filter((task) => !seen.has(task.urlId)).toSorted(compareTasks);
      if (unseen.length === 0) break;
      for (const task of unseen.slice(0, allowance - given.length)) {
        if (!this.#isKept(task, level, round)) continue;
        given.push(task);
        seen.add(task.urlId);
      }
    }
    for (const task of given.toSorted(compareTasks).toReversed()) task.share.queue.push(task);
  }

  /** Other tries and renderings that wait in a share, in order. */
  again(share: Share): QueuedTask[] {
    const key = this.#keyOf(share);
    return [...this.#renderings.all(...key), ...this.#retries.all(...key)].map((row) => queuedTask(row, share, null));
  }

  /** The first tasks of a share at a level, without those under way. */
  #rows(share: Share, level: number, limit: number): QueuedTask[] {
    const key = this.#keyOf(share);
    const { underWay } = share.owner;
    const room = limit + underWay.length;
    const rows = level === SURPLUS_LEVEL ? this.#surplus.all(...key, room) : this.#waiting.all(...key, level, room);
    return rows
      .map((row) => queuedTask(row, share, level))
      .filter((task) => !underWay.some((other) => other.urlId === task.urlId && other.purpose === task.purpose))
      .slice(0, limit);
  }

  /** In the second round, what is beyond its segment's share is put aside while others wait. */
  #isKept(task: QueuedTask, level: number, round: Round): boolean {
    const { maxSegmentShare, pageBudget } = this.#limits;
    const isBounded = round === 2 && level !== SITEMAP_LEVEL && level !== SURPLUS_LEVEL && maxSegmentShare < 1;
    if (isBounded) {
      const segments = this.#segmentsOf(task.share.site);
      const most = Math.max(1, Math.floor(maxSegmentShare * pageBudget));
      if ((segments.get(firstSegment(task.requestUrl)) ?? 0) >= most) {
        this.#putAside.run(this.#crawlId, task.urlId);
        this.#book.wait(task.share, level, -1);
        this.#book.wait(task.share, SURPLUS_LEVEL, 1);
        return false;
      }
    }
    countSegment(task, 1);
    return true;
  }

  /** Pages given out by first segment: counted from the store once, and kept up to date since. */
  #segmentsOf(site: SiteState): Map<string, number> {
    if (site.segments !== null) return site.segments;
    const segments = new Map<string, number>();
    const count = (requestUrl: string): void => {
      const segment = firstSegment(requestUrl);
      segments.set(segment, (segments.get(segment) ?? 0) + 1);
    };
    for (const share of site.shares) {
      for (const requestUrl of this.#given.all(...this.#keyOf(share))) count(requestUrl);
      const firsts = share.owner.underWay.filter((task) => task.share === share && task.level !== null);
      for (const task of [...firsts, ...share.queue]) if (task.purpose === "page") count(task.requestUrl);
    }
    site.segments = segments;
    return segments;
  }

  #keyOf(share: Share): ShareKey {
    return [this.#crawlId, share.site.siteId, share.owner.ownerKey];
  }
}

const TASK = `
  select url_id, url.url, request_url, depth_clicks, redirect_hops, chain_json, attempts, purpose, not_before_ms
  from frontier indexed by frontier_queue
  cross join url on url.id = frontier.url_id`;

function queuedTask(row: TaskRow, share: Share, level: number | null): QueuedTask {
  const [urlId, url, requestUrl, depthClicks, redirectHops, chainJson, attempts, purpose, notBeforeMs] = row;
  const place = { depthClicks, redirectHops, chainJson, level, share };
  return { urlId, url, requestUrl, attempts, purpose, notBeforeMs, ...place };
}
