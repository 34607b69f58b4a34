import { Request } from "@crawlee/basic";
import type { Clock } from "../core/clock.ts";
import type { Frontier, Lease, Task } from "./ports.ts";

/** A task with the right to do it. */
export interface LeasedTask {
  readonly lease: Lease;
  readonly task: Task;
}

/** Leases are for this process alone, which holds the store's lock; they end with it. */
const LEASE_TTL_MS = 600_000;
/** Longest time between two looks at the frontier while it has nothing due. */
const IDLE_CHECK_MS = 1000;

/** How the manager decides what may begin, and that a crawl is over. */
export interface ManagerOptions {
  readonly frontier: Frontier;
  readonly clock: Clock;
  readonly maxConcurrency: number;
  /** Owners due later than this do not keep a crawl open when nothing else is left. */
  readonly maxIdleMs: number;
  readonly stop: AbortSignal;
  /** How long nothing may be asked from now on, in milliseconds: 0 outside of closed hours. */
  readonly closedMs: () => number;
}

/**
 * Crawlee's view of our frontier: it hands out what is due and keeps no truth of its own. One task per owner at a time.
 * Methods are those that BasicCrawler calls on its `requestQueue`.
 */
export class FrontierRequestManager {
  readonly #options: ManagerOptions;
  /** What all requests share. Crawlee's constructor checks every part, which takes longer than all else that happens here. */
  readonly #pattern = new Request({ url: "https://pattern.invalid/", uniqueKey: "pattern" });
  readonly #ready: LeasedTask[] = [];
  readonly #active = new Map<string, LeasedTask>();
  #handled = 0;
  #nextAskMs = 0;
  #timer: NodeJS.Timeout | null = null;
  #onDue: () => void = () => undefined;

  constructor(options: ManagerOptions) {
    this.#options = options;
  }

  /** Told when an owner may have fallen due while nothing was. */
  onDue(listener: () => void): void {
    this.#onDue = listener;
  }

  /** The task behind one of Crawlee's requests. Throws when it is not under way: a bug. */
  leasedTask(request: Pick<Request, "uniqueKey">): LeasedTask {
    const leased = this.#active.get(request.uniqueKey);
    if (leased === undefined) throw new Error(`request ${request.uniqueKey} is not under way`);
    return leased;
  }

  async fetchNextRequest(): Promise<Request | null> {
    if (this.#ready.length === 0) await this.#refill();
    const leased = this.#ready.shift();
    if (leased === undefined) return null;
    const uniqueKey = `${leased.lease.ownerKey} ${leased.lease.fence}`;
    this.#active.set(uniqueKey, leased);
    return Object.assign(Object.create(this.#pattern) as Request, { url: leased.task.url, uniqueKey });
  }

  async isEmpty(): Promise<boolean> {
    if (this.#ready.length === 0) await this.#refill();
    return this.#ready.length === 0;
  }

  async isFinished(): Promise<boolean> {
    if (this.#active.size > 0) return false;
    const { stop, clock, frontier, maxIdleMs, closedMs } = this.#options;
    if (stop.aborted) {
      await this.#giveBack();
      return this.#over();
    }
    if (this.#ready.length > 0) return false;
    const nextDueMs = await frontier.nextDueMs();
    if (nextDueMs === null) return this.#over();
    // Closed hours are waited for: they say nothing about what is left.
    return nextDueMs - clock.nowMs() - closedMs() > maxIdleMs && this.#over();
  }

  markRequestHandled(request: Pick<Request, "uniqueKey">): Promise<null> {
    this.#active.delete(request.uniqueKey);
    this.#handled += 1;
    this.#nextAskMs = 0;
    return Promise.resolve(null);
  }

  /** Crawlee's retries are off: a request comes back only through a bug, which must be seen. */
  reclaimRequest(request: Pick<Request, "uniqueKey">): Promise<never> {
    return Promise.reject(new Error(`request ${request.uniqueKey} was given back`));
  }

  addRequest(): Promise<never> {
    return Promise.reject(new Error("requests come from the frontier alone"));
  }

  handledCount(): Promise<number> {
    return Promise.resolve(this.#handled);
  }

  getTotalCount(): number {
    return this.#handled + this.#active.size + this.#ready.length;
  }

  getPendingCount(): number {
    return this.#active.size + this.#ready.length;
  }

  async #refill(): Promise<void> {
    const { frontier, clock, stop, maxConcurrency } = this.#options;
    const room = maxConcurrency - this.#active.size;
    if (stop.aborted || room <= 0 || clock.monotonicMs() < this.#nextAskMs) return;
    const closedMs = this.#options.closedMs();
    const leases = closedMs > 0 ? [] : await frontier.lease(WORKER, { owners: room, ttlMs: LEASE_TTL_MS });
    for (const lease of leases) {
      const [task] = await frontier.take(lease, 1);
      if (task === undefined) await frontier.release(lease, clock.nowMs());
      else this.#ready.push({ lease, task });
    }
    if (leases.length === 0) await this.#rest(closedMs);
  }

  /** Looks again when the next owner falls due. */
  async #rest(closedMs: number): Promise<void> {
    const { frontier, clock } = this.#options;
    const dueMs = (await frontier.nextDueMs()) ?? Number.POSITIVE_INFINITY;
    const waitMs = Math.min(Math.max(1, dueMs - clock.nowMs(), closedMs), IDLE_CHECK_MS);
    this.#nextAskMs = clock.monotonicMs() + waitMs;
    this.#forgetTimer();
    this.#timer = setTimeout(() => this.#onDue(), Math.ceil(waitMs) + 1);
  }

  #over(): true {
    this.#forgetTimer();
    return true;
  }

  #forgetTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #giveBack(): Promise<void> {
    const { frontier, clock } = this.#options;
    for (const { lease } of this.#ready.splice(0)) await frontier.release(lease, clock.nowMs());
  }
}

const WORKER = "main";
