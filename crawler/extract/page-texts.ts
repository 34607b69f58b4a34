import { decodeText } from "./character-references.ts";
import { collapsedText, collapseSpace } from "./collapse-space.ts";
import { sentenceAround } from "./sentence-around.ts";

/** Characters of the source that are looked at for the text of one element, and on either side of it for its sentence. */
const LONGEST_TEXT = 20_000;
const AROUND = 4000;
/** Integers of a packed piece. */
const WIDTH = 4;

/** What a reader sees of a piece of text: nothing; words; words that count among those of the page. */
export const PIECE = { blank: 0, seen: 1, counted: 2 } as const;

/** Pieces of an earlier page, and how they stand on another. */
export interface MovedPieces extends Pieces {
  /** Characters that they stand further down. */
  readonly shift: number;
  /** The block that is open before them, and after them. */
  readonly firstBlock: number;
  readonly lastBlock: number;
}

/** A run of pieces of text: from the first to before the last. */
export interface Pieces {
  readonly first: number;
  readonly end: number;
}

/**
 * The text of a page as pieces between its tags, in blocks: paragraphs, cells, items. Only places are kept; texts are
 * made when asked for.
 */
export class PageTexts {
  readonly #html: string;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  /** Number of the block that each piece stands in. */
  readonly #blocks: number[] = [];
  /** What became of the words of each piece: see `PIECE`. */
  readonly #kinds: number[] = [];
  #block = 0;
  /** Block of the last piece. */
  #last = -1;

  constructor(html: string) {
    this.#html = html;
  }

  /** How many pieces there are so far: where the next one will stand. */
  get count(): number {
    return this.#starts.length;
  }

  /** `kind`: one of `PIECE`. */
  add(start: number, end: number, kind: number = PIECE.blank): void {
    this.#starts.push(start);
    this.#kinds.push(kind);
    this.#ends.push(end);
    this.#blocks.push(this.#block);
    this.#last = this.#block;
  }

  /** The pieces as integers, four for each: start, end, block, kind. */
  packed(): Int32Array {
    const packed = new Int32Array(this.count * WIDTH);
    for (let piece = 0; piece < this.count; piece += 1) {
      const at = piece * WIDTH;
      packed[at] = this.#starts[piece] ?? 0;
      packed[at + 1] = this.#ends[piece] ?? 0;
      packed[at + 2] = this.#blocks[piece] ?? 0;
      packed[at + 3] = this.#kinds[piece] ?? PIECE.blank;
    }
    return packed;
  }

  /** Adds pieces of an earlier page, moved to where they stand here, and tells of each that a reader sees. */
  takeOver(packed: Int32Array, moved: MovedPieces, seen: (start: number, end: number, kind: number) => void): void {
    const { shift } = moved;
    const blocks = this.#block - moved.firstBlock;
    for (let at = moved.first * WIDTH; at < moved.end * WIDTH; at += WIDTH) {
      const [start, end, kind] = [
        (packed[at] ?? 0) + shift,
        (packed[at + 1] ?? 0) + shift,
        packed[at + 3] ?? PIECE.blank,
      ];
      this.#block = (packed[at + 2] ?? 0) + blocks;
      this.add(start, end, kind);
      if (kind !== PIECE.blank) seen(start, end, kind);
    }
    this.#block = moved.lastBlock + blocks;
  }

  /** Begins another block. */
  breakBlock(): void {
    this.#block += 1;
  }

  /** Whether the block that is open has no piece yet. */
  get isBlockEmpty(): boolean {
    return this.#last !== this.#block;
  }

  /** Text of a run of pieces, white space collapsed. */
  text({ first, end }: Pieces): string {
    if (end <= first) return "";
    if (end === first + 1) {
      const start = this.#starts[first] ?? 0;
      return collapsedText(this.#html, start, Math.min(this.#ends[first] ?? 0, start + LONGEST_TEXT));
    }
    return collapseSpace(this.joined(first, end));
  }

  /** The same of a run of blocks: a space parts them, as what is white between blocks is kept in links and headings alone. */
  textOfBlocks({ first, end }: Pieces): string {
    let text = "";
    for (let piece = first; piece < end; piece += 1) {
      const isNewBlock = piece > first && this.#blocks[piece] !== this.#blocks[piece - 1];
      text += `${isNewBlock ? " " : ""}${this.joined(piece, piece + 1)}`;
    }
    return collapseSpace(text);
  }

  /** The sentence around a run of pieces, in the block where it begins. */
  sentence({ first, end }: Pieces, block: number): string {
    let stop = Math.max(first, end);
    while (stop > first && this.#blocks[stop - 1] !== block) stop -= 1;
    const before = this.#before(first, block);
    const inside = this.joined(first, stop);
    return sentenceAround(before + inside + this.#after(stop, block), before.length, before.length + inside.length);
  }

  /** Number of the block that is open. */
  get block(): number {
    return this.#block;
  }

  /** Text of a block before a piece, as far back as a sentence may begin. */
  #before(end: number, block: number): string {
    let text = "";
    for (let piece = end - 1; piece >= 0 && this.#blocks[piece] === block && text.length < AROUND; piece -= 1) {
      const stop = this.#ends[piece] ?? 0;
      text = this.#html.slice(Math.max(this.#starts[piece] ?? 0, stop - AROUND), stop) + text;
    }
    return decodeText(text);
  }

  #after(first: number, block: number): string {
    let end = first;
    while (this.#blocks[end] === block && end - first < AROUND) end += 1;
    return this.joined(first, end).slice(0, AROUND);
  }

  /** Text of a run of pieces as it stands, of a very long one the beginning. */
  joined(first: number, end: number): string {
    let text = "";
    for (let piece = first; piece < end && text.length < LONGEST_TEXT; piece += 1) {
      const start = this.#starts[piece] ?? 0;
      text += this.#html.slice(start, Math.min(this.#ends[piece] ?? 0, start + LONGEST_TEXT));
    }
    return decodeText(text);
  }
}
