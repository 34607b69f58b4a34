import type { ExtractedLink, LinkKind, Referral, Zone, ZoneSource } from "../../core/link.ts";
import type { CanonicalUrl } from "../../core/url.ts";
import type { FormMethod } from "./link-attributes.ts";
import type { HtmlTokens } from "./html-tokens.ts";
import type { PageTexts, Pieces } from "./page-texts.ts";
import type { Surroundings } from "./surroundings.ts";

/** What is known of a link as soon as its start tag has been read. */
export interface FoundLink {
  readonly href: string;
  readonly kind: LinkKind;
  readonly element: string;
  readonly rel: readonly string[];
  readonly surroundings: Surroundings;
  readonly position: number;
  readonly heading: string;
  readonly cta: boolean;
  readonly hreflang: string | null;
  readonly newWindow: boolean;
  readonly method: FormMethod | null;
  /** Ids of the elements around it, outermost first, itself last. */
  readonly path: readonly number[];
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
  readonly #source: PageSource;

  constructor(found: FoundLink, source: PageSource) {
    this.href = found.href;
    this.kind = found.kind;
    this.element = found.element;
    this.rel = found.rel;
    this.zone = found.surroundings.zone;
    this.zoneSource = found.surroundings.zoneSource;
    this.container = found.surroundings.container;
    this.position = found.position;
    this.heading = found.heading;
    this.cta = found.cta;
    this.hreflang = found.hreflang;
    this.newWindow = found.newWindow;
    this.method = found.method;
    this.#first = found.first;
    this.#end = found.first;
    this.#block = found.block;
    this.#path = found.path;
    this.#source = source;
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
