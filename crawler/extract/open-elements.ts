import type { HtmlTokens } from "./html-tokens.ts";
import { CONTENT, contentOf } from "./foreign-content.ts";
import { endsOpen } from "./implied-ends.ts";
import { NO_SURROUNDINGS, SurroundingsOf, type Surroundings } from "./surroundings.ts";
import { ELEMENT_COUNT, foreignId, isForeignId, tagId, TRAIT, traitsOf } from "./tag-names.ts";

const TEMPLATE = tagId("template");
const TABLE = tagId("table");
const ANNOTATION = foreignId(tagId("annotation-xml"));
const TABLE_PARTS = idsOf("table thead tbody tfoot tr td th caption template");
/** Elements whose end tags the end of a form implies (13.2.6.3) come second. */
const [LISTS, IMPLIED_ENDS] = [idsOf("ul ol dl"), idsOf("dd dt li optgroup option p rp rt")];
const FORM = tagId("form");
/** How far an end tag looks for its start tag: no page nests deeper, and hostile ones cost no more. */
const REACH = 1000;

/** The elements that are open at a place of a page, outermost first (HTML standard, 13.2.4.2). */
export class OpenElements {
  readonly #tokens: HtmlTokens;
  readonly #onClose: (tag: number, depth: number) => void;
  /** Tells surroundings, and numbers containers. */
  readonly told: SurroundingsOf;
  readonly #tags: number[] = [];
  readonly #contents: number[] = [];
  readonly #surroundings: Surroundings[] = [];
  /** What stands around the place. */
  surroundings: Surroundings = NO_SURROUNDINGS;
  #innermost = -1;
  #content: number = CONTENT.html;
  /** How often each element is open. */
  readonly #counts = new Int32Array(ELEMENT_COUNT);

  /** `onClose` is told each element that ends, and how many are open around it. */
  constructor(tokens: HtmlTokens, onClose: (tag: number, depth: number) => void) {
    this.#tokens = tokens;
    this.#onClose = onClose;
    this.told = new SurroundingsOf(tokens);
  }

  /** How many elements are open. */
  get depth(): number {
    return this.#tags.length;
  }

  /** Whether the innermost element is one of SVG or MathML. */
  get isForeign(): boolean {
    return isForeignId(this.#innermost);
  }

  /** Whether elements that begin here are of SVG or MathML: not where those languages hold HTML. */
  get holdsForeign(): boolean {
    return this.#content !== CONTENT.html;
  }

  isInnermost(tag: number): boolean {
    return this.#innermost === tag;
  }

  isOpen(tag: number): boolean {
    return (this.#counts[tag] ?? 0) > 0;
  }

  /** What stands around an element that begins here, itself included. */
  surroundingsOf(tag: number): Surroundings {
    return this.told.element(this.surroundings, tag);
  }

  /** Ids of the innermost open elements and of one inside them, outermost first. */
  pathTo(tag: number, longest: number): readonly number[] {
    this.#tags.push(tag);
    const path = this.#tags.slice(-longest);
    this.#tags.pop();
    return path;
  }

  /** Opens an element; `surroundings` as `surroundingsOf` gave them. */
  open(tag: number, surroundings: Surroundings): void {
    const isHtml = this.#content === CONTENT.html && !isForeignId(tag);
    this.#content = isHtml
      ? CONTENT.html
      : contentOf(tag, { content: this.#content, tag: this.#innermost }, this.#tokens);
    this.#innermost = tag;
    this.surroundings = surroundings;
    this.#contents.push(this.#content);
    this.#tags.push(tag);
    this.#surroundings.push(surroundings);
    this.#counts[tag] = (this.#counts[tag] ?? 0) + 1;
  }

  /** Closes what the start tag of an element ends without saying so. */
  makeWayFor(tag: number): void {
    while (endsOpen(tag, this.#innermost)) this.#pop();
    if ((traitsOf(tag) & TRAIT.item) !== 0 && this.isOpen(tag)) this.#endItem(tag);
  }

  /** Leaves SVG and MathML. */
  leaveForeign(): void {
    while (this.holdsForeign) this.#pop();
  }

  /** Closes the element of SVG or MathML that an end tag names, if no HTML stands between (13.2.6.5). */
  closeForeign(tag: number): boolean {
    const wanted = foreignId(tag);
    if (!this.isOpen(wanted)) return false;
    for (let index = this.#tags.length - 1; index >= 0; index -= 1) {
      const open = this.#tags[index] ?? 0;
      if (!isForeignId(open)) return false;
      if (open !== wanted) continue;
      this.#popTo(index);
      return true;
    }
    return false;
  }

  /** Closes an element that an end tag names, with all that is open in it. An end tag without a start tag does nothing. */
  close(tag: number): void {
    if (this.#innermost === tag) {
      this.#pop();
      return;
    }
    if (!this.isOpen(tag)) return;
    const traits = traitsOf(tag);
    const isFormatting = (traits & TRAIT.formatting) !== 0;
    const last = this.#tags.length - 1;
    let isSpecialBetween = false;
    for (let index = last; index >= Math.max(0, last - REACH); index -= 1) {
      const open = this.#tags[index] ?? -1;
      if (open === tag) {
        if (tag === FORM && !this.isOpen(TEMPLATE)) this.#endForm(index);
        else if (isFormatting && isSpecialBetween) this.#removeAt(index);
        else this.#popTo(index);
        return;
      }
      const around = this.#traitsAt(index);
      if (stops(tag, open, around)) return;
      isSpecialBetween ||= (around & TRAIT.special) !== 0;
      if (isSpecialBetween && !isFormatting && (traits & TRAIT.special) === 0) return;
    }
  }

  /** Traits of an open element. Those of SVG and MathML that hold HTML have them only in their own language. */
  #traitsAt(index: number): number {
    const open = this.#tags[index] ?? -1;
    if (!isForeignId(open)) return traitsOf(open);
    const content = this.#contents[index];
    const isSpecial = content === CONTENT.html || (open === ANNOTATION && content === CONTENT.math);
    return isSpecial ? traitsOf(open) : TRAIT.inline;
  }

  closeAll(): void {
    this.#popTo(0);
  }

  /** A list item ends the one before it, whatever is open in that one but another list (13.2.6.4.7). */
  #endItem(tag: number): void {
    const last = this.#tags.length - 1;
    for (let index = last; index >= Math.max(0, last - REACH); index -= 1) {
      const open = this.#tags[index] ?? -1;
      if (open === tag) {
        this.#popTo(index);
        return;
      }
      if (LISTS.has(open) || stops(tag, open, this.#traitsAt(index))) return;
    }
  }

  /** The end of a form takes the form out and leaves open what is open in it (13.2.6.4.7). */
  #endForm(index: number): void {
    while (this.#tags.length - 1 > index && IMPLIED_ENDS.has(this.#innermost)) this.#pop();
    this.#removeAt(index);
  }

  #popTo(depth: number): void {
    while (this.#tags.length > depth) this.#pop();
  }

  #pop(): void {
    const tag = this.#tags.pop() ?? -1;
    this.#contents.pop();
    this.#surroundings.pop();
    this.#counts[tag] = (this.#counts[tag] ?? 0) - 1;
    this.#lookUp();
    this.#onClose(tag, this.#tags.length);
  }

  /** Brings what is said of the innermost element up to date. */
  #lookUp(): void {
    const last = this.#tags.length - 1;
    this.#innermost = last < 0 ? -1 : (this.#tags[last] ?? -1);
    this.#content = last < 0 ? CONTENT.html : (this.#contents[last] ?? CONTENT.html);
    this.surroundings = last < 0 ? NO_SURROUNDINGS : (this.#surroundings[last] ?? NO_SURROUNDINGS);
  }

  /** Takes out one element and leaves those in it, as the adoption agency does (13.2.6.4.7). */
  #removeAt(index: number): void {
    const [tag = -1] = this.#tags.splice(index, 1);
    this.#contents.splice(index, 1);
    this.#surroundings.splice(index, 1);
    this.#counts[tag] = (this.#counts[tag] ?? 0) - 1;
    this.#lookUp();
    this.#onClose(tag, index);
  }
}

/** Whether an end tag of one element never reaches beyond another that is open and has these traits. */
function stops(closing: number, open: number, traits: number): boolean {
  if (TABLE_PARTS.has(closing)) return open === TEMPLATE || (open === TABLE && closing !== TEMPLATE);
  return (traits & TRAIT.barrier) !== 0;
}

function idsOf(names: string): ReadonlySet<number> {
  return new Set(names.split(" ").map(tagId));
}
