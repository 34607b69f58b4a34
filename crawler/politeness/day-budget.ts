import type { OwnerKey } from "../ports.ts";
import type { CrawlSettings } from "../settings.ts";
import type { CrawlStore } from "../store-port.ts";
import type { Hold } from "./holds.ts";

const DAY_MS = 86_400_000;

interface Use {
  requests: number;
  sizeBytes: number;
}

/** Counts what each host was asked for on one day (UTC), over all crawls, and ends its day when that is enough. */
export class DayBudget {
  readonly #store: Pick<CrawlStore, "dayUse">;
  readonly #settings: Pick<CrawlSettings, "maxRequestsPerDay" | "maxBytesPerDay">;
  #day = Number.NaN;
  #uses = new Map<OwnerKey, Use>();

  constructor(
    store: Pick<CrawlStore, "dayUse">,
    settings: Pick<CrawlSettings, "maxRequestsPerDay" | "maxBytesPerDay">,
  ) {
    this.#store = store;
    this.#settings = settings;
  }

  /** The hold on a host that has had its share of today, or null. */
  holdOf(ownerKey: OwnerKey, nowMs: number): Hold | null {
    const use = this.#today(nowMs).get(ownerKey);
    if (use === undefined) return null;
    const { maxRequestsPerDay, maxBytesPerDay } = this.#settings;
    if (use.requests < maxRequestsPerDay && use.sizeBytes < maxBytesPerDay) return null;
    const what = use.requests >= maxRequestsPerDay ? `${use.requests} requests` : `${use.sizeBytes} bytes`;
    return { untilMs: (this.#day + 1) * DAY_MS, why: `${what} today` };
  }

  /** Takes note of requests as they begin, so that those under way count. */
  begin(ownerKey: OwnerKey, nowMs: number, requests: number): void {
    this.#use(ownerKey, nowMs).requests += requests;
  }

  /** Takes note of what came back. */
  end(ownerKey: OwnerKey, nowMs: number, sizeBytes: number): void {
    this.#use(ownerKey, nowMs).sizeBytes += sizeBytes;
  }

  #use(ownerKey: OwnerKey, nowMs: number): Use {
    const today = this.#today(nowMs);
    const use = today.get(ownerKey) ?? { requests: 0, sizeBytes: 0 };
    today.set(ownerKey, use);
    return use;
  }

  #today(nowMs: number): Map<OwnerKey, Use> {
    const day = Math.floor(nowMs / DAY_MS);
    if (day !== this.#day) {
      this.#day = day;
      const known = this.#store.dayUse(day * DAY_MS);
      this.#uses = new Map(known.map(({ ownerKey, ...use }) => [ownerKey, { ...use }]));
    }
    return this.#uses;
  }
}
