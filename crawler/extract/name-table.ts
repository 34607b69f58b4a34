/** Finds names of a fixed list in a longer text, letter case aside (ASCII), without making a string of what it looks at. */
export class NameTable {
  readonly #names: readonly string[];
  /** Place of a name in the list plus one; 0 when free. Open addressing, so that a probe always ends. */
  readonly #slots: Uint16Array;
  readonly #mask: number;
  /** By first letter: a bit for the length of each name that begins so. Most of what is looked up ends here. */
  readonly #lengths = new Uint32Array(128);

  /** `names`: in lower case, each once, at most 31 letters. */
  constructor(names: readonly string[]) {
    let size = 64;
    while (size < names.length * 4) size *= 2;
    this.#names = names;
    this.#slots = new Uint16Array(size);
    this.#mask = size - 1;
    for (const [index, name] of names.entries()) {
      const first = name.charCodeAt(0) | 32;
      this.#lengths[first] = (this.#lengths[first] ?? 0) | (1 << name.length);
      let slot = hashOf(name, 0, name.length) & this.#mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = index + 1;
    }
  }

  /** Place in the list of the name that stands at [start, end) of a text, or −1. */
  find(text: string, start: number, end: number): number {
    const length = end - start;
    const lengths = this.#lengths[text.charCodeAt(start) | 32] ?? 0;
    if (length < 1 || length > 31 || (lengths & (1 << length)) === 0) return -1;
    let slot = hashOf(text, start, end) & this.#mask;
    for (;;) {
      const entry = this.#slots[slot] ?? 0;
      if (entry === 0) return -1;
      const name = this.#names[entry - 1] ?? "";
      if (name.length === length && isName(name, text, start)) return entry - 1;
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

/** Whether a name stands at a place of a text; what comes after is not looked at. */
function isName(name: string, text: string, start: number): boolean {
  for (let index = 0; index < name.length; index += 1) {
    const code = text.charCodeAt(start + index);
    if ((code >= 65 && code <= 90 ? code + 32 : code) !== name.charCodeAt(index)) return false;
  }
  return true;
}
