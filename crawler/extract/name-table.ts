/** Finds names of a fixed list in a longer text, letter case aside (ASCII), without making a string of what it looks at. */
export class NameTable {
  readonly #names: readonly string[];
  /** Place of a name in the list plus one; 0 when free. Open addressing, so that a probe always ends. */
  readonly #slots: Uint16Array;
  readonly #mask: number;
  readonly #longest: number;

  /** `names`: in lower case, each once. */
  constructor(names: readonly string[]) {
    let size = 64;
    while (size < names.length * 4) size *= 2;
    this.#names = names;
    this.#slots = new Uint16Array(size);
    this.#mask = size - 1;
    this.#longest = Math.max(...names.map((name) => name.length));
    for (const [index, name] of names.entries()) {
      let slot = hashOf(name, 0, name.length) & this.#mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = index + 1;
    }
  }

  /** Place in the list of the name that stands at [start, end) of a text, or −1. */
  find(text: string, start: number, end: number): number {
    if (end <= start || end - start > this.#longest) return -1;
    let slot = hashOf(text, start, end) & this.#mask;
    for (;;) {
      const entry = this.#slots[slot] ?? 0;
      if (entry === 0) return -1;
      if (isName(this.#names[entry - 1] ?? "", text, { start, end })) return entry - 1;
      slot = (slot + 1) & this.#mask;
    }
  }

  /** The name at a place of the list. */
  nameAt(index: number): string {
    return this.#names[index] ?? "";
  }
}

/** Length and four letters tell most names of HTML apart; `| 32` makes ASCII letters lower case. */
function hashOf(text: string, start: number, end: number): number {
  const length = end - start;
  const first = text.charCodeAt(start) | 32;
  const second = text.charCodeAt(start + (length > 1 ? 1 : 0)) | 32;
  const middle = text.charCodeAt(start + (length >> 1)) | 32;
  const last = text.charCodeAt(end - 1) | 32;
  return length * 7 + first * 31 + second * 131 + middle * 17 + last * 257;
}

function isName(name: string, text: string, place: { readonly start: number; readonly end: number }): boolean {
  if (name.length !== place.end - place.start) return false;
  for (let index = 0; index < name.length; index += 1) {
    const code = text.charCodeAt(place.start + index);
    const lower = code >= 65 && code <= 90 ? code + 32 : code;
    if (lower !== name.charCodeAt(index)) return false;
  }
  return true;
}
