import { attributeId } from "./attribute-names.ts";
import { HtmlTokens, TOKEN } from "./html-tokens.ts";
import { OpenElements } from "./open-elements.ts";
import { rawTextEnd } from "./raw-text.ts";
import type { Surroundings } from "./surroundings.ts";
import { ELEMENT_COUNT, foreignId, tagId, TRAIT, traitsOf } from "./tag-names.ts";

/** Somebody who listens to a page being read, start to end. Places are those of the page's text. */
export interface PageListener {
  /** An element begins: its id, and what stands around it. Its attributes are those of the walk's tokens. */
  opened(tag: number, surroundings: Surroundings): void;
  /** Text that a reader sees, references not decoded. */
  text(start: number, end: number, surroundings: Surroundings): void;
  /** Text of an element that holds no markup: a title, or a script that no reader sees. */
  rawText(tag: number, start: number, end: number): void;
  /** `depth`: how many elements are open around the one that ends. */
  closed(tag: number, depth: number): void;
}

/** Somebody who notes the parts of a page that is read, or knows them from another page. */
export interface PartWatcher {
  /** An element begins that stays open. Gives the place after it when its reading was taken over, or −1: it is read. */
  opens(tag: number, start: number): number;
  /** An element ends around which so many are open; `end`: the place after its end tag, or −1 when none ended it alone. */
  closes(depth: number, end: number): void;
}

const [TEMPLATE, FORM, FRAMESET, FRAME] = [tagId("template"), tagId("form"), tagId("frameset"), tagId("frame")];
const [IMAGE, IMG, BR, P, FONT] = [tagId("image"), tagId("img"), tagId("br"), tagId("p"), tagId("font")];
const HEAD = tagId("head");
const [SVG, MATH] = [tagId("svg"), tagId("math")];
const NOFRAMES = tagId("noframes");
const TABLE = tagId("table");
/** Elements that are none outside a table (13.2.6.4.7): 1 at their ids. */
const IN_TABLES = marked("caption col colgroup tbody td tfoot th thead tr");
const SHOWN_RAW: ReadonlySet<number> = new Set(["textarea", "xmp", "plaintext"].map(tagId));
const FONT_ATTRIBUTES = (["color", "face", "size"] as const).map(attributeId);
/** Elements after which a page cannot become a frameset any more ("frameset-ok", 13.2.4.5). */
const BODY_CONTENT: ReadonlySet<number> = new Set(
  "body pre listing li dd dt button applet marquee object table area br embed img keygen wbr input hr textarea xmp iframe select"
    .split(" ")
    .map(tagId),
);

/**
 * Reads a page once, without building its tree, and tells one listener of every element and text that counts: nothing
 * in comments, `template`, `script`, `style` and `noscript`. What decides where links stand follows the tree
 * construction of the HTML standard (13.2.6): foreign content, forms in forms, framesets, end tags left out.
 */
export class PageWalk {
  readonly tokens: HtmlTokens;
  readonly elements: OpenElements;
  readonly #listener: PageListener;
  #watcher: PartWatcher | null = null;
  /** The place after the end tag that ends the innermost element, while it does. */
  #endTagEnd = -1;
  #isFormOpen = false;
  #mayBeFrameset = true;
  #isFrameset = false;

  constructor(html: string, listener: PageListener) {
    this.tokens = new HtmlTokens(html);
    this.elements = new OpenElements(this.tokens, (tag, depth) => this.#closed(tag, depth));
    this.#listener = listener;
  }

  /** Whether a form is open, so that forms that begin are none. */
  get isFormOpen(): boolean {
    return this.#isFormOpen;
  }

  /** Whether the page is known to have a body. */
  get hasBody(): boolean {
    return !this.#mayBeFrameset && !this.#isFrameset;
  }

  run(watcher: PartWatcher | null = null): void {
    const { tokens } = this;
    this.#watcher = watcher;
    for (let token = tokens.next(); token !== TOKEN.end; token = tokens.next()) {
      if (token === TOKEN.text) this.#text();
      else if (token === TOKEN.startTag) this.#startTag(tokens.tag);
      else this.#endTag(tokens.tag);
      tokens.isForeign = this.elements.isForeign;
    }
    this.elements.closeAll();
  }

  /** What stands in a template, or beside the frames of a frameset, is no part of the page. */
  get #isInert(): boolean {
    return this.elements.isOpen(TEMPLATE) || this.#isFrameset;
  }

  #text(): void {
    if (this.#isInert) return;
    const { html, start, end } = this.tokens;
    if (this.#mayBeFrameset) this.#mayBeFrameset = html.slice(start, end).trim() === "";
    this.#listener.text(start, end, this.elements.surroundings);
  }

  #startTag(written: number): void {
    const { elements, tokens } = this;
    if (elements.holdsForeign) {
      if (!this.#leavesForeign(written)) {
        this.#foreignTag(written);
        return;
      }
      elements.leaveForeign();
    }
    const tag = written === IMAGE ? IMG : written;
    if (this.#isIgnored(tag)) return;
    if (tag === SVG || tag === MATH) {
      this.#foreignTag(tag);
      return;
    }
    const traits = traitsOf(tag);
    elements.makeWayFor(tag);
    const isVoid = (traits & TRAIT.void) !== 0;
    const stays = !isVoid && (traits & TRAIT.raw) === 0 && !((traits & TRAIT.once) !== 0 && elements.isOpen(tag));
    if (stays && this.#watcher !== null && this.#isTakenOver(tag, this.#watcher)) return;
    this.#note(tag);
    const surroundings = isVoid && (traits & TRAIT.link) === 0 ? elements.surroundings : elements.surroundingsOf(tag);
    if (!this.#isInert || tag === FRAME) this.#listener.opened(tag, surroundings);
    if ((traits & TRAIT.raw) !== 0) this.#rawText(tag);
    else if (stays) elements.open(tag, surroundings);
    if (tag === FRAMESET) this.#isFrameset = true;
    tokens.isForeign = elements.isForeign;
  }

  /** Passes over an element whose reading somebody took over from another page. */
  #isTakenOver(tag: number, watcher: PartWatcher): boolean {
    if (this.#isInert) return false;
    const end = watcher.opens(tag, this.tokens.start - 1);
    if (end !== -1) this.tokens.goTo(end);
    return end !== -1;
  }

  #closed(tag: number, depth: number): void {
    this.#listener.closed(tag, depth);
    this.#watcher?.closes(depth, this.#endTagEnd);
  }

  #foreignTag(name: number): void {
    const { elements, tokens } = this;
    const tag = foreignId(name);
    const surroundings = elements.surroundingsOf(tag);
    if (!this.#isInert) this.#listener.opened(tag, surroundings);
    elements.open(tag, surroundings);
    if (tokens.attributes.isSelfClosing) elements.closeForeign(name);
  }

  /** Whether HTML begins again with this tag (13.2.6.5). */
  #leavesForeign(tag: number): boolean {
    if (tag === FONT) return FONT_ATTRIBUTES.some((attribute) => this.tokens.attributes.has(attribute));
    return (traitsOf(tag) & TRAIT.breakout) !== 0;
  }

  /** Whether the tree construction drops a start tag. */
  #isIgnored(tag: number): boolean {
    if (this.#isFrameset) return tag !== FRAME && tag !== FRAMESET && tag !== NOFRAMES;
    if (tag === FRAME) return true;
    if (tag === FRAMESET) return !this.#mayBeFrameset;
    if (IN_TABLES[tag] === 1) return !this.elements.isOpen(TABLE);
    return tag === FORM && this.#isFormOpen && !this.elements.isOpen(TEMPLATE);
  }

  #note(tag: number): void {
    if (this.#mayBeFrameset && BODY_CONTENT.has(tag)) this.#mayBeFrameset = false;
    if (tag === FORM && !this.elements.isOpen(TEMPLATE)) this.#isFormOpen = true;
  }

  #rawText(tag: number): void {
    const { tokens } = this;
    tokens.takeTo(rawTextEnd(tokens.html, tokens.position, tokens.nameOf(tag)));
    if (this.#isInert) return;
    if (SHOWN_RAW.has(tag)) this.#listener.text(tokens.start, tokens.end, this.elements.surroundings);
    else this.#listener.rawText(tag, tokens.start, tokens.end);
  }

  #endTag(tag: number): void {
    const { elements } = this;
    if (elements.isForeign) {
      if (tag === BR || tag === P) elements.leaveForeign();
      else if (elements.closeForeign(tag)) return;
    }
    if (tag === FORM && !elements.isOpen(TEMPLATE)) this.#isFormOpen = false;
    if (tag !== HEAD && (traitsOf(tag) & TRAIT.once) !== 0) return;
    if (elements.isInnermost(tag)) this.#endTagEnd = this.tokens.position;
    elements.close(tag);
    this.#endTagEnd = -1;
  }
}

function marked(names: string): Uint8Array {
  const marks = new Uint8Array(ELEMENT_COUNT);
  for (const name of names.split(" ")) marks[tagId(name)] = 1;
  return marks;
}
