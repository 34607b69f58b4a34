import type { CrawlStore } from "../store-port.ts";

/** Until when somebody is left alone, and why. */
export interface Hold {
  /** Wall clock, milliseconds since 1970; Infinity: for the rest of this crawl. */
  readonly untilMs: number;
  readonly why: string;
}

/** Hosts and addresses that must not be asked for a while. Those with an end survive a restart. */
export class Holds {
  readonly #store: Pick<CrawlStore, "keepHold">;
  readonly #holds = new Map<string, Hold>();

  constructor(store: Pick<CrawlStore, "keepHold" | "holds">) {
    this.#store = store;
    for (const { key, untilMs, why } of store.holds()) this.#holds.set(key, { untilMs, why });
  }

  /** The hold on a key that is still in force, or null. */
  of(key: string, nowMs: number): Hold | null {
    const hold = this.#holds.get(key);
    if (hold === undefined) return null;
    if (hold.untilMs > nowMs) return hold;
    this.#holds.delete(key);
    return null;
  }

  /** Sets a hold; a longer one in force stands. */
  set(key: string, hold: Hold): void {
    if ((this.#holds.get(key)?.untilMs ?? 0) >= hold.untilMs) return;
    this.#holds.set(key, hold);
    if (Number.isFinite(hold.untilMs)) this.#store.keepHold({ key, ...hold });
  }
}

/** Key of an IP address beside those of hosts. */
export function addressKey(address: string): string {
  return `ip:${address}`;
}
