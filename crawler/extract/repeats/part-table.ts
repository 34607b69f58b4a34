import type { Surroundings } from "../surroundings.ts";
import { isAlike, type PageMark, type PageState, type PartBeginning } from "./page-part.ts";

/** Numbers of one part, and which of them is which. */
const WIDTH = 21;
const [TAG, START, TAG_END, END, STATE, NEXT, IS_REPEATABLE, FROM, TO] = [0, 1, 2, 3, 4, 5, 6, 7, 14];

/**
 * The parts of a page, by number: elements with all that stands in them. A part stands before those in it, in document
 * order. All are one row of integers, since hundreds of hosts have hundreds of parts each.
 */
export class PartTable {
  #numbers: number[] | Int32Array = [];
  readonly #surroundings: Surroundings[] = [];

  /** How many parts there are: the number of the next one. */
  get count(): number {
    return this.#surroundings.length;
  }

  tag(part: number): number {
    return this.#number(part, TAG);
  }

  start(part: number): number {
    return this.#number(part, START);
  }

  /** Where its start tag ends. */
  tagEnd(part: number): number {
    return this.#number(part, TAG_END);
  }

  end(part: number): number {
    return this.#number(part, END);
  }

  /** The part that begins after all that stand in this one. */
  next(part: number): number {
    return this.#number(part, NEXT);
  }

  /** Whether the same text in the same context gives the same reading again. */
  isRepeatable(part: number): boolean {
    return this.#number(part, IS_REPEATABLE) === 1;
  }

  /** Whether what decides how a part is read is the same for it and at another place. */
  isSameContext(part: number, { state, surroundings }: PageState): boolean {
    const own = this.#surroundings[part];
    return this.#number(part, STATE) === state && own !== undefined && isAlike(own, surroundings);
  }

  /** Links of the page before it. */
  firstLink(part: number): number {
    return this.#number(part, FROM);
  }

  /** Where the logs of the page's collectors stood before it, and after it. */
  from(part: number): PageMark {
    return this.#mark(part * WIDTH + FROM);
  }

  to(part: number): PageMark {
    return this.#mark(part * WIDTH + TO);
  }

  /** Begins a part, with the next number. */
  begin({ tag, start, tagEnd, state, surroundings, from }: PartBeginning): void {
    const numbers = this.#numbers;
    const { links, pieces, block, headings, resources, rawTexts, containers } = from;
    if (!Array.isArray(numbers)) return;
    numbers.push(tag, start, tagEnd, -1, state, -1, 0);
    numbers.push(links, pieces, block, headings, resources, rawTexts, containers);
    numbers.push(0, 0, 0, 0, 0, 0, 0);
    this.#surroundings.push(surroundings);
  }

  /** Ends a part with all that stand in it. `to`: null when it is not repeatable. */
  finish(part: number, end: number, to: PageMark | null): void {
    const numbers = this.#numbers;
    const at = part * WIDTH;
    numbers[at + END] = end;
    numbers[at + NEXT] = this.count;
    if (to === null) return;
    numbers[at + IS_REPEATABLE] = 1;
    numbers[at + TO] = to.links;
    numbers[at + TO + 1] = to.pieces;
    numbers[at + TO + 2] = to.block;
    numbers[at + TO + 3] = to.headings;
    numbers[at + TO + 4] = to.resources;
    numbers[at + TO + 5] = to.rawTexts;
    numbers[at + TO + 6] = to.containers;
  }

  /** Takes the last part out. */
  drop(): void {
    if (!Array.isArray(this.#numbers)) return;
    this.#surroundings.pop();
    this.#numbers.length = this.#surroundings.length * WIDTH;
  }

  /** Takes as little memory as can be from now on: no part is added any more. */
  pack(): void {
    this.#numbers = Int32Array.from(this.#numbers);
    const copies = new Map<Surroundings, Surroundings>();
    for (const [part, own] of this.#surroundings.entries()) {
      const copy = copies.get(own) ?? { ...own };
      copies.set(own, copy);
      this.#surroundings[part] = copy;
    }
  }

  #number(part: number, field: number): number {
    return this.#numbers[part * WIDTH + field] ?? -1;
  }

  #mark(at: number): PageMark {
    const [links = 0, pieces = 0, block = 0, headings = 0, resources = 0, rawTexts = 0, containers = 0] =
      this.#numbers.slice(at, at + TO - FROM);
    return { links, pieces, block, headings, resources, rawTexts, containers };
  }
}
