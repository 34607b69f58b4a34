/** A map that forgets the older half of its entries when it is full. */
export class BoundedMap<Key, Value> {
  readonly #size: number;
  readonly #beforeForgetting: () => void;
  readonly #entries = new Map<Key, Value>();

  constructor(size: number, beforeForgetting: () => void = () => undefined) {
    this.#size = size;
    this.#beforeForgetting = beforeForgetting;
  }

  get(key: Key): Value | undefined {
    return this.#entries.get(key);
  }

  set(key: Key, value: Value): void {
    if (this.#entries.size >= this.#size) this.#forgetHalf();
    this.#entries.set(key, value);
  }

  entries(): Iterable<[Key, Value]> {
    return this.#entries.entries();
  }

  clear(): void {
    this.#entries.clear();
  }

  #forgetHalf(): void {
    this.#beforeForgetting();
    let left = Math.ceil(this.#size / 2);
    for (const key of this.#entries.keys()) {
      if (left === 0) return;
      this.#entries.delete(key);
      left -= 1;
    }
  }
}

/** The text as a string of its own: a slice of a page's source would keep the whole page in memory. */
export function ownText(text: string): string {
  return ` ${text}`.slice(1);
}
