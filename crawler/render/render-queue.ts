import type { Request } from "crawlee";
import type { RenderOrder, RenderResult } from "./renderer.ts";

/** An order with the promise that somebody waits for. */
export interface RenderJob {
  readonly key: string;
  readonly host: string;
  readonly order: RenderOrder;
  readonly settle: (result: RenderResult) => void;
  /** For mistakes of ours alone. */
  readonly reject: (bug: unknown) => void;
}

/** Makes Crawlee's request for a job. */
export type MakeRequest = (job: RenderJob) => Request;

/**
 * Crawlee's view of the orders: in memory, first come first served, one at a time per host. Methods are those that
 * PlaywrightCrawler calls on its `requestQueue`.
 */
export class RenderQueue {
  readonly #makeRequest: MakeRequest;
  readonly #waiting: RenderJob[] = [];
  readonly #active = new Map<string, RenderJob>();
  /** Whoever waits for these is told, whatever becomes of Crawlee's request. */
  readonly #unsettled = new Map<string, RenderJob>();
  #count = 0;
  #isClosed = false;

  constructor(makeRequest: MakeRequest) {
    this.#makeRequest = makeRequest;
  }

  /** Resolves with the order's result, or rejects when rendering failed through a mistake of ours. */
  async add(order: RenderOrder): Promise<RenderResult> {
    const { promise, resolve, reject } = Promise.withResolvers<RenderResult>();
    this.#count += 1;
    const job = { key: `${this.#count}`, host: new URL(order.requestUrl).host, order, settle: resolve, reject };
    this.#waiting.push(job);
    this.#unsettled.set(job.key, job);
    try {
      return await promise;
    } finally {
      this.#unsettled.delete(job.key);
    }
  }

  /** The job behind one of Crawlee's requests. Throws when it is not under way: a bug. */
  jobOf(request: Pick<Request, "uniqueKey">): RenderJob {
    const job = this.#active.get(request.uniqueKey);
    if (job === undefined) throw new Error(`rendering ${request.uniqueKey} is not under way`);
    return job;
  }

  /** Ends an order whose request Crawlee gave up, and says that it was handled before it says so. */
  fail(request: Pick<Request, "uniqueKey">, result: RenderResult): void {
    this.#unsettled.get(request.uniqueKey)?.settle(result);
  }

  /** Lets Crawlee end once nothing is under way; what waited or is under way ends with `result`. */
  close(result: RenderResult): void {
    this.#isClosed = true;
    this.#waiting.splice(0);
    for (const job of this.#unsettled.values()) job.settle(result);
  }

  fetchNextRequest(): Promise<Request | null> {
    const place = this.#nextPlace();
    const [job] = place === -1 ? [] : this.#waiting.splice(place, 1);
    if (job === undefined) return Promise.resolve(null);
    this.#active.set(job.key, job);
    return Promise.resolve(this.#makeRequest(job));
  }

  isEmpty(): Promise<boolean> {
    return Promise.resolve(this.#nextPlace() === -1);
  }

  isFinished(): Promise<boolean> {
    return Promise.resolve(this.#isClosed && this.#active.size === 0);
  }

  markRequestHandled(request: Pick<Request, "uniqueKey">): Promise<null> {
    this.#active.delete(request.uniqueKey);
    return Promise.resolve(null);
  }

  /** Crawlee's retries are off; ours are the frontier's. */
  reclaimRequest(request: Pick<Request, "uniqueKey">): Promise<never> {
    return Promise.reject(new Error(`rendering ${request.uniqueKey} was given back`));
  }

  addRequest(): Promise<never> {
    return Promise.reject(new Error("renderings are ordered from the renderer alone"));
  }

  handledCount(): Promise<number> {
    return Promise.resolve(this.#count - this.#waiting.length - this.#active.size);
  }

  getTotalCount(): number {
    return this.#count;
  }

  getPendingCount(): number {
    return this.#waiting.length + this.#active.size;
  }

  #nextPlace(): number {
    const busy = new Set([...this.#active.values()].map(({ host }) => host));
    return this.#waiting.findIndex(({ host }) => !busy.has(host));
  }
}
