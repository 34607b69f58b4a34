import type { SiteId } from "../core/site.ts";
import type { CanonicalUrl } from "../core/url.ts";

/** Addresses remembered for one site, and in all. */
const PER_SITE = 1024;
const IN_ALL = 200_000;

/**
 * Addresses that pages of a site led to lately: menus stand on every page, and their links need to be judged only once. It
 * forgets; what it does not know is judged again.
 */
export class RecentAddresses {
  readonly #bySite = new Map<SiteId, Set<CanonicalUrl>>();
  #count = 0;

  /** Takes note of an address. False: it was known. */
  add(siteId: SiteId, url: CanonicalUrl): boolean {
    const known = this.#bySite.get(siteId);
    if (known?.has(url) === true) return false;
    if (known === undefined || known.size >= PER_SITE) this.#begin(siteId, url);
    else known.add(url);
    this.#count += 1;
    return true;
  }

  #begin(siteId: SiteId, url: CanonicalUrl): void {
    this.#forget(siteId);
    for (const oldest of this.#bySite.keys()) {
      if (this.#count < IN_ALL) break;
      this.#forget(oldest);
    }
    this.#bySite.set(siteId, new Set([url]));
  }

  #forget(siteId: SiteId): void {
    this.#count -= this.#bySite.get(siteId)?.size ?? 0;
    this.#bySite.delete(siteId);
  }
}
