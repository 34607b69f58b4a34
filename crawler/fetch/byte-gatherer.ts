const FIRST_ROOM_BYTES = 16 * 1024;
/** A first chunk of at least this size is kept as it came; smaller ones would hold the much larger buffer they were read into. */
const KEPT_BYTES = 4096;

/** Gathers chunks up to a limit in one buffer, so that a body of many tiny chunks costs no more than its bytes. */
export class ByteGatherer {
  readonly #limitBytes: number;
  #buffer: Uint8Array | null = null;
  /** Whether the buffer is one that was made here, for this body alone. */
  #isOwn = false;
  #length = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** Bytes gathered so far. */
  get length(): number {
    return this.#length;
  }

  /** Adds what there is room for. False when that was not all. */
  add(chunk: Uint8Array): boolean {
    if (chunk.length === 0) return true;
    if (this.#length === 0 && chunk.length >= KEPT_BYTES && chunk.length <= this.#limitBytes) {
      this.#buffer = chunk;
      this.#length = chunk.length;
      return true;
    }
    const taken = Math.min(chunk.length, this.#limitBytes - this.#length);
    if (taken > 0) this.#room(this.#length + taken).set(chunk.subarray(0, taken), this.#length);
    this.#length += taken;
    return taken === chunk.length;
  }

  /** All bytes gathered, as a view that lasts until more are added. */
  bytes(): Uint8Array {
    return this.#buffer === null ? new Uint8Array() : this.#buffer.subarray(0, this.#length);
  }

  #room(neededBytes: number): Uint8Array {
    const old = this.#buffer;
    // A kept chunk is exactly full, so it is never written to.
    if (old !== null && old.length >= neededBytes) return old;
    const roomBytes = Math.max(neededBytes, FIRST_ROOM_BYTES, 2 * (old?.length ?? 0));
    const buffer = this.#grown(Math.min(roomBytes, this.#limitBytes));
    this.#buffer = buffer;
    this.#isOwn = true;
    return buffer;
  }

  /** What is gathered, with more room. A buffer of our own is moved: two of a large body would be twice its limit. */
  #grown(roomBytes: number): Uint8Array {
    const old = this.#buffer;
    if (old !== null && this.#isOwn && old.buffer instanceof ArrayBuffer) {
      return new Uint8Array(old.buffer.transfer(roomBytes));
    }
    const buffer = Buffer.allocUnsafeSlow(roomBytes);
    if (old !== null) buffer.set(old.subarray(0, this.#length));
    return buffer;
  }
}
