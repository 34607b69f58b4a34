import { detached } from "../../core/detached.ts";
import type { ExtractedLink, Referral } from "../../core/link.ts";
import { canonicalizeUrl, hostOf } from "../../core/url.ts";
import { attributeId } from "./attribute-names.ts";
import type { Headings } from "./headings.ts";
import { formMethod, isButton, rawLinkOf, relTokens, type RawLink } from "./link-attributes.ts";
import { isNamed, LinkName } from "./link-name.ts";
import { PageLink, type PageSource } from "./page-link.ts";
import type { PageTexts } from "./page-texts.ts";
import type { PageWalk } from "./page-walk.ts";
import { referralUnder, referrerPolicy } from "./referral-of.ts";
import type { Surroundings } from "./surroundings.ts";
import { foreignId, tagId } from "./tag-names.ts";
import { unwrapRedirector } from "./unwrap-redirector.ts";

/** Longest text and name kept of a link. */
const TEXT_LENGTH = 300;
/** Links of one page that are kept; those beyond are counted. */
const MAX_LINKS = 20_000;
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

/** A link until its page has been read. */
interface Unsettled {
  readonly link: PageLink;
  /** The element's own referrer policy, or null. */
  readonly policy: string | null;
  /** Null when nothing names it but its text. */
  name: LinkName | null;
  text: string;
}

/** What links are settled by when their page has been read. */
export interface PageFacts {
  readonly pageUrl: string;
  /** Address that relative ones stand on. */
  readonly base: string;
  readonly referrerPolicy: string | null;
  /** Texts by the ids that `labelIds` asked for. */
  readonly labels: ReadonlyMap<string, string>;
}

/** Collects the links of one page, with what stands around them. */
export class LinkCollector {
  readonly #walk: PageWalk;
  readonly #source: PageSource;
  readonly #headings: Headings;
  readonly #links: Unsettled[] = [];
  #open: Unsettled | null = null;
  #form: Unsettled | null = null;
  #dropped = 0;

  constructor(page: { readonly walk: PageWalk; readonly texts: PageTexts; readonly headings: Headings }) {
    this.#walk = page.walk;
    this.#source = { tokens: page.walk.tokens, texts: page.texts };
    this.#headings = page.headings;
  }

  /** Whether a hyperlink is open. */
  get isLinkOpen(): boolean {
    return this.#open !== null;
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
    if (this.#links.length >= MAX_LINKS) {
      this.#dropped += 1;
      return;
    }
    const unsettled = this.#unsettled(raw, tag, surroundings);
    this.#links.push(unsettled);
    if (isHyperlink) this.#open = unsettled;
    else if (tag === FORM) this.#form = unsettled;
  }

  /** A picture, which may name the link that it stands in. */
  picture(): void {
    const { attributes } = this.#walk.tokens;
    if (this.#open === null || !attributes.has(ALT)) return;
    this.#open.name ??= new LinkName(null);
    this.#open.name.addPicture(attributes.value(ALT) ?? "", this.#source.texts.count);
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
    const { texts } = this.#source;
    const { first } = this.#form.link.pieces;
    this.#form.text = texts.textOfBlocks({ first, end: Math.min(texts.count, first + FORM_PIECES) });
    this.#form = null;
  }

  /** Ids that `aria-labelledby` of links names. */
  labelIds(): ReadonlySet<string> {
    return new Set(this.#links.flatMap(({ name }) => name?.labelIds ?? []));
  }

  /** The links in document order. */
  links(facts: PageFacts): readonly ExtractedLink[] {
    const page = canonicalizeUrl(facts.pageUrl);
    const pageHost = page === null ? null : hostOf(page);
    const isSecure = facts.pageUrl.startsWith("https:");
    for (const unsettled of this.#links) {
      const { link } = unsettled;
      const written = canonicalizeUrl(link.href, facts.base);
      const unwrapped = written === null ? null : unwrapRedirector(written, pageHost);
      const url = unwrapped ?? written;
      const text = detached(unsettled.text.slice(0, TEXT_LENGTH));
      const accessibleName = this.#accessibleName(unsettled, text, facts);
      const isDowngrade = isSecure && url?.startsWith("http:") === true;
      const referral = this.#referral(unsettled, facts.referrerPolicy, isDowngrade);
      link.settle({ url, via: unwrapped === null ? null : written, referral, text, accessibleName });
    }
    return this.#links.map(({ link }) => link);
  }

  #accessibleName(unsettled: Unsettled, text: string, facts: PageFacts): string {
    const { name, link } = unsettled;
    if (name === null) return text;
    const full = name.name(facts.labels, this.#source.texts, link.pieces);
    return full === text ? text : detached(full.slice(0, TEXT_LENGTH));
  }

  #referral(unsettled: Unsettled, pagePolicy: string | null, isDowngrade: boolean): Referral {
    if (unsettled.link.rel.includes("noreferrer")) return "none";
    return referralUnder(unsettled.policy ?? pagePolicy, isDowngrade);
  }

  #unsettled(raw: RawLink, tag: number, surroundings: Surroundings): Unsettled {
    const { tokens, elements } = this.#walk;
    const { attributes } = tokens;
    const { texts } = this.#source;
    const path = elements.pathTo(tag, PATH_LENGTH);
    const found = {
      href: raw.href,
      kind: raw.kind,
      element: tokens.nameOf(tag),
      rel: relTokens(attributes),
      surroundings,
      position: this.#links.length,
      heading: this.#headings.nearest(),
      cta: tag === A && surroundings.zone === "main" && isButton(attributes),
      hreflang: attributes.value(HREFLANG),
      newWindow: attributes.value(TARGET)?.toLowerCase() === "_blank",
      method: tag === FORM ? formMethod(attributes) : null,
      path,
      first: texts.count,
      block: texts.block,
    };
    return {
      link: new PageLink(found, this.#source),
      policy: referrerPolicy(attributes.value(REFERRER_POLICY)),
      name: isNamed(attributes) ? new LinkName(attributes) : null,
      text: "",
    };
  }
}
