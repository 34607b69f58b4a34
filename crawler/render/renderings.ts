import type { SiteId } from "../../core/site.ts";
import type { CrawlSettings } from "../settings.ts";
import type { CrawlStore, RenderRecord } from "../store-port.ts";
import type { Renderer } from "./renderer.ts";

/** What is tried and gained by rendering, site by site, for this crawl. */
export class Renderings {
  /** Null: pages are not rendered. */
  readonly renderer: Renderer | null;
  readonly #crawlId: number;
  readonly #store: Pick<CrawlStore, "renderings" | "keepRendering">;
  readonly #settings: CrawlSettings;
  readonly #tried = new Map<SiteId, number>();
  readonly #gained = new Set<SiteId>();

  constructor(
    renderer: Renderer | null,
    parts: {
      readonly crawlId: number;
      readonly store: Pick<CrawlStore, "renderings" | "keepRendering">;
      readonly settings: CrawlSettings;
    },
  ) {
    this.renderer = parts.settings.rendering === "on" ? renderer : null;
    this.#crawlId = parts.crawlId;
    this.#store = parts.store;
    this.#settings = parts.settings;
    for (const record of parts.store.renderings(parts.crawlId)) this.#count(record);
  }

  /** Whether there is a browser to render with. */
  get isWanted(): boolean {
    return this.renderer !== null;
  }

  /** Whether a shell of a site is worth rendering: while few were tried, or once one of them gained links. */
  isWorthwhile(siteId: SiteId): boolean {
    return this.#gained.has(siteId) || (this.#tried.get(siteId) ?? 0) < this.#settings.renderTries;
  }

  /** Whether a rendering gained enough to stand for its page. */
  isGain(gainedLinks: number): boolean {
    return gainedLinks >= this.#settings.renderGainLinks;
  }

  keep(record: RenderRecord): void {
    this.#count(record);
    this.#store.keepRendering(this.#crawlId, record);
  }

  #count(record: RenderRecord): void {
    this.#tried.set(record.siteId, (this.#tried.get(record.siteId) ?? 0) + 1);
    if (this.isGain(record.gainedLinks)) this.#gained.add(record.siteId);
  }
}
