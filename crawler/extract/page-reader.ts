import { attributeId } from "./attribute-names.ts";
import { Headings } from "./headings.ts";
import { isSpace } from "./html-space.ts";
import { LinkCollector } from "./link-collector.ts";
import { MetadataCollector } from "./metadata-collector.ts";
import { PageTexts, PIECE } from "./page-texts.ts";
import { PageWalk, type PageListener } from "./page-walk.ts";
import { STATE, type PageMark, type PageState } from "./repeats/page-part.ts";
import { ResourceHosts } from "./resource-hosts.ts";
import { ShellCollector } from "./shell-collector.ts";
import type { Surroundings } from "./surroundings.ts";
import { foreignId, isForeignId, tagId, TRAIT, traitsOf } from "./tag-names.ts";
import { TextCollector } from "./text-collector.ts";

const A = tagId("a");
const APP_ROOT = tagId("app-root");
const [HREF, ID] = [attributeId("href"), attributeId("id")];
const FORM = tagId("form");
const H1 = tagId("h1");
const IMG = tagId("img");
const TITLE = tagId("title");
const [SVG_A, SVG_IMAGE, SVG_TITLE] = [foreignId(A), foreignId(tagId("image")), foreignId(TITLE)];
const HEADINGS: ReadonlyMap<number, number> = new Map([1, 2, 3, 4, 5, 6].map((level) => [tagId(`h${level}`), level]));

/** Hands what stands on a page to those who collect it. */
export class PageReader implements PageListener {
  readonly walk: PageWalk;
  readonly links: LinkCollector;
  readonly metadata: MetadataCollector;
  readonly words: TextCollector;
  readonly resources = new ResourceHosts();
  readonly shell: ShellCollector;
  readonly texts: PageTexts;
  readonly headings: Headings;
  readonly #html: string;
  /** Elements so far that speak of the whole page. */
  #metadataCount = 0;
  /** Titles of pictures in SVG that are open: a tip at most, no text of the page. */
  #hiddenDepth = 0;

  /** `headers`: names in lower case. */
  constructor(html: string, headers: Readonly<Record<string, string>>) {
    this.#html = html;
    this.texts = new PageTexts(html);
    this.headings = new Headings(this.texts);
    this.walk = new PageWalk(html, this);
    this.links = new LinkCollector({ walk: this.walk, texts: this.texts, headings: this.headings });
    this.metadata = new MetadataCollector(headers);
    this.words = new TextCollector(html, this.texts);
    this.shell = new ShellCollector(html, this.walk.tokens.attributes);
  }

  opened(tag: number, surroundings: Surroundings): void {
    const traits = traitsOf(tag);
    if ((traits & TRAIT.inline) === 0) this.texts.breakBlock();
    if ((traits & TRAIT.link) !== 0) {
      this.links.opened(tag, surroundings);
      if (tag === A) this.#openedA();
    }
    if (isForeignId(tag)) {
      this.#openedForeign(tag, surroundings);
      return;
    }
    const { attributes } = this.walk.tokens;
    if ((traits & TRAIT.metadata) !== 0) {
      this.#metadataCount += 1;
      this.metadata.opened(tag, attributes);
    }
    if ((traits & TRAIT.resource) !== 0) this.resources.opened(tag, attributes);
    if (tag === IMG) this.links.picture();
    if ((traits & TRAIT.heading) !== 0) this.#openHeading(tag);
    if (attributes.has(ID) || tag === APP_ROOT) {
      this.shell.opened(tag, { depth: this.walk.elements.depth, visibleLength: this.words.visibleLength });
    }
  }

  rawText(tag: number, start: number, end: number): void {
    if (tag === TITLE) this.metadata.title(this.#html.slice(start, end));
    else this.shell.rawText(tag, start, end);
  }

  text(start: number, end: number, surroundings: Surroundings): void {
    const html = this.#html;
    let first = start;
    while (first < end && isSpace(html.charCodeAt(first))) first += 1;
    if (first === end) {
      // White space at the beginning of a block is no text; elsewhere it parts words.
      if (!this.texts.isBlockEmpty || this.links.isLinkOpen || this.headings.isOpen)
        this.texts.add(start, end, PIECE.blank);
      return;
    }
    const kind = this.#hiddenDepth > 0 ? PIECE.blank : this.words.kindOf(surroundings);
    this.texts.add(start, end, kind);
    if (kind !== PIECE.blank) this.words.add(first, this.#lastOf(end), kind === PIECE.counted);
  }

  /** How far the reading has come. */
  mark(): PageMark {
    return {
      links: this.links.links.length,
      pieces: this.texts.count,
      block: this.texts.block,
      headings: this.headings.events.length,
      resources: this.resources.hosts.length,
      rawTexts: this.shell.rawTexts.length,
      containers: this.walk.elements.told.containers,
    };
  }

  /** What was met so far that hinders a part from being taken over: what speaks of the whole page, names in no table. */
  get hindrances(): number {
    return this.#metadataCount + this.walk.tokens.unknownTags + this.links.droppedLinks;
  }

  /** What decides how an element that begins here is read. */
  state(): PageState {
    const { links, shell, walk, words } = this;
    const state =
      (walk.hasBody && !words.isInLink ? 0 : STATE.hindered) |
      (walk.isFormOpen ? STATE.formOpen : 0) |
      (links.isFormOpen ? STATE.hasForm : 0) |
      (shell.isMounted ? STATE.mounted : 0);
    return { surroundings: walk.elements.surroundings, state };
  }

  /** Counts again what a reader saw on an earlier page: `kind` as of `PIECE`. */
  seenAgain(start: number, end: number, kind: number): void {
    let first = start;
    while (isSpace(this.#html.charCodeAt(first))) first += 1;
    this.words.add(first, this.#lastOf(end), kind === PIECE.counted);
  }

  closed(tag: number, depth: number): void {
    const traits = traitsOf(tag);
    if (tag === A || tag === SVG_A) {
      this.links.endLink();
      this.words.closeLink();
    } else if (tag === SVG_TITLE) this.#hiddenDepth -= 1;
    else if (tag === FORM) this.links.endForm();
    else if ((traits & TRAIT.heading) !== 0) {
      this.headings.close();
      if (tag === H1) this.words.closeH1();
    }
    if ((traits & TRAIT.inline) === 0) this.texts.breakBlock();
    this.shell.closed(depth, this.words.visibleLength);
  }

  /** Where a text ends, white space left out. */
  #lastOf(end: number): number {
    let last = end;
    while (isSpace(this.#html.charCodeAt(last - 1))) last -= 1;
    return last;
  }

  #openedForeign(tag: number, surroundings: Surroundings): void {
    if (tag === SVG_A) {
      this.links.opened(tag, surroundings);
      this.words.openLink();
    } else if (tag === SVG_IMAGE) this.resources.opened(tag, this.walk.tokens.attributes);
    else if (tag === SVG_TITLE) this.#hiddenDepth += 1;
  }

  /** An `a` without an address is a place and no link: what stands in it, often left open, is text of the page. */
  #openedA(): void {
    if (this.walk.tokens.attributes.has(HREF)) this.words.openLink();
    else this.words.closeLink();
  }

  #openHeading(tag: number): void {
    this.headings.open(HEADINGS.get(tag) ?? 1);
    if (tag === H1) this.words.openH1();
  }
}
