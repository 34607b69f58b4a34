import { compareText } from "../../core/compare-text.ts";
import type { OpenElement, PageListener } from "./page-walk.ts";
import { collapseSpace } from "./sentence-around.ts";

const MAX_TERMS = 300;
const WORD = /\p{L}{2,}/gu;
const H1_LENGTH = 300;

/** Collects a page's first heading and the words of its own content: outside its chrome and its links. */
export class TextCollector implements PageListener {
  readonly #counts = new Map<string, number>();
  #h1: string | null = null;
  #isH1Open = false;
  #linkDepth = 0;
  #hiddenDepth = 0;
  #visibleLength = 0;

  open(tag: string): void {
    if (tag === "a") this.#linkDepth += 1;
    if (tag === "title") this.#hiddenDepth += 1;
    if (tag === "h1" && this.#h1 === null) {
      this.#isH1Open = true;
      this.#h1 = "";
    }
  }

  text(data: string, path: readonly OpenElement[]): void {
    if (this.#hiddenDepth > 0) return;
    this.#visibleLength += data.trim().length;
    if (this.#isH1Open) this.#h1 = `${this.#h1 ?? ""}${data}`;
    if (this.#linkDepth > 0 || path.at(-1)?.zone !== "main") return;
    for (const [word] of data.matchAll(WORD)) {
      const term = word.normalize("NFC").toLowerCase();
      this.#counts.set(term, (this.#counts.get(term) ?? 0) + 1);
    }
  }

  close(tag: string): void {
    if (tag === "a") this.#linkDepth = Math.max(0, this.#linkDepth - 1);
    if (tag === "title") this.#hiddenDepth = Math.max(0, this.#hiddenDepth - 1);
    if (tag === "h1") this.#isH1Open = false;
  }

  h1(): string {
    return collapseSpace(this.#h1 ?? "").slice(0, H1_LENGTH);
  }

  /** Characters that a reader sees, white space at the ends of each piece left out. */
  visibleLength(): number {
    return this.#visibleLength;
  }

  /** Words with their counts, most frequent first, then by code unit. */
  terms(): (readonly [string, number])[] {
    return [...this.#counts]
      .toSorted(([left, leftCount], [right, rightCount]) => rightCount - leftCount || compareText(left, right))
      .slice(0, MAX_TERMS);
  }
}
