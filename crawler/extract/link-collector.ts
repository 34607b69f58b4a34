import { attributeId } from "./attribute-names.ts";
import type { Headings } from "./headings.ts";
import { formMethod, isButton, rawLinkOf, relTokens, type RawLink } from "./link-attributes.ts";
import { isNamed, LinkName } from "./link-name.ts";
import { PageLink, type PageSource } from "./page-link.ts";
import type { PageTexts } from "./page-texts.ts";
import type { PageWalk } from "./page-walk.ts";
import { referrerPolicy } from "./referral-of.ts";
import type { Surroundings } from "./surroundings.ts";
import { foreignId, tagId } from "./tag-names.ts";
import type { UnsettledLink } from "./unsettled-link.ts";

/** Links of one page that are kept; those beyond are counted. */
export const MAX_LINKS = 20_000;
/** Pieces of a form's text that are looked at: some pages are one form. */
const FORM_PIECES = 50;
/** Innermost elements named in a path. */
const PATH_LENGTH = 100;

const A = tagId("a");
const SVG_A = foreignId(A);
const FORM = tagId("form");
const HREFLANG = attributeId("hreflang");
const TARGET = attributeId("target");
const REFERRER_POLICY = attributeId("referrerpolicy");
const ALT = attributeId("alt");

/** Collects the links of one page, with what stands around them. */
export class LinkCollector {
  readonly source: PageSource;
  readonly #walk: PageWalk;
  readonly #headings: Headings;
  /** In document order. */
  readonly links: UnsettledLink[] = [];
  #open: UnsettledLink | null = null;
  #form: UnsettledLink | null = null;
  #dropped = 0;

  constructor(page: { readonly walk: PageWalk; readonly texts: PageTexts; readonly headings: Headings }) {
    this.#walk = page.walk;
    this.source = { tokens: page.walk.tokens, texts: page.texts };
    this.#headings = page.headings;
  }

  /** Whether a hyperlink is open. */
  get isLinkOpen(): boolean {
    return this.#open !== null;
  }

  /** Whether a form is open whose text will be taken. */
  get isFormOpen(): boolean {
    return this.#form !== null;
  }

  /** Whether the links from one place on have names that no element elsewhere gives them. */
  areNamedWithin(first: number): boolean {
    for (let place = first; place < this.links.length; place += 1) {
      if ((this.links[place]?.name?.labelIds.length ?? 0) > 0) return false;
    }
    return true;
  }

  /** Links that were met after those that are kept. */
  get droppedLinks(): number {
    return this.#dropped;
  }

  /** An element that may make a link begins. */
  opened(tag: number, surroundings: Surroundings): void {
    const isHyperlink = tag === A || tag === SVG_A;
    if (isHyperlink) this.endLink();
    const raw = rawLinkOf(tag, this.#walk.tokens.attributes);
    if (raw === null) return;
    if (this.links.length >= MAX_LINKS) {
      this.#dropped += 1;
      return;
    }
    const unsettled = this.#unsettled(raw, tag, surroundings);
    this.links.push(unsettled);
    if (isHyperlink) this.#open = unsettled;
    else if (tag === FORM) this.#form = unsettled;
  }

  /** A picture, which may name the link that it stands in. */
  picture(): void {
    const { attributes } = this.#walk.tokens;
    if (this.#open === null || !attributes.has(ALT)) return;
    this.#open.name ??= new LinkName(null);
    this.#open.name.addPicture(attributes.value(ALT) ?? "", this.source.texts.count);
  }

  /** The link that is open, if any, ends. */
  endLink(): void {
    if (this.#open === null) return;
    this.#open.text = this.#open.link.endText();
    this.#open = null;
  }

  /** The form that is open, if any, ends: what its reader sees of it first is its text. */
  endForm(): void {
    if (this.#form === null) return;
    const { texts } = this.source;
    const { first } = this.#form.link.pieces;
    this.#form.text = texts.textOfBlocks({ first, end: Math.min(texts.count, first + FORM_PIECES) });
    this.#form = null;
  }

  /** Ids that `aria-labelledby` of links names. */
  labelIds(): ReadonlySet<string> {
    return new Set(this.links.flatMap(({ name }) => name?.labelIds ?? []));
  }

  #unsettled(raw: RawLink, tag: number, surroundings: Surroundings): UnsettledLink {
    const { tokens, elements } = this.#walk;
    const { attributes } = tokens;
    const { texts } = this.source;
    const markup = {
      href: raw.href,
      kind: raw.kind,
      element: tokens.nameOf(tag),
      rel: relTokens(attributes),
      zone: surroundings.zone,
      zoneSource: surroundings.zoneSource,
      cta: tag === A && surroundings.zone === "main" && isButton(attributes),
      hreflang: attributes.value(HREFLANG),
      newWindow: attributes.value(TARGET)?.toLowerCase() === "_blank",
      method: tag === FORM ? formMethod(attributes) : null,
      path: elements.pathTo(tag, PATH_LENGTH),
    };
    const place = {
      container: surroundings.container,
      position: this.links.length,
      heading: this.#headings.nearest(),
      first: texts.count,
      block: texts.block,
    };
    return {
      link: new PageLink(markup, place, this.source),
      policy: referrerPolicy(attributes.value(REFERRER_POLICY)),
      name: isNamed(attributes) ? new LinkName(attributes) : null,
      text: "",
      headings: this.#headings.events.length,
    };
  }
}
