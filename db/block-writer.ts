import type { Database } from "better-sqlite3";
import type { ExtractedLink } from "../core/link.ts";
import type { SiteId } from "../core/site.ts";
import type { SiteIndex } from "../core/site-index.ts";
import type { CanonicalUrl } from "../core/url.ts";
import { BlockRows } from "./block-rows.ts";
import type { CodedLink } from "./blocks/block-code.ts";
import { cutBlocks, isShareRun, type LinkRun } from "./blocks/cut-blocks.ts";
import { KnownBlocks, type KnownBlock, type TemplatedRun } from "./blocks/known-blocks.ts";
import { encodeFlags } from "./blocks/link-flags.ts";
import { SelfTemplates } from "./blocks/self-template.ts";
import type { Interner, StoredAddress } from "./intern.ts";

/** A link with an address on the web: the only ones that blocks hold. */
type WebLink = ExtractedLink & { readonly url: CanonicalUrl };

/** A block of a page, stored. */
export interface WrittenBlock extends KnownBlock {
  readonly links: LinkRun;
  /** Whether it was stored before this page. */
  readonly isKnown: boolean;
}

/** The blocks of a page, stored. */
export interface WrittenBlocks {
  readonly manifestId: number;
  readonly blocks: readonly WrittenBlock[];
  /** Links without an address on the web, which are only counted. */
  readonly otherLinks: number;
}

/** Stores runs of links, each content once: what stands on many pages costs a comparison. */
export class BlockWriter {
  readonly #intern: Interner;
  readonly #siteOf: SiteIndex["siteOf"];
  readonly #known = new KnownBlocks();
  readonly #rows: BlockRows;

  constructor(db: Database, parts: { readonly intern: Interner; readonly siteOf: SiteIndex["siteOf"] }) {
    this.#intern = parts.intern;
    this.#siteOf = parts.siteOf;
    this.#rows = new BlockRows(db);
  }

  write(page: { readonly url: CanonicalUrl; readonly siteId: SiteId }, links: readonly ExtractedLink[]): WrittenBlocks {
    const webLinks = links.filter((link): link is WebLink => link.url !== null);
    const self = new SelfTemplates(page.url);
    const blocks = cutBlocks(webLinks).map((run): WrittenBlock => {
      const templates = (run as readonly WebLink[]).map((link) => self.of(link.url, link.href));
      return this.#writeBlock({ links: run, templates, siteId: page.siteId });
    });
    this.#intern.writeAnchors();
    return {
      manifestId: this.#rows.manifest(blocks.map((block) => block.blockId)),
      blocks,
      otherLinks: links.length - webLinks.length,
    };
  }

  /** Forgets all numbers: rows were deleted. */
  forget(): void {
    this.#known.forget();
    this.#rows.forget();
  }

  #writeBlock(run: TemplatedRun): WrittenBlock {
    const { links } = run;
    const known = this.#known.find(run);
    if (known !== null) return { blockId: known.blockId, outside: known.outside, links, isKnown: true };
    const { links: coded, outside } = this.#code(run);
    const isShare = isShareRun(links);
    const { id: blockId, isNew } = this.#rows.block({ zone: links[0]?.zone ?? "main", isShare, links: coded });
    if (!isNew) this.#known.remember(run, { blockId, outside });
    return { blockId, outside, links, isKnown: !isNew };
  }

  /** The links as numbers, and places of those that leave the site. */
  #code({ links, templates, siteId }: TemplatedRun): { readonly links: CodedLink[]; readonly outside: number[] } {
    const coded: CodedLink[] = [];
    const outside: number[] = [];
    let place = 0;
    for (const link of links as readonly WebLink[]) {
      const template = templates[place] ?? null;
      const target = template === null ? this.#intern.address(link.url) : this.#template(template, link.url);
      if (target.siteId !== siteId) outside.push(place);
      const { flags, rare } = encodeFlags(link);
      const anchorId = this.#intern.anchor(link.text.toWellFormed());
      const attrsId = rare === null ? null : this.#intern.attrs(JSON.stringify(rare));
      coded.push({ targetId: target.id, anchorId, flags, attrsId });
      place += 1;
    }
    return { links: coded, outside };
  }

  #template(template: string, url: CanonicalUrl): StoredAddress {
    return { id: this.#intern.template(template), siteId: this.#siteOf(url) };
  }
}
