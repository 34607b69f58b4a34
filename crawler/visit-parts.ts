import type { Clock } from "../core/clock.ts";
import type { DiscoveryRules } from "./discover.ts";
import type { ExchangeDesk } from "./politeness/exchange-desk.ts";
import type { Hold } from "./politeness/holds.ts";
import type { PageWrite, Task } from "./ports.ts";
import type { Probes } from "./probes.ts";
import type { PageReading } from "./reading/page-reading.ts";
import type { Renderings } from "./render/renderings.ts";
import type { RobotsGate } from "./robots/robots-gate.ts";
import type { CrawlSettings } from "./settings.ts";
import type { CrawlStore } from "./store-port.ts";

/** What a visit is made with. */
export interface VisitParts {
  readonly crawlId: number;
  readonly store: CrawlStore;
  readonly desk: ExchangeDesk;
  readonly robots: RobotsGate;
  readonly probes: Probes;
  readonly renderings: Renderings;
  readonly reading: PageReading;
  readonly clock: Clock;
  readonly settings: CrawlSettings;
  readonly headers: Readonly<Record<string, string>>;
  readonly rules: DiscoveryRules;
  /** Hosts whose owners want to be left alone; it may grow. */
  readonly exclusions: ReadonlySet<string>;
}

/**
 * What came of a task. Its page is handed over once: a visit that waited for its host long is old to the garbage collector, and
 * all that it still named would stay in memory with it, page after page.
 */
export class VisitMade {
  /** Set when the host must be left alone for a while, beyond what the desk knows. */
  readonly hold: Hold | null;
  #page: PageWrite | null;

  constructor(page: PageWrite | null, hold: Hold | null) {
    this.#page = page;
    this.hold = hold;
  }

  /** Whether it holds a page that was read. */
  get holdsReading(): boolean {
    return this.#page?.visit?.kind === "fetched";
  }

  /** Null: nothing was asked and the task waits again, or the page was taken before. */
  takePage(): PageWrite | null {
    const page = this.#page;
    this.#page = null;
    return page;
  }
}

/** A task that waits, since its host is to be left alone. */
export function waiting(hold: Hold | null): VisitMade {
  return new VisitMade(null, hold);
}

/** A task that is done, with what it leaves behind. */
export function made(task: Task, page: Partial<Omit<PageWrite, "task">>): VisitMade {
  const nothing = { visit: null, links: [], discovered: [], earlier: null, retryAtMs: null };
  return new VisitMade({ task, ...nothing, ...page }, null);
}
