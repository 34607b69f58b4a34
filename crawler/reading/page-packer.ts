import type { ExtractedLink } from "../../core/link.ts";
import type { SiteId } from "../../core/site.ts";
import type { SiteIndex } from "../../core/site-index.ts";
import type { KeptPages } from "../extract/host-readings.ts";
import { PageLink, type LinkSeed } from "../extract/page-link.ts";
import type { AnswerRead } from "../read-answer.ts";
import {
  containersOf,
  rowOf,
  withTermsText,
  type LinkRow,
  type PackedPage,
  type RepeatedLinks,
} from "./packed-page.ts";

/** A page that is kept, to those who speak of it. */
interface Kept {
  readonly number: number;
  /** The site whose page it is: what stands around its links was told of those that leave it. */
  readonly siteId: SiteId;
}

/** Packs pages one after the other, and speaks of links that the other side has as such. */
export class PagePacker implements KeptPages {
  readonly #siteOf: SiteIndex["siteOf"];
  readonly #keptOf = new WeakMap<LinkSeed, Kept>();
  #last = 0;
  /** Links of the page that was read last, and their seeds, when it is kept. */
  #kept: { readonly seeds: readonly LinkSeed[]; readonly links: readonly ExtractedLink[] } | null = null;
  #gone: number[] = [];

  constructor(siteOf: SiteIndex["siteOf"]) {
    this.#siteOf = siteOf;
  }

  kept(seeds: readonly LinkSeed[], links: readonly ExtractedLink[]): void {
    this.#kept = { seeds, links };
  }

  gone([first]: readonly LinkSeed[]): void {
    const kept = first === undefined ? undefined : this.#keptOf.get(first);
    if (kept !== undefined) this.#gone.push(kept.number);
  }

  /** Packs a page of a site, the one that was read last. */
  pack({ links, ...read }: AnswerRead, siteId: SiteId): PackedPage {
    const gone = this.#gone;
    this.#gone = [];
    const base = this.#baseOf(links, siteId);
    return {
      read: withTermsText(read),
      links: this.#rows(links, base, siteId),
      containers: containersOf(links),
      base: base?.number ?? 0,
      keptAs: this.#keep(links, siteId),
      gone,
    };
  }

  /** The kept page that links were taken over from, if the other side has what it needs of it. */
  #baseOf(links: readonly ExtractedLink[], siteId: SiteId): Kept | null {
    for (const link of links) {
      const earlier = earlierOf(link);
      const kept = earlier === null ? undefined : this.#keptOf.get(earlier);
      if (kept !== undefined) return kept.siteId === siteId ? kept : null;
    }
    return null;
  }

  /** Gives the number of a page that is kept, or 0. Links that were left out cannot be counted on. */
  #keep(links: readonly ExtractedLink[], siteId: SiteId): number {
    const last = this.#kept;
    this.#kept = null;
    if (last === null || last.links !== links || links.length === 0) return 0;
    this.#last += 1;
    const kept = { number: this.#last, siteId };
    for (const seed of last.seeds) this.#keptOf.set(seed, kept);
    return this.#last;
  }

  #rows(links: readonly ExtractedLink[], base: Kept | null, siteId: SiteId): (LinkRow | RepeatedLinks)[] {
    const rows: (LinkRow | RepeatedLinks)[] = [];
    let open: RepeatedLinks | null = null;
    const isOutside = ({ url }: ExtractedLink): boolean => url !== null && this.#siteOf(url) !== siteId;
    for (const link of links) {
      const earlier = base === null ? null : this.#repeatedOf(link, base);
      if (earlier === null) {
        open = null;
        rows.push(rowOf(link, isOutside(link) ? [link.heading, link.sentence, link.domPath] : 0));
        continue;
      }
      if (open === null || open.first + open.count !== earlier.position) {
        open = { first: earlier.position, count: 0, headings: [] };
        rows.push(open);
      }
      if (link.heading !== earlier.heading && isOutside(link)) open.headings.push([open.count, link.heading]);
      open.count += 1;
    }
    return rows;
  }

  /** The link of the base that one repeats in all that the other side asks for, but for its heading. */
  #repeatedOf(link: ExtractedLink, base: Kept): LinkSeed | null {
    const earlier = earlierOf(link);
    if (earlier === null || this.#keptOf.get(earlier) !== base) return null;
    const isSame = link.url === earlier.url && link.via === earlier.via && link.referral === earlier.referral;
    return isSame ? earlier : null;
  }
}

function earlierOf(link: ExtractedLink): LinkSeed | null {
  return link instanceof PageLink ? link.earlier : null;
}
