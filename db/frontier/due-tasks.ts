import { compareText } from "../../core/compare-text.ts";
import type { OwnerState, Share, SiteState } from "./frontier-state.ts";
import { SITEMAP_LEVEL, type FrontierLimits } from "./open-level.ts";

/** When a host's next task is due; null when it has none that may be given out. */
export function dueOf(owner: OwnerState): number | null {
  if (owner.renderings.length > 0 || owner.ready.size > 0) return owner.nextAtMs;
  const [retry] = owner.retries;
  return retry === undefined ? null : Math.max(owner.nextAtMs, retry.notBeforeMs);
}

/** Whether a share has tasks at its site's open level that may be given out. */
export function isSupplied(share: Share, level: number): boolean {
  return share.site.isSettled ? share.queue.length > 0 : share.waiting.at(level) > share.underWay.at(level);
}

/** Whether which pages of a level are given must be settled over all hosts, so that no fast host takes another's turn. */
export function mustSettle(site: SiteState, level: number, allowance: number): boolean {
  if (site.shares.length < 2 || level === SITEMAP_LEVEL || site.held.at(level) <= allowance) return false;
  const taken = site.shares.reduce((sum, share) => sum + (share.owner.isParked ? 0 : share.underWay.at(level)), 0);
  return site.held.at(level) - taken > allowance;
}

/** The share of a host whose site was given the fewest pages; null when none has a task to give out. */
export function neediest(owner: OwnerState): Share | null {
  let least: Share | null = null;
  for (const share of owner.ready) if (least === null || isBefore(share.site, least.site)) least = share;
  return least;
}

function isBefore(left: SiteState, right: SiteState): boolean {
  return (left.counted - right.counted || compareText(left.siteId, right.siteId)) < 0;
}

/** What is wrong when the counts in memory and the store differ. */
export function miscount(share: Share): string {
  return `${share.site.siteId} on ${share.owner.ownerKey} counts tasks that the store does not hold`;
}

/** Whether anything waits for a host. */
export function hasWork(owner: OwnerState): boolean {
  return [...owner.shares.values()].some((share) => share.again > 0 || share.waiting.first() !== null);
}

/** Wall clock until which others wait for a site's zone. */
export function zoneEndMs(site: SiteState, limits: FrontierLimits): number {
  return (site.firstMs ?? 0) + limits.zoneDurationMs;
}
