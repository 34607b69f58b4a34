import { detached } from "../../core/detached.ts";
import { decodeText } from "./character-references.ts";
import { letterIn } from "./letters.ts";

const WORD = /\p{L}{2,}/gu;
const FIRST_SIZE = 2048;
const AMPERSAND = 38;
/** Units from here on may be halves of characters (surrogates). */
const FIRST_HALF = 0xd800;
const LAST_HALF = 0xdfff;
const LATIN = 256;

/** A word that was met, and where it stands: on the page, or in a text of its own. */
interface Word {
  readonly source: string;
  readonly start: number;
  readonly length: number;
  readonly hash: number;
  readonly second: number;
  count: number;
}

/** Two hashes of 32 bits, of different making: words that agree in both and in length are the same. */
interface Hashes {
  readonly hash: number;
  readonly second: number;
}

const FIRST_FACTOR = 31;
const SECOND_FACTOR = 0x0100_0193;

/**
 * Counts words: two letters or more, in lower case and NFC (Unicode Standard Annex 15). Words in Latin letters are
 * compared where they stand: a string is made of those only that are given back.
 */
export class WordCounts {
  readonly #words: Word[] = [];
  /** Place of a word in the list plus one; 0 when free. Open addressing. */
  #slots = new Int32Array(FIRST_SIZE);

  /** Counts the words between two places of a page, character references replaced. */
  add(html: string, start: number, end: number): void {
    const rest = this.#scan(html, start, end);
    if (rest === end) return;
    // What a reference stands for, or half a character, is seen in the text that it makes.
    for (const [word] of decodeText(html.slice(rest, end)).matchAll(WORD)) this.#addText(word);
  }

  /** The most frequent words with their counts, then by code unit. */
  most(limit: number): (readonly [term: string, count: number])[] {
    const least = this.#leastCount(limit);
    // Few counts are shared by many words: texts are compared within each, without a function of ours.
    const byCount = new Map<number, string[]>();
    for (const word of this.#words) {
      if (word.count < least) continue;
      const texts = byCount.get(word.count);
      if (texts === undefined) byCount.set(word.count, [textOf(word)]);
      else texts.push(textOf(word));
    }
    const most: [string, number][] = [];
    for (const count of [...byCount.keys()].toSorted((left, right) => right - left)) {
      for (const text of (byCount.get(count) ?? []).toSorted()) most.push([text, count]);
    }
    return most.slice(0, limit);
  }

  /** Counts plain words. Gives the end, or where the first word begins that is not plain. */
  #scan(html: string, start: number, end: number): number {
    let first = start;
    let hash = 0;
    let second = 0;
    let isPlain = true;
    for (let at = start; at < end; at += 1) {
      const code = html.charCodeAt(at);
      const letter = letterIn(code);
      if (letter !== 0) {
        hash = (Math.imul(hash, FIRST_FACTOR) + letter) | 0;
        second = Math.imul(second ^ letter, SECOND_FACTOR);
        isPlain &&= code < LATIN;
        continue;
      }
      if (code === AMPERSAND || (code >= FIRST_HALF && code <= LAST_HALF)) return first;
      if (at - first > 1) this.#addPlaced(html, { start: first, end: at, isPlain }, { hash, second });
      first = at + 1;
      hash = 0;
      second = 0;
      isPlain = true;
    }
    if (end - first > 1) this.#addPlaced(html, { start: first, end, isPlain }, { hash, second });
    return end;
  }

  #addPlaced(
    html: string,
    place: { readonly start: number; readonly end: number; readonly isPlain: boolean },
    hashes: Hashes,
  ): void {
    const { start, end } = place;
    if (place.isPlain) this.#count(html, { start, length: end - start }, hashes);
    else this.#addText(html.slice(start, end));
  }

  /** Counts a word that is a text of its own. */
  #addText(word: string): void {
    const term = word.normalize("NFC").toLowerCase();
    let hash = 0;
    let second = 0;
    for (let at = 0; at < term.length; at += 1) {
      const unit = unitIn(term.charCodeAt(at));
      hash = (Math.imul(hash, FIRST_FACTOR) + unit) | 0;
      second = Math.imul(second ^ unit, SECOND_FACTOR);
    }
    this.#count(term, { start: 0, length: term.length }, { hash, second });
  }

  #count(source: string, place: { readonly start: number; readonly length: number }, hashes: Hashes): void {
    const { hash, second } = hashes;
    const mask = this.#slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const entry = this.#slots[slot] ?? 0;
      if (entry === 0) break;
      const word = this.#words[entry - 1];
      if (word?.hash === hash && word.second === second && word.length === place.length) {
        word.count += 1;
        return;
      }
      slot = (slot + 1) & mask;
    }
    this.#words.push({ source, start: place.start, length: place.length, hash, second, count: 1 });
    this.#slots[slot] = this.#words.length;
    if (this.#words.length * 2 > this.#slots.length) this.#grow();
  }

  #grow(): void {
    const mask = this.#slots.length * 2 - 1;
    this.#slots = new Int32Array(mask + 1);
    for (const [index, { hash }] of this.#words.entries()) {
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = index + 1;
    }
  }

  /** The count that a word must have to be among so many. */
  #leastCount(limit: number): number {
    if (this.#words.length <= limit) return 1;
    const sorted = Int32Array.from(this.#words, (word) => word.count).toSorted();
    return sorted[sorted.length - limit] ?? 1;
  }
}

/** A unit of a word in lower case. Units of words with other than Latin letters are in lower case already. */
function unitIn(code: number): number {
  return code < LATIN ? letterIn(code) : code;
}

function textOf({ source, start, length }: Word): string {
  return detached(source.slice(start, start + length).toLowerCase());
}
