import type { Truncation } from "../../core/visit.ts";
import { ByteGatherer } from "./byte-gatherer.ts";
import type { ContentCoding } from "./content-codings.ts";
import { bodyEnd, decodeWhole, SMALL_WIRE_BYTES, type BodyEnd, type CodedBody } from "./decode-whole.ts";
import { DecoderChain, codedLimit } from "./decoder-chain.ts";

/** How a reader slows and ends the connection that feeds it. */
export interface BodyFlow {
  readonly pause: () => void;
  readonly resume: () => void;
  /** No more is wanted. May be called more than once. */
  readonly enough: () => void;
}

/** Reads one body within its limits and undoes its content codings. */
export class BodyReader {
  readonly #undo: readonly ContentCoding[];
  readonly #maxBytes: number;
  readonly #flow: BodyFlow;
  readonly #gathered: ByteGatherer;
  #chain: DecoderChain | null = null;
  #sizeBytes = 0;
  #isCut = false;

  constructor(undo: readonly ContentCoding[], maxBytes: number, flow: BodyFlow) {
    this.#undo = undo;
    this.#maxBytes = maxBytes;
    this.#flow = flow;
    this.#gathered = new ByteGatherer(undo.length === 0 ? maxBytes : SMALL_WIRE_BYTES);
  }

  /** Bytes received, as coded. */
  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** Takes the next bytes of the body. */
  write(chunk: Uint8Array): void {
    this.#sizeBytes += chunk.length;
    if (this.#undo.length === 0) {
      if (!this.#gathered.add(chunk)) this.#cut();
      return;
    }
    if (this.#sizeBytes <= SMALL_WIRE_BYTES) {
      this.#gathered.add(chunk);
      return;
    }
    if (this.#chain === null) {
      this.#chain = new DecoderChain(this.#undo, this.#maxBytes, {
        onDrain: this.#flow.resume,
        onEnough: this.#flow.enough,
      });
      this.#chain.write(this.#gathered.bytes());
    }
    if (!this.#chain.write(chunk)) this.#flow.pause();
    if (this.#sizeBytes > codedLimit(this.#maxBytes)) this.#cut();
  }

  /** The body; `stop` tells what ended it too early, null when it is whole. */
  async end(stop: Truncation | null): Promise<BodyEnd> {
    const truncated = this.#isCut ? "length" : stop;
    if (this.#undo.length === 0 || this.#sizeBytes === 0) {
      return { body: this.#gathered.bytes(), truncated, failure: null };
    }
    if (this.#chain !== null) {
      if (stop === "time") this.#chain.stop();
      else this.#chain.end();
      return bodyEnd(await this.#chain.ended, truncated);
    }
    return await decodeWhole({ wire: this.#gathered.bytes(), undo: this.#undo, maxBytes: this.#maxBytes }, truncated);
  }

  /** The body as it came, when it is whole, short, and has codings to be undone; else null. */
  coded(): CodedBody | null {
    const isShort = this.#undo.length > 0 && this.#sizeBytes > 0 && this.#chain === null && !this.#isCut;
    return isShort ? { wire: this.#gathered.bytes(), undo: this.#undo, maxBytes: this.#maxBytes } : null;
  }

  #cut(): void {
    this.#isCut = true;
    this.#flow.enough();
  }
}
