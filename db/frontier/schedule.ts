import { compareText } from "../../core/compare-text.ts";
import type { Lease } from "../../crawler/ports.ts";
import { clampOwner } from "./clamp-times.ts";
import { unload, type FrontierBook } from "./frontier-book.ts";
import { dueOf, hasWork, isSupplied, miscount, mustSettle, neediest, zoneEndMs } from "./due-tasks.ts";
import type { OwnerState, QueuedTask, Share, SiteState } from "./frontier-state.ts";
import { IndexedHeap } from "./indexed-heap.ts";
import type { LevelLoader } from "./level-loader.ts";
import { allowanceOf, hasZoneLeft, openLevel, type FrontierLimits, type Round } from "./open-level.ts";

/** What a schedule is made with. */
export interface ScheduleParts {
  readonly book: FrontierBook;
  readonly loader: LevelLoader;
  readonly limits: FrontierLimits;
  readonly round: Round;
  /** Called once, when the second round opens. */
  readonly onSecondRound: () => void;
}

/** Who is due next. Looks only at what was touched since it looked last. */
export class Schedule {
  readonly #parts: ScheduleParts;
  readonly #due = new IndexedHeap<OwnerState>(
    (left, right) => left.dueMs - right.dueMs || left.pages - right.pages || compareText(left.ownerKey, right.ownerKey),
  );
  readonly #parked = new IndexedHeap<OwnerState>(
    (left, right) => left.blockedUntilMs - right.blockedUntilMs || compareText(left.ownerKey, right.ownerKey),
  );
  /** Sites in the order of their first tasks, up to those that others wait for no more. */
  readonly #zones = new IndexedHeap<SiteState>(
    (left, right) => (left.firstMs ?? 0) - (right.firstMs ?? 0) || compareText(left.siteId, right.siteId),
  );
  readonly #leased = new Set<OwnerState>();
  #round: Round;
  #holding = 0;
  #awaiting = 0;

  constructor(parts: ScheduleParts) {
    this.#parts = parts;
    this.#round = parts.round;
  }

  get round(): Round {
    return this.#round;
  }

  /** Takes note that a site has its first task at `site.firstMs`. */
  started(site: SiteState): void {
    if (this.#round === 1) this.#zones.put(site);
  }

  /** Leaves a host alone until its `blockedUntilMs`. */
  park(owner: OwnerState): void {
    this.#parked.put(owner);
    this.#parts.book.park(owner);
  }

  /** Brings the schedule up to a time: parks that are over, levels and rounds that open. */
  refresh(nowMs: number): void {
    const { book, limits } = this.#parts;
    for (
      let owner = this.#parked.first();
      owner !== null && owner.blockedUntilMs <= nowMs;
      owner = this.#parked.first()
    ) {
      this.#parked.remove(owner);
      book.unpark(owner);
    }
    for (
      let site = this.#zones.first();
      site !== null && zoneEndMs(site, limits) <= nowMs;
      site = this.#zones.first()
    ) {
      this.#zones.remove(site);
      site.isLate = true;
      book.touchedSites.add(site);
    }
    this.#lookAtTouched();
    if (this.#round === 1 && this.#holding === 0 && this.#awaiting > 0) this.#openSecondRound();
  }

  /** Hosts that are due, longest waiting first, then those with the fewest pages. They stay so until they are leased. */
  nextOwner(nowMs: number): OwnerState | null {
    const owner = this.#due.first();
    return owner !== null && owner.dueMs <= nowMs ? owner : null;
  }

  /** The next task of a host, or null: renderings, other tries, then the site that has the fewest pages. */
  nextTask(owner: OwnerState, nowMs: number): QueuedTask | null {
    if (owner.isParked) return null;
    const rendering = owner.renderings.shift();
    if (rendering !== undefined) return rendering;
    if ((owner.retries[0]?.notBeforeMs ?? Number.POSITIVE_INFINITY) <= nowMs) return owner.retries.shift() ?? null;
    for (let share = neediest(owner); share !== null; share = neediest(owner)) {
      const { openLevel: level } = share.site;
      if (share.queue.length === 0) this.#parts.loader.fill(share, this.#round);
      const task = share.queue.pop();
      if (task !== undefined) return task;
      this.#lookAtTouched();
      if (owner.ready.has(share) && share.site.openLevel === level) throw new Error(miscount(share));
    }
    return null;
  }

  /** A host is leased: it is not due until its lease ends. */
  lease(owner: OwnerState, lease: Lease): void {
    owner.lease = lease;
    this.#leased.add(owner);
    this.#due.remove(owner);
  }

  /** A host's lease has ended. */
  release(owner: OwnerState): void {
    owner.lease = null;
    this.#leased.delete(owner);
    this.#parts.book.touchedOwners.add(owner);
  }

  /** Brings times that only a clock set back can explain down to the longest that we ever wait (crawler.md F63). */
  clamp(nowMs: number): void {
    for (const owner of this.#parts.book.owners.values()) {
      clampOwner(owner, nowMs);
      if (owner.isParked) this.#parked.put(owner);
      this.#parts.book.touchedOwners.add(owner);
    }
  }

  /** When the next task falls due, at once while any is under way; null when none ever will as things stand. */
  nextDueMs(nowMs: number): number | null {
    let dueMs = this.#due.first()?.dueMs ?? Number.MAX_SAFE_INTEGER;
    for (const owner of this.#parked.items()) if (hasWork(owner)) dueMs = Math.min(dueMs, owner.blockedUntilMs);
    for (const owner of this.#leased) {
      const ownMs = owner.underWay.length > 0 ? nowMs : owner.isParked ? null : dueOf(owner);
      dueMs = Math.min(dueMs, ownMs ?? dueMs);
    }
    const zone = this.#round === 1 && this.#awaiting > 0 ? this.#zones.first() : null;
    if (zone !== null) dueMs = Math.min(dueMs, zoneEndMs(zone, this.#parts.limits));
    return dueMs >= Number.MAX_SAFE_INTEGER ? null : dueMs;
  }

  #lookAtTouched(): void {
    const { touchedSites, touchedShares, touchedOwners } = this.#parts.book;
    // A site that is touched meanwhile joins the end of the set, and is looked at again.
    for (const site of touchedSites) {
      touchedSites.delete(site);
      this.#lookAtSite(site);
    }
    for (const share of touchedShares) this.#lookAtShare(share);
    touchedShares.clear();
    for (const owner of touchedOwners) this.#lookAtOwner(owner);
    touchedOwners.clear();
  }

  #lookAtSite(site: SiteState): void {
    const { book, limits, loader } = this.#parts;
    const level = openLevel(site, limits, this.#round);
    const isAsBefore = level === site.openLevel && !site.isStale;
    const isSettled =
      (isAsBefore && site.isSettled) ||
      (level !== null && mustSettle(site, level, allowanceOf(site, limits, this.#round)));
    if (!isAsBefore || isSettled !== site.isSettled) {
      site.openLevel = level;
      site.isSettled = isSettled;
      site.isStale = false;
      if (isSettled && level !== null) loader.settle(site, level, this.#round);
      for (const share of site.shares) {
        if (!isSettled) unload(share);
        book.touchedShares.add(share);
      }
    }
    const holdsRound = this.#round === 1 && !site.isLate && hasZoneLeft(site, limits);
    const awaitsRound = this.#round === 1 && level === null && openLevel(site, limits, 2) !== null;
    this.#holding += Number(holdsRound) - Number(site.holdsRound);
    this.#awaiting += Number(awaitsRound) - Number(site.awaitsRound);
    site.holdsRound = holdsRound;
    site.awaitsRound = awaitsRound;
  }

  #lookAtShare(share: Share): void {
    const { owner, site } = share;
    const isReady = !owner.isParked && site.openLevel !== null && isSupplied(share, site.openLevel);
    if (isReady === owner.ready.has(share)) return;
    if (isReady) owner.ready.add(share);
    else owner.ready.delete(share);
    this.#parts.book.touchedOwners.add(owner);
  }

  #lookAtOwner(owner: OwnerState): void {
    const dueMs = owner.lease === null && !owner.isParked ? dueOf(owner) : null;
    if (dueMs === null) {
      this.#due.remove(owner);
      return;
    }
    owner.dueMs = dueMs;
    this.#due.put(owner);
  }

  #openSecondRound(): void {
    this.#round = 2;
    this.#parts.onSecondRound();
    for (const site of this.#parts.book.sites.values()) {
      site.isStale = true;
      this.#parts.book.touchedSites.add(site);
    }
    this.#lookAtTouched();
  }
}
