import type { FailureCode, Truncation } from "../../core/visit.ts";
import { ByteGatherer } from "./byte-gatherer.ts";
import type { ContentCoding } from "./content-codings.ts";
import { decodeAtOnce } from "./decode-at-once.ts";
import { DecoderChain, codedLimit, type ChainEnd } from "./decoder-chain.ts";

/** A body as far as it came. */
export interface BodyEnd {
  /** Decoded, at most the limit. */
  readonly body: Uint8Array;
  readonly truncated: Truncation | null;
  /** Why nothing could be decoded; null when something was, or nothing was sent. */
  readonly failure: { readonly code: FailureCode; readonly detail: string } | null;
}

/** How a reader slows and ends the connection that feeds it. */
export interface BodyFlow {
  readonly pause: () => void;
  readonly resume: () => void;
  /** No more is wanted. May be called more than once. */
  readonly enough: () => void;
}

/** Coded bodies up to this size are decoded when they are whole; longer ones while they come in. */
const SMALL_WIRE_BYTES = 64 * 1024;
/** No more than this is decoded without leaving the thread, so that a bomb holds nothing up. */
const MAX_AT_ONCE_BYTES = 1024 * 1024;
/** Steps through a damaged body: what a step gives before the damage is lost with it. */
const SALVAGE_STEP_BYTES = 512;
/** Checksum and length at the end of a gzip member (RFC 1952 § 2.3.1): tried apart, they are what is wrong most often. */
const GZIP_FOOT_BYTES = 8;

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
    const wire = this.#gathered.bytes();
    const once = decodeAtOnce(wire, this.#undo, Math.min(this.#maxBytes, MAX_AT_ONCE_BYTES));
    if (once.kind === "decoded") return { body: once.body, truncated, failure: null };
    const stepBytes = once.kind === "broken" ? SALVAGE_STEP_BYTES : SMALL_WIRE_BYTES;
    return bodyEnd(await decodeInSteps(wire, this.#newChain(), stepBytes), truncated);
  }

  #newChain(): DecoderChain {
    return new DecoderChain(this.#undo, this.#maxBytes, { onDrain: () => undefined, onEnough: () => undefined });
  }

  #cut(): void {
    this.#isCut = true;
    this.#flow.enough();
  }
}

async function decodeInSteps(wire: Uint8Array, chain: DecoderChain, stepBytes: number): Promise<ChainEnd> {
  const footAt = Math.max(0, wire.length - GZIP_FOOT_BYTES);
  for (let at = 0; at < wire.length;) {
    const until = at < footAt ? Math.min(at + stepBytes, footAt) : wire.length;
    const step = wire.subarray(at, until);
    const taken = Promise.withResolvers<null>();
    chain.write(step, () => {
      taken.resolve(null);
    });
    await Promise.race([taken.promise, chain.ended]);
    at = until;
  }
  chain.end();
  return await chain.ended;
}

function bodyEnd(end: ChainEnd, truncated: Truncation | null): BodyEnd {
  const { body, isCut, error } = end;
  if (error === null) return { body, truncated: isCut ? "length" : truncated, failure: null };
  if (body.length === 0) return { body, truncated, failure: { code: "decode", detail: error } };
  return { body, truncated: truncated ?? "length", failure: null };
}
