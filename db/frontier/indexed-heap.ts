/** A heap whose items can be moved and removed, each in logarithmic time. */
export class IndexedHeap<Item> {
  readonly #compare: (left: Item, right: Item) => number;
  readonly #items: Item[] = [];
  readonly #places = new Map<Item, number>();

  /** `compare` orders items as `toSorted` would; no two items may be equal, or their order is open. */
  constructor(compare: (left: Item, right: Item) => number) {
    this.#compare = compare;
  }

  get size(): number {
    return this.#items.length;
  }

  /** The first item, or null when there is none. */
  first(): Item | null {
    return this.#items[0] ?? null;
  }

  /** Adds an item, or puts it where it belongs after what orders it has changed. */
  put(item: Item): void {
    const place = this.#places.get(item) ?? this.#items.push(item) - 1;
    this.#set(place, item);
    this.#sink(this.#rise(place));
  }

  remove(item: Item): void {
    const place = this.#places.get(item);
    if (place === undefined) return;
    this.#places.delete(item);
    const last = this.#items.pop();
    if (last === undefined || last === item) return;
    this.#set(place, last);
    this.#sink(this.#rise(place));
  }

  /** All items, in no order. */
  items(): Iterable<Item> {
    return this.#items.values();
  }

  #rise(start: number): number {
    let place = start;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!this.#isBefore(place, above)) break;
      this.#swap(place, above);
      place = above;
    }
    return place;
  }

  #sink(start: number): void {
    let place = start;
    for (;;) {
      const left = 2 * place + 1;
      if (left >= this.#items.length) return;
      const right = left + 1;
      const below = right < this.#items.length && this.#isBefore(right, left) ? right : left;
      if (!this.#isBefore(below, place)) return;
      this.#swap(place, below);
      place = below;
    }
  }

  #isBefore(left: number, right: number): boolean {
    return this.#compare(this.#items[left] as Item, this.#items[right] as Item) < 0;
  }

  #swap(left: number, right: number): void {
    const item = this.#items[left] as Item;
    this.#set(left, this.#items[right] as Item);
    this.#set(right, item);
  }

  #set(place: number, item: Item): void {
    this.#items[place] = item;
    this.#places.set(item, place);
  }
}
