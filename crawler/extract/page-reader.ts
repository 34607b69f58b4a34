import { Headings } from "./headings.ts";
import { LinkCollector } from "./link-collector.ts";
import { MetadataCollector } from "./metadata-collector.ts";
import { PageTexts } from "./page-texts.ts";
import { PageWalk, type PageListener, type StartTag } from "./page-walk.ts";
import { ResourceHosts } from "./resource-hosts.ts";
import { ShellCollector } from "./shell-collector.ts";
import type { Surroundings } from "./surroundings.ts";
import { foreignId, isForeignId, tagId, TRAIT, traitsOf } from "./tag-names.ts";
import { TextCollector } from "./text-collector.ts";

const A = tagId("a");
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
  readonly #html: string;
  readonly #texts: PageTexts;
  readonly #headings: Headings;
  /** Titles of pictures in SVG that are open: a tip at most, no text of the page. */
  #hiddenDepth = 0;

  /** `headers`: names in lower case. */
  constructor(html: string, headers: Readonly<Record<string, string>>) {
    this.#html = html;
    this.#texts = new PageTexts(html);
    this.#headings = new Headings(this.#texts);
    this.walk = new PageWalk(html, this);
    this.links = new LinkCollector({ tokens: this.walk.tokens, texts: this.#texts }, this.#headings);
    this.metadata = new MetadataCollector(headers);
    this.words = new TextCollector(html, this.#texts);
    this.shell = new ShellCollector(html);
  }

  opened(element: StartTag, walk: PageWalk): void {
    const { tag, traits } = element;
    const { attributes } = walk.tokens;
    if ((traits & TRAIT.inline) === 0) this.#texts.breakBlock();
    if ((traits & TRAIT.link) !== 0 || tag === SVG_A) this.links.opened(element, walk);
    if (tag === A || tag === SVG_A) this.words.openLink();
    if (isForeignId(tag)) {
      if (tag === SVG_IMAGE) this.resources.opened(tag, attributes);
      if (tag === SVG_TITLE) this.#hiddenDepth += 1;
      return;
    }
    if ((traits & TRAIT.metadata) !== 0) this.metadata.opened(tag, attributes);
    if ((traits & TRAIT.resource) !== 0) this.resources.opened(tag, attributes);
    if (tag === IMG) this.links.picture(walk);
    if ((traits & TRAIT.heading) !== 0) this.#openHeading(tag);
    if ((traits & (TRAIT.void | TRAIT.raw)) === 0) {
      this.shell.opened(tag, attributes, { depth: walk.elements.depth, visibleLength: this.words.visibleLength });
    }
  }

  rawText(tag: number, start: number, end: number): void {
    if (tag === TITLE) this.metadata.title(this.#html.slice(start, end));
    else this.shell.rawText(tag, start, end);
  }

  text(start: number, end: number, surroundings: Surroundings): void {
    this.#texts.add(start, end);
    if (this.#hiddenDepth === 0) this.words.text(start, end, surroundings);
  }

  closed(tag: number, depth: number): void {
    const traits = traitsOf(tag);
    if (tag === A || tag === SVG_A) {
      this.links.endLink();
      this.words.closeLink();
    }
    if (tag === SVG_TITLE) this.#hiddenDepth -= 1;
    if ((traits & TRAIT.heading) !== 0) {
      this.#headings.close();
      if (tag === H1) this.words.closeH1();
    }
    if ((traits & TRAIT.inline) === 0) this.#texts.breakBlock();
    this.shell.closed(depth, this.words.visibleLength);
  }

  #openHeading(tag: number): void {
    this.#headings.open(HEADINGS.get(tag) ?? 1);
    if (tag === H1) this.words.openH1();
  }
}
