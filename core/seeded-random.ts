/** A source of numbers in [0, 1), the same for the same seed on every machine. */
export type Random = () => number;

/** Mulberry32 (Tommy Ettinger, 2017, public domain): 32 bits of state, uniform in [0, 1). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number from `low` to `high`, both included. */
export function randomInteger(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** One of `items`, each as likely as another. Throws RangeError when there is none. */
export function randomItem<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[randomInteger(random, 0, items.length - 1)];
  if (item === undefined) throw new RangeError("randomItem needs at least one item");
  return item;
}

/** A new list with the same items in random order (Fisher and Yates 1938, as given by Durstenfeld 1964). */
export function shuffled<Item>(random: Random, items: readonly Item[]): Item[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = randomInteger(random, 0, last);
    const swapped = result[last] as Item;
    result[last] = result[other] as Item;
    result[other] = swapped;
  }
  return result;
}
