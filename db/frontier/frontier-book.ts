import type { SiteId } from "../../core/site.ts";
import type { OwnerKey } from "../../crawler/ports.ts";
import { compareText } from "../../core/compare-text.ts";
import { newOwner, newSite, type OwnerState, type QueuedTask, type Share, type SiteState } from "./frontier-state.ts";
import { LevelCounts } from "./level-counts.ts";
import { SITEMAP_LEVEL } from "./open-level.ts";
import { firstSegment } from "./path-parts.ts";

/** Keeps count of sites, hosts and their tasks, and notes what a change may have made due. Decides nothing. */
export class FrontierBook {
  readonly sites = new Map<SiteId, SiteState>();
  readonly owners = new Map<OwnerKey, OwnerState>();
  /** Changed since the schedule looked last. */
  readonly touchedShares = new Set<Share>();
  readonly touchedSites = new Set<SiteState>();
  readonly touchedOwners = new Set<OwnerState>();

  site(siteId: SiteId): SiteState {
    const known = this.sites.get(siteId);
    if (known !== undefined) return known;
    const site = newSite(siteId);
    this.sites.set(siteId, site);
    return site;
  }

  owner(ownerKey: OwnerKey): OwnerState {
    const known = this.owners.get(ownerKey);
    if (known !== undefined) return known;
    const owner = newOwner(ownerKey);
    this.owners.set(ownerKey, owner);
    return owner;
  }

  share(siteId: SiteId, ownerKey: OwnerKey): Share {
    const site = this.site(siteId);
    const owner = this.owner(ownerKey);
    const known = owner.shares.get(site);
    if (known !== undefined) return known;
    const share: Share = { site, owner, waiting: new LevelCounts(), underWay: new LevelCounts(), again: 0, queue: [] };
    site.shares.push(share);
    owner.shares.set(site, share);
    return share;
  }

  touch(share: Share): void {
    this.touchedShares.add(share);
    this.touchedSites.add(share.site);
    this.touchedOwners.add(share.owner);
  }

  /** `count` tasks more, or less, wait at a level. */
  wait(share: Share, level: number, count: number): void {
    share.waiting.add(level, count);
    if (!share.owner.isParked) share.site.held.add(level, count);
    this.touch(share);
  }

  /** `count` more, or less, are to be tried again or rendered. */
  waitAgain(share: Share, count: number): void {
    share.again += count;
    if (!share.owner.isParked) share.site.again += count;
    this.touch(share);
  }

  /** Puts another try or a rendering where its turn is. */
  enqueueAgain(task: QueuedTask): void {
    const { owner } = task.share;
    if (task.purpose === "render" && task.attempts === 0) insertInOrder(owner.renderings, task);
    else insertInOrder(owner.retries, task);
    this.touch(task.share);
  }

  /** A task is given out. What is given out again was counted before. */
  begin(task: QueuedTask): void {
    const { share } = task;
    share.owner.underWay.push(task);
    if (task.attempts === 0) share.owner.pages += 1;
    if (task.level !== null) share.underWay.add(task.level, 1);
    if (countsForSite(task)) share.site.counted += 1;
    this.touch(share);
  }

  /** A task has its outcome, or its try has. */
  end(task: QueuedTask): void {
    const { share } = task;
    forget(share.owner.underWay, task);
    if (task.level === null) {
      this.waitAgain(share, -1);
      return;
    }
    share.underWay.add(task.level, -1);
    this.wait(share, task.level, -1);
  }

  /** A task was given out and nothing came of it: it waits as before. */
  giveBack(task: QueuedTask): void {
    const { share } = task;
    forget(share.owner.underWay, task);
    if (task.attempts === 0) share.owner.pages -= 1;
    if (countsForSite(task)) share.site.counted -= 1;
    if (task.level === null) this.enqueueAgain(task);
    else {
      share.underWay.add(task.level, -1);
      countSegment(task, -1);
      this.reload(share);
    }
  }

  /** What is loaded of a share no longer tells its order: what is next will be looked up. */
  reload(share: Share): void {
    if (share.site.isSettled) share.site.isStale = true;
    else unload(share);
    this.touch(share);
  }

  /** Nothing of a share waits any more but what is under way; sitemaps do, when `but` says so. */
  clearWaiting(share: Share, but: "sitemaps" | "nothing"): void {
    for (const [level, count] of share.waiting.all()) {
      if (but === "sitemaps" && level === SITEMAP_LEVEL) continue;
      this.wait(share, level, share.underWay.at(level) - count);
    }
    this.reload(share);
  }

  park(owner: OwnerState): void {
    this.#setParked(owner, { isParked: true, sign: -1 });
  }

  unpark(owner: OwnerState): void {
    this.#setParked(owner, { isParked: false, sign: 1 });
  }

  #setParked(owner: OwnerState, change: { readonly isParked: boolean; readonly sign: 1 | -1 }): void {
    if (owner.isParked === change.isParked) return;
    owner.isParked = change.isParked;
    for (const share of owner.shares.values()) {
      for (const [level, count] of share.waiting.all()) share.site.held.add(level, change.sign * count);
      share.site.again += change.sign * share.again;
      this.reload(share);
    }
    this.touchedOwners.add(owner);
  }
}

/** Drops what is loaded of a share: it waits in the store. */
export function unload(share: Share): void {
  for (const task of share.queue) countSegment(task, -1);
  share.queue = [];
}

/** Notes that a task is loaded, or no longer is, for the share of its first path segment. */
export function countSegment(task: QueuedTask, change: 1 | -1): void {
  const { segments } = task.share.site;
  if (segments === null) return;
  const segment = firstSegment(task.requestUrl);
  segments.set(segment, (segments.get(segment) ?? 0) + change);
}

function countsForSite(task: QueuedTask): boolean {
  return task.attempts === 0 && task.purpose === "page";
}

/** Order of tasks at the same level: redirect targets first, then by address. */
export function compareTasks(left: QueuedTask, right: QueuedTask): number {
  return (
    left.depthClicks - right.depthClicks ||
    right.redirectHops - left.redirectHops ||
    compareText(left.requestUrl, right.requestUrl)
  );
}

function insertInOrder(tasks: QueuedTask[], task: QueuedTask): void {
  const place = tasks.findIndex(
    (other) =>
      other.notBeforeMs - task.notBeforeMs > 0 ||
      (other.notBeforeMs === task.notBeforeMs && compareTasks(other, task) > 0),
  );
  tasks.splice(place === -1 ? tasks.length : place, 0, task);
}

function forget(tasks: QueuedTask[], task: QueuedTask): void {
  tasks.splice(tasks.indexOf(task), 1);
}
