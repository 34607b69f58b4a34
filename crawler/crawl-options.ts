import type { Clock } from "../core/clock.ts";
import type { CrawlInfo } from "../core/crawl-record.ts";
import type { Registry } from "../core/registry.ts";
import type { SiteIndex } from "../core/site-index.ts";
import type { Resolver } from "./fetch/resolver.ts";
import type { SlowHost } from "./politeness/host-turns.ts";
import type { PageReading } from "./reading/page-reading.ts";
import type { Renderer } from "./render/renderer.ts";
import type { CrawlSettings } from "./settings.ts";
import type { CrawlProgress, CrawlStore } from "./store-port.ts";

/** What a crawl needs. */
export interface CrawlOptions {
  readonly registry: Registry;
  readonly registryHash: string;
  readonly codeVersion: string;
  readonly store: CrawlStore;
  readonly settings: CrawlSettings;
  readonly clock: Clock;
  readonly siteOf: SiteIndex["siteOf"];
  /** Aborted: begin nothing new, finish what runs, leave the crawl open. */
  readonly signal: AbortSignal;
  readonly resolver: Resolver;
  /** How pages are read; at once when not given. Ends with the crawl. */
  readonly reading?: PageReading;
  /** Null: no browser on this machine; pages that need one are not measured. */
  readonly renderer: Renderer | null;
  /** Hosts whose owners want to be left alone, asked for again and again while the crawl runs. */
  readonly optOuts: () => readonly string[];
  /** Called once, when the crawl's number is known and before anything is asked. */
  readonly onOpen: (crawl: CrawlInfo) => void;
  readonly onProgress: (now: CrawlProgress, slowest: readonly SlowHost[]) => void;
}
