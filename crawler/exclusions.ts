import type { Clock } from "../core/clock.ts";
import type { CrawlStore } from "./store-port.ts";

/** How often the list is looked at while a crawl runs: an owner waits no longer. */
const TICK_MS = 1000;

/** Hosts whose owners want to be left alone. The list may grow while a crawl runs; what was read of them is deleted. */
export class Exclusions {
  readonly #store: Pick<CrawlStore, "exclusions" | "exclude">;
  readonly #optOuts: () => readonly string[];
  readonly #clock: Clock;
  readonly #hosts: Set<string>;
  readonly #unpurged = new Set<string>();
  #timer: NodeJS.Timeout | null = null;

  constructor(store: Pick<CrawlStore, "exclusions" | "exclude">, optOuts: () => readonly string[], clock: Clock) {
    this.#store = store;
    this.#optOuts = optOuts;
    this.#clock = clock;
    this.#hosts = new Set(store.exclusions());
  }

  /** Grows while a crawl runs: from then on nothing is asked of a new host. */
  get hosts(): ReadonlySet<string> {
    return this.#hosts;
  }

  /** Reads the list again, and deletes at once what is known of new hosts. Not while visits run. */
  refresh(): void {
    this.#read();
    this.purge();
  }

  /** Looks at the list every second from now on. */
  watch(): void {
    this.#timer = setInterval(() => this.#read(), TICK_MS);
    this.#timer.unref();
  }

  unwatch(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#read();
  }

  /** Deletes what was read of the hosts that were added while visits ran. */
  purge(): void {
    for (const host of this.#unpurged) this.#store.exclude(host, this.#clock.nowMs());
    this.#unpurged.clear();
  }

  #read(): void {
    for (const host of this.#optOuts()) {
      if (this.#hosts.has(host)) continue;
      this.#hosts.add(host);
      this.#unpurged.add(host);
    }
  }
}
