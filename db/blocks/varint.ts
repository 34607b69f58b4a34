const FIRST_SIZE = 256;

/** Writes unsigned whole numbers of up to 53 bits in groups of seven bits, lowest first. */
export class VarintWriter {
  #bytes = Buffer.allocUnsafe(FIRST_SIZE);
  #length = 0;

  write(value: number): void {
    if (this.#length + 8 > this.#bytes.length) this.#grow();
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes[this.#length] = (rest % 0x80) | 0x80;
      this.#length += 1;
      rest = rest < 0x80000000 ? rest >>> 7 : Math.floor(rest / 0x80);
    }
    this.#bytes[this.#length] = rest;
    this.#length += 1;
  }

  /** A number of either sign: zigzag, so that small ones stay short. */
  writeSigned(value: number): void {
    this.write(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** What was written since the last call, in bytes of its own. */
  bytes(): Buffer {
    const bytes = Buffer.from(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return bytes;
  }

  #grow(): void {
    this.#bytes = Buffer.concat([this.#bytes], this.#bytes.length * 2);
  }
}

/** Reads what `VarintWriter` wrote. Throws RangeError past the end. */
export class VarintReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isDone(): boolean {
    return this.#at >= this.#bytes.length;
  }

  read(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw new RangeError("number breaks off at the end of its bytes");
      this.#at += 1;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 0x80;
    }
  }

  readSigned(): number {
    const value = this.read();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}

const writer = new VarintWriter();

/** A list of unsigned whole numbers as bytes. */
export function encodeNumbers(values: readonly number[]): Buffer {
  for (const value of values) writer.write(value);
  return writer.bytes();
}

/** The list again. */
export function decodeNumbers(bytes: Uint8Array): number[] {
  const reader = new VarintReader(bytes);
  const values: number[] = [];
  while (!reader.isDone) values.push(reader.read());
  return values;
}
