import type { CanonicalUrl } from "../../core/url.ts";
import type { CrawlSettings } from "../settings.ts";

/** Where a walk ends. */
export type WalkLimits = Pick<CrawlSettings, "maxSitemapDepth" | "maxSitemapUrls">;

/**
 * One host's sitemaps in the order in which they are asked, level by level: each once, none deeper than the limit (a seed has depth
 * 1), and no more files than a single one may list addresses.
 */
export class SitemapWalk {
  readonly #limits: WalkLimits;
  readonly #known = new Set<CanonicalUrl>();
  readonly #waiting: { readonly url: CanonicalUrl; readonly depth: number }[] = [];
  #next = 0;
  #skipped = 0;

  constructor(seeds: readonly CanonicalUrl[], limits: WalkLimits) {
    this.#limits = limits;
    this.#add(seeds, 1);
  }

  /** The file to ask now; null when there is none left. */
  next(): CanonicalUrl | null {
    const file = this.#waiting[this.#next];
    if (file === undefined) return null;
    this.#next += 1;
    return file.url;
  }

  /** Takes note of the sitemaps that the file given last lists. */
  note(sitemaps: readonly CanonicalUrl[]): void {
    const depth = this.#waiting[this.#next - 1]?.depth;
    if (depth !== undefined) this.#add(sitemaps, depth + 1);
  }

  /** Files that were listed but are beyond a limit; one that is listed twice counts twice. */
  get skipped(): number {
    return this.#skipped;
  }

  #add(urls: readonly CanonicalUrl[], depth: number): void {
    for (const url of urls) {
      if (this.#known.has(url)) continue;
      if (depth > this.#limits.maxSitemapDepth || this.#known.size >= this.#limits.maxSitemapUrls) {
        this.#skipped += 1;
      } else {
        this.#known.add(url);
        this.#waiting.push({ url, depth });
      }
    }
  }
}
