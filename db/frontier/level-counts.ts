/** How many tasks there are at each level. Levels are few: the depths of one site. */
export class LevelCounts {
  readonly #counts = new Map<number, number>();

  at(level: number): number {
    return this.#counts.get(level) ?? 0;
  }

  add(level: number, count: number): void {
    const sum = this.at(level) + count;
    if (sum < 0) throw new Error(`level ${level} would hold ${sum} tasks`);
    if (sum === 0) this.#counts.delete(level);
    else this.#counts.set(level, sum);
  }

  /** The lowest level that holds a task, or null when none does. */
  first(): number | null {
    let first: number | null = null;
    for (const level of this.#counts.keys()) if (first === null || level < first) first = level;
    return first;
  }

  /** Levels with their counts, in no order. A copy: it may be changed meanwhile. */
  all(): readonly (readonly [level: number, count: number])[] {
    return [...this.#counts];
  }
}
