/** A map that forgets the older half of its entries when it is full. It hands them over before. */
export class BoundedMap<Key, Value> {
  readonly #size: number;
  readonly #beforeForgetting: (older: Iterable<[Key, Value]>) => void;
  readonly #entries = new Map<Key, Value>();

  constructor(size: number, beforeForgetting: (older: Iterable<[Key, Value]>) => void = () => undefined) {
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

  clear(): void {
    this.#entries.clear();
  }

  #forgetHalf(): void {
    const half = Math.ceil(this.#size / 2);
    this.#beforeForgetting(this.#entries.entries().take(half));
    for (const key of this.#entries.keys().take(half)) this.#entries.delete(key);
  }
}

/** The text as a string of its own: a slice of a page's source would keep the whole page in memory. */
export function ownText(text: string): string {
  return ` ${text}`.slice(1);
}
