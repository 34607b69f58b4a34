/** A growing column of whole numbers from 0 to 2³²−1, four bytes each. */
export class NumberColumn {
  #values = new Uint32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Uint32Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** The values so far, in a column of their own. */
  values(): Uint32Array {
    return this.#values.slice(0, this.#length);
  }
}
