import type { PageReader } from "../page-reader.ts";
import type { PartWatcher } from "../page-walk.ts";
import { FIRST_UNKNOWN_TAG, TRAIT, traitsOf } from "../tag-names.ts";
import { STATE } from "./page-part.ts";
import { PartTable } from "./part-table.ts";

/** Shorter parts are read as fast as they are looked up. */
const SHORTEST_PART = 120;

/** A part whose element is open. */
interface OpenPart {
  readonly part: number;
  readonly start: number;
  readonly depth: number;
  readonly hindrances: number;
}

/** Notes the parts of a page that is being read, so that later pages need not read them again. */
export class PartRecorder implements PartWatcher {
  readonly parts = new PartTable();
  readonly #reader: PageReader;
  readonly #open: OpenPart[] = [];

  constructor(reader: PageReader) {
    this.#reader = reader;
  }

  opens(tag: number, start: number): number {
    const reader = this.#reader;
    const { elements, tokens } = reader.walk;
    const { depth } = elements;
    // A part is known by all that is open around it: where one element is not noted, those in it are not either.
    const isNoted = (this.#open.at(-1)?.depth ?? -1) === depth - 1 && isNotable(tag);
    if (!isNoted) return -1;
    this.#open.push({ part: this.parts.count, start, depth, hindrances: reader.hindrances });
    this.parts.begin({ tag, start, tagEnd: tokens.position, from: reader.mark(), ...reader.state() });
    return -1;
  }

  closes(depth: number, end: number): void {
    let last = this.#open.at(-1);
    while (last !== undefined && last.depth >= depth) {
      this.#open.pop();
      this.#finish(last, last.depth === depth ? end : -1);
      last = this.#open.at(-1);
    }
  }

  #finish(open: OpenPart, end: number): void {
    const { parts } = this;
    const isRepeatable = end - open.start >= SHORTEST_PART && this.#isRepeatable(open);
    if (isRepeatable) parts.finish(open.part, end, this.#reader.mark());
    else if (parts.count > open.part + 1) parts.finish(open.part, end, null);
    else parts.drop();
  }

  #isRepeatable({ part, depth, hindrances }: OpenPart): boolean {
    const reader = this.#reader;
    const now = reader.state();
    return (
      (traitsOf(this.parts.tag(part)) & (TRAIT.once | TRAIT.heading)) === 0 &&
      reader.walk.elements.depth === depth &&
      reader.hindrances === hindrances &&
      (now.state & STATE.hindered) === 0 &&
      this.parts.isSameContext(part, now) &&
      reader.links.areNamedWithin(this.parts.firstLink(part))
    );
  }
}

/** Whether pages agree on what an element is, and it stands for itself: not so names in no table, and parts of a sentence. */
export function isNotable(tag: number): boolean {
  return tag < FIRST_UNKNOWN_TAG && (traitsOf(tag) & TRAIT.inline) === 0;
}
