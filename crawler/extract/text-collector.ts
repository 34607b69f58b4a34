import { detached } from "../../core/detached.ts";
import { decodeText } from "./character-references.ts";
import { PIECE, type PageTexts } from "./page-texts.ts";
import type { Surroundings } from "./surroundings.ts";
import { WordCounts } from "./word-counts.ts";

const MAX_TERMS = 300;
const H1_LENGTH = 300;
/** A page with that much text is no shell: from here on references are counted as they are written. */
const EXACT_LENGTH = 1000;

/** Collects a page's first heading and the words of its own content: outside its chrome and its links. */
export class TextCollector {
  readonly #html: string;
  readonly #texts: PageTexts;
  readonly #words = new WordCounts();
  #h1: string | null = null;
  #h1Start = -1;
  #isInLink = false;
  #visibleLength = 0;

  constructor(html: string, texts: PageTexts) {
    this.#html = html;
    this.#texts = texts;
  }

  /** Characters that a reader sees, white space at the ends of each piece left out. */
  get visibleLength(): number {
    return this.#visibleLength;
  }

  /** Whether a link is open, whose words are no words of the page. */
  get isInLink(): boolean {
    return this.#isInLink;
  }

  /** A link begins. Links do not nest: the one before ends. */
  openLink(): void {
    this.#isInLink = true;
  }

  closeLink(): void {
    this.#isInLink = false;
  }

  openH1(): void {
    if (this.#h1Start === -1) this.#h1Start = this.#texts.count;
  }

  closeH1(): void {
    if (this.#h1 !== null || this.#h1Start === -1) return;
    const h1 = this.#texts.text({ first: this.#h1Start, end: this.#texts.count });
    this.#h1 = detached(h1.slice(0, H1_LENGTH));
  }

  /** What a text that stands here is: its words count among those of the page, or it is only seen. */
  kindOf({ zone }: Surroundings): number {
    return !this.#isInLink && zone === "main" ? PIECE.counted : PIECE.seen;
  }

  /** Text without white space at its ends. */
  add(start: number, end: number, isCounted: boolean): void {
    const isExact = this.#visibleLength >= EXACT_LENGTH;
    this.#visibleLength += isExact ? end - start : decodeText(this.#html.slice(start, end)).trim().length;
    if (isCounted) this.#words.add(this.#html, start, end);
  }

  h1(): string {
    return this.#h1 ?? "";
  }

  /** Words with their counts, most frequent first, then by code unit. */
  terms(): (readonly [string, number])[] {
    return this.#words.most(MAX_TERMS);
  }
}
