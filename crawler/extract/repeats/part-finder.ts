import { MAX_LINKS } from "../link-collector.ts";
import type { PageReader } from "../page-reader.ts";
import type { PartWatcher } from "../page-walk.ts";
import { TRAIT, traitsOf } from "../tag-names.ts";
import type { PageOutline } from "./page-outline.ts";
import { isNotable } from "./part-recorder.ts";
import { takeOverPart } from "./take-over-part.ts";

/** Siblings that are looked at for the one that an element repeats: some may have been taken out. */
const LOOK_AHEAD = 3;
/** So many elements in a row that look like parts and are none: what follows beside them is none either. */
const MAX_MISSES = 6;

/** An element that is open on both pages: the part in it that may come next, and the one after all in it. */
interface Aligned {
  readonly depth: number;
  next: number;
  end: number;
  /** Whether it holds one part alone. */
  readonly isSingle: boolean;
  misses: number;
}

/**
 * Reads a page against an earlier one of its host: follows the elements that both have open, and takes over whole parts
 * whose text is the same.
 */
export class PartFinder implements PartWatcher {
  /** Characters that were not read again. */
  takenLength = 0;
  readonly #reader: PageReader;
  readonly #outline: PageOutline;
  readonly #html: string;
  readonly #open: Aligned[] = [];
  #around: Aligned;

  constructor(reader: PageReader, outline: PageOutline) {
    this.#reader = reader;
    this.#outline = outline;
    this.#html = reader.walk.tokens.html;
    this.#around = {
      depth: -1,
      next: 0,
      end: outline.parts.count,
      isSingle: outline.parts.next(0) === outline.parts.count,
      misses: 0,
    };
    this.#open.push(this.#around);
  }

  opens(tag: number, start: number): number {
    const around = this.#around;
    const { elements, tokens } = this.#reader.walk;
    if (around.depth !== elements.depth - 1 || around.next >= around.end || !isNotable(tag)) return -1;
    const { parts } = this.#outline;
    const tagLength = tokens.position - start;
    let alike = -1;
    let part = around.next;
    for (let seen = 0; seen < LOOK_AHEAD && part < around.end; seen += 1, part = parts.next(part)) {
      if (parts.tag(part) !== tag || parts.tagEnd(part) - parts.start(part) !== tagLength) continue;
      if (!this.#isSameText(parts.start(part), start, tagLength)) continue;
      if (alike === -1) alike = part;
      if (this.#isRepeated(part, start)) return this.#takeOver(part, start);
    }
    if (alike === -1) alike = this.#namesakeOf(tag);
    if (alike !== -1) this.#align(alike);
    return -1;
  }

  closes(depth: number): void {
    while (this.#around.depth >= depth) {
      this.#open.pop();
      const around = this.#open.at(-1);
      if (around === undefined) return;
      this.#around = around;
    }
  }

  /** Follows an element into the part that it resembles. */
  #align(part: number): void {
    const around = this.#around;
    const { parts } = this.#outline;
    const end = parts.next(part);
    around.next = end;
    around.misses += 1;
    if (around.misses > MAX_MISSES) around.end = end;
    const isSingle = part + 1 < end && parts.next(part + 1) === end;
    this.#around = { depth: this.#reader.walk.elements.depth, next: part + 1, end, isSingle, misses: 0 };
    this.#open.push(this.#around);
  }

  #isRepeated(part: number, start: number): boolean {
    const { parts } = this.#outline;
    const { links } = this.#reader.links;
    return (
      parts.isRepeatable(part) &&
      this.#isSameText(parts.start(part), start, parts.end(part) - parts.start(part)) &&
      parts.isSameContext(part, this.#reader.state()) &&
      links.length + parts.to(part).links - parts.from(part).links <= MAX_LINKS
    );
  }

  #isSameText(earlier: number, now: number, length: number): boolean {
    return this.#outline.html.slice(earlier, earlier + length) === this.#html.slice(now, now + length);
  }

  #takeOver(part: number, start: number): number {
    const { parts } = this.#outline;
    this.#around.next = parts.next(part);
    this.#around.misses = 0;
    takeOverPart(this.#reader, this.#outline, { part, start });
    const length = parts.end(part) - parts.start(part);
    this.takenLength += length;
    return start + length;
  }

  /** The part that an element stands for although its tag says something else: the body, a landmark, an only child. */
  #namesakeOf(tag: number): number {
    const { next, end, isSingle } = this.#around;
    if (!isSingle && (traitsOf(tag) & (TRAIT.once | TRAIT.landmark)) === 0) return -1;
    const { parts } = this.#outline;
    let part = next;
    for (let seen = 0; seen < LOOK_AHEAD && part < end; seen += 1, part = parts.next(part)) {
      if (parts.tag(part) === tag) return part;
    }
    return -1;
  }
}
