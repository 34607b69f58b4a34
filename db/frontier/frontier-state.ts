import type { SiteId } from "../../core/site.ts";
import type { CanonicalUrl } from "../../core/url.ts";
import type { Lease, OwnerKey, Task, TaskPurpose } from "../../crawler/ports.ts";
import { LevelCounts } from "./level-counts.ts";

/** A task in memory: loaded because its turn is near, or under way. */
export interface QueuedTask {
  readonly urlId: number;
  readonly url: CanonicalUrl;
  readonly requestUrl: string;
  readonly depthClicks: number;
  readonly redirectHops: number;
  readonly chainJson: string | null;
  readonly attempts: number;
  readonly purpose: TaskPurpose;
  readonly notBeforeMs: number;
  /** Level that it holds back while it waits or is under way; null for another try and for a rendering. */
  readonly level: number | null;
  readonly share: Share;
}

/** The tasks of one site on one host. */
export interface Share {
  readonly site: SiteState;
  readonly owner: OwnerState;
  /** Pages and sitemaps that wait or are under way for the first time. */
  readonly waiting: LevelCounts;
  /** Those of them that are under way. */
  readonly underWay: LevelCounts;
  /** Other tries and renderings that wait or are under way. */
  again: number;
  /** First tasks of the site's open level here, the next one last. */
  queue: QueuedTask[];
}

/** What the frontier remembers of a site. */
export interface SiteState {
  readonly siteId: SiteId;
  readonly shares: Share[];
  /** Pages given out, each once. */
  counted: number;
  /** Wall clock of its first task; null before it. */
  firstMs: number | null;
  /** It has worked at its zone for as long as others wait for it. */
  isLate: boolean;
  /** Sums of the shares on hosts that are not parked. */
  readonly held: LevelCounts;
  again: number;
  openLevel: number | null;
  /** The open level holds more than the site may be given, on several hosts: which pages are given is settled ahead. */
  isSettled: boolean;
  /** What is loaded must be loaded again. */
  isStale: boolean;
  /** Pages given out or loaded by first path segment; null until the second round needs it. */
  segments: Map<string, number> | null;
  /** Its zone keeps the second round from opening. */
  holdsRound: boolean;
  /** It waits for the second round. */
  awaitsRound: boolean;
}

/** What the frontier remembers of a host. */
export interface OwnerState {
  readonly ownerKey: OwnerKey;
  readonly shares: Map<SiteState, Share>;
  fence: number;
  lease: Lease | null;
  /** Whether it has been given a task since the frontier was opened. */
  isProven: boolean;
  nextAtMs: number;
  blockedUntilMs: number;
  isParked: boolean;
  /** Tasks given out, each once: what its budget counts. */
  pages: number;
  /** When its next task is due, while it stands in the heap. */
  dueMs: number;
  /** Shares with a task that may be given out. */
  readonly ready: Set<Share>;
  /** In the order in which they are given out. */
  readonly renderings: QueuedTask[];
  readonly retries: QueuedTask[];
  readonly underWay: QueuedTask[];
}

/** A site of which nothing is known yet. */
export function newSite(siteId: SiteId): SiteState {
  return {
    siteId,
    shares: [],
    counted: 0,
    firstMs: null,
    isLate: false,
    held: new LevelCounts(),
    again: 0,
    openLevel: null,
    isSettled: false,
    isStale: false,
    segments: null,
    holdsRound: false,
    awaitsRound: false,
  };
}

/** A host of which nothing is known yet. */
export function newOwner(ownerKey: OwnerKey): OwnerState {
  return {
    ownerKey,
    shares: new Map(),
    fence: 0,
    lease: null,
    isProven: false,
    nextAtMs: 0,
    blockedUntilMs: 0,
    isParked: false,
    pages: 0,
    dueMs: 0,
    ready: new Set(),
    renderings: [],
    retries: [],
    underWay: [],
  };
}

/** A task as its visitor sees it. */
export function taskOf(queued: QueuedTask): Task {
  const { url, requestUrl, depthClicks, purpose, attempts, share } = queued;
  const chain = queued.chainJson === null ? [] : (JSON.parse(queued.chainJson) as CanonicalUrl[]);
  const { siteId } = share.site;
  return { url, requestUrl, siteId, ownerKey: share.owner.ownerKey, depthClicks, chain, purpose, attempts };
}
