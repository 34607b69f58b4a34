import { collapseSpace, sentenceAround } from "./sentence-around.ts";

/** A place in running text, and, once its block has ended, the sentence around it. */
export interface Span {
  start: number;
  end: number;
  sentence: string;
}

/** Elements that do not interrupt a sentence. */
const INLINE: ReadonlySet<string> = new Set(
  "a abbr b bdi bdo cite code data del dfn em font i img ins kbd mark q s samp small span strong sub sup time tt u var wbr input base meta link".split(
    " ",
  ),
);

const HEADING = /^h[1-6]$/;
/** A text without end must not be kept whole. */
const BLOCK_LENGTH = 20_000;
const HEADING_LENGTH = 200;

/** Running text of the block being read, the places in it whose sentence is wanted, and the headings so far. */
export class BlockText {
  #text = "";
  #spans: Span[] = [];
  /** Last heading of each level, 1 to 6; a new one ends those below it. */
  readonly #headings: string[] = ["", "", "", "", "", "", ""];
  #openHeading: { readonly level: number; text: string } | null = null;

  open(tag: string): void {
    if (!INLINE.has(tag)) this.#endBlock();
    if (HEADING.test(tag)) this.#openHeading = { level: Number(tag[1]), text: "" };
  }

  text(data: string): void {
    if (this.#text.length < BLOCK_LENGTH) this.#text += data;
    if (this.#openHeading !== null && this.#openHeading.text.length < BLOCK_LENGTH) this.#openHeading.text += data;
  }

  close(tag: string): void {
    if (!INLINE.has(tag)) this.#endBlock();
    if (!HEADING.test(tag) || this.#openHeading === null) return;
    const { level, text } = this.#openHeading;
    this.#headings.fill("", level);
    this.#headings[level] = collapseSpace(text).slice(0, HEADING_LENGTH);
    this.#openHeading = null;
  }

  /** The nearest heading before this place; inside a heading, the one above it in rank. */
  heading(): string {
    const level = this.#openHeading?.level ?? this.#headings.length;
    return this.#headings.slice(0, level).findLast((heading) => heading !== "") ?? "";
  }

  /** Begins a span whose sentence will be known when its block ends. */
  startSpan(): Span {
    const span = { start: this.#text.length, end: this.#text.length, sentence: "" };
    this.#spans.push(span);
    return span;
  }

  endSpan(span: Span): void {
    if (this.#spans.includes(span)) span.end = this.#text.length;
  }

  end(): void {
    this.#endBlock();
  }

  #endBlock(): void {
    for (const span of this.#spans)
      span.sentence = sentenceAround(this.#text, span.start, Math.max(span.start, span.end));
    this.#text = "";
    this.#spans = [];
  }
}
