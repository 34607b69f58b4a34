import type { Clock } from "../core/clock.ts";
import type { DiscoveryRules } from "./discover.ts";
import type { ExchangeDesk } from "./politeness/exchange-desk.ts";
import type { Hold } from "./politeness/holds.ts";
import type { PageWrite, Task } from "./ports.ts";
import type { Probes } from "./probes.ts";
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
  readonly clock: Clock;
  readonly settings: CrawlSettings;
  readonly headers: Readonly<Record<string, string>>;
  readonly rules: DiscoveryRules;
  /** Hosts whose owners want to be left alone; it may grow. */
  readonly exclusions: ReadonlySet<string>;
}

/** What came of a task. */
export interface VisitMade {
  /** Null: nothing was asked, the task waits again. */
  readonly page: PageWrite | null;
  /** Set when the host must be left alone for a while, beyond what the desk knows. */
  readonly hold: Hold | null;
}

/** A task that waits, since its host is to be left alone. */
export function waiting(hold: Hold | null): VisitMade {
  return { page: null, hold };
}

/** A task that is done, with what it leaves behind. */
export function made(task: Task, page: Partial<Omit<PageWrite, "task">>): VisitMade {
  return {
    page: { task, visit: null, links: [], discovered: [], earlier: null, retryAtMs: null, ...page },
    hold: null,
  };
}
