import type { ExtractedLink, LinkKind, Referral, Zone, ZoneSource } from "../../core/link.ts";
import type { CanonicalUrl } from "../../core/url.ts";
import type { FormMethod } from "./link-attributes.ts";
import type { HtmlTokens } from "./html-tokens.ts";
import type { PageTexts, Pieces } from "./page-texts.ts";

/** What a link's own tag and the elements around it say: the same wherever the same markup stands. */
export interface LinkMarkup {
  readonly href: string;
  readonly kind: LinkKind;
  readonly element: string;
  readonly rel: readonly string[];
  readonly zone: Zone;
  readonly zoneSource: ZoneSource;
  readonly cta: boolean;
  readonly hreflang: string | null;
  readonly newWindow: boolean;
  readonly method: FormMethod | null;
  /** Ids of the elements around it, outermost first, itself last. */
  readonly path: readonly number[];
}

/** Where a link stands on its page. */
export interface LinkPlace {
  readonly container: string;
  readonly position: number;
  readonly heading: string;
  /** Where its text begins: a piece, in a block. */
  readonly first: number;
  readonly block: number;
}

/** What is known of a link when its page has been read to the end. */
export interface SettledLink {
  readonly url: CanonicalUrl | null;
  readonly via: CanonicalUrl | null;
  readonly referral: Referral;
  readonly text: string;
  readonly accessibleName: string;
}

/** A link of a page that was read, without its page. */
export interface LinkSeed extends LinkPlace, SettledLink {
  readonly markup: LinkMarkup;
  /** The piece after its text. */
  readonly end: number;
}

/** How far a link's text stands from where it stood on an earlier page, and what its texts are made from here. */
export interface MovedLink {
  readonly pieces: number;
  readonly blocks: number;
  readonly source: PageSource;
}

/** What the texts of links are made from. */
export interface PageSource {
  readonly tokens: HtmlTokens;
  readonly texts: PageTexts;
}

/**
 * A link of a page that was read. `sentence` and `domPath` are made when asked for, from the page, which the link keeps
 * alive: whoever keeps links for long takes out what is needed. `url`, `via`, `text` and `accessibleName` are copies.
 */
export class PageLink implements ExtractedLink {
  readonly href: string;
  readonly kind: LinkKind;
  readonly element: string;
  readonly rel: readonly string[];
  readonly zone: Zone;
  readonly zoneSource: ZoneSource;
  readonly container: string;
  readonly position: number;
  readonly heading: string;
  readonly cta: boolean;
  readonly hreflang: string | null;
  readonly newWindow: boolean;
  readonly method: FormMethod | null;
  url: CanonicalUrl | null = null;
  via: CanonicalUrl | null = null;
  referral: Referral = "origin";
  text = "";
  accessibleName = "";
  /** The piece of text after its own. */
  #end: number;
  readonly #first: number;
  readonly #block: number;
  readonly #path: readonly number[];
  #earlier: LinkSeed | null = null;
  readonly #source: PageSource;

  constructor(markup: LinkMarkup, place: LinkPlace, source: PageSource) {
    this.href = markup.href;
    this.kind = markup.kind;
    this.element = markup.element;
    this.rel = markup.rel;
    this.zone = markup.zone;
    this.zoneSource = markup.zoneSource;
    this.container = place.container;
    this.position = place.position;
    this.heading = place.heading;
    this.cta = markup.cta;
    this.hreflang = markup.hreflang;
    this.newWindow = markup.newWindow;
    this.method = markup.method;
    this.#first = place.first;
    this.#end = place.first;
    this.#block = place.block;
    this.#path = markup.path;
    this.#source = source;
  }

  /** The link of a seed on another page, its text so many pieces and blocks further down. */
  static again(
    seed: LinkSeed,
    here: Pick<LinkPlace, "container" | "position" | "heading">,
    moved: MovedLink,
  ): PageLink {
    const { container, position, heading } = here;
    const [first, block] = [seed.first + moved.pieces, seed.block + moved.blocks];
    const link = new PageLink(seed.markup, { container, position, heading, first, block }, moved.source);
    link.#end = seed.end + moved.pieces;
    link.#earlier = seed;
    return link;
  }

  /**
   * What other pages need to have the same link, once it is settled. Copies: when what every page is made of lives long, V8
   * makes it in the old part of its heap from then on, where pages are not collected soon.
   */
  seed(): LinkSeed {
    const { href, kind, element, zone, zoneSource, cta, hreflang, newWindow, method } = this;
    const lists = { rel: [...this.rel], path: [...this.#path] };
    const markup = { href, kind, element, zone, zoneSource, cta, hreflang, newWindow, method, ...lists };
    const { container, position, heading, url, via, referral, text, accessibleName } = this;
    const place = { container, position, heading, first: this.#first, block: this.#block, end: this.#end };
    return { markup, ...place, url, via, referral, text, accessibleName };
  }

  /** The same link on the earlier page that it was taken over from, or null. */
  get earlier(): LinkSeed | null {
    return this.#earlier;
  }

  get sentence(): string {
    return this.#source.texts.sentence(this.pieces, this.#block);
  }

  get domPath(): string {
    return this.#path.map((tag) => this.#source.tokens.nameOf(tag)).join(">");
  }

  /** The pieces of text inside it. */
  get pieces(): Pieces {
    return { first: this.#first, end: this.#end };
  }

  /** Ends the element here, and gives the text inside. */
  endText(): string {
    const { texts } = this.#source;
    this.#end = texts.count;
    return texts.text(this.pieces);
  }

  settle(settled: SettledLink): void {
    this.url = settled.url;
    this.via = settled.via;
    this.referral = settled.referral;
    this.text = settled.text;
    this.accessibleName = settled.accessibleName;
  }
}
