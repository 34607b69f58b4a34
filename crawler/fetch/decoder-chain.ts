import type { Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from "node:zlib";
import { ByteGatherer } from "./byte-gatherer.ts";
import { hasZlibHeader, type ContentCoding } from "./content-codings.ts";

/** What came out of a chain of decoders. */
export interface ChainEnd {
  readonly body: Uint8Array;
  /** There was more than the limit. */
  readonly isCut: boolean;
  /** Why a decoder gave up; null when none did. What came before counts. */
  readonly error: string | null;
}

/** What whoever feeds a chain must know. */
export interface ChainSignals {
  /** It takes bytes again after `write` said no. */
  readonly onDrain: () => void;
  /** It wants no more: the limit is reached, or a decoder gave up. */
  readonly onEnough: () => void;
}

/**
 * Bytes that coded content of `maxBytes` may take: what cannot be compressed grows a little (RFC 1951 § 3.2.4: five bytes
 * per block, plus head and foot).
 */
export function codedLimit(maxBytes: number): number {
  return maxBytes + Math.ceil(maxBytes / 64) + 1024;
}

/** Bytes that may wait for the first decoder: enough for most bodies to come in without a stop. */
const MAX_WAITING_BYTES = 256 * 1024;

const NO_BYTES = new Uint8Array();

/** Undoes content codings while the bytes come in, each step no faster than the next takes them, and stops at the limit. */
export class DecoderChain {
  readonly ended: Promise<ChainEnd>;
  readonly #undo: readonly ContentCoding[];
  readonly #signals: ChainSignals;
  readonly #maxBytes: number;
  readonly #out: ByteGatherer;
  readonly #decoders: Transform[] = [];
  readonly #passedBytes: number[] = [];
  readonly #settle: (end: ChainEnd) => void;
  #error: string | null = null;
  #isSettled = false;

  constructor(undo: readonly ContentCoding[], maxBytes: number, signals: ChainSignals) {
    this.#undo = undo;
    this.#signals = signals;
    this.#maxBytes = maxBytes;
    this.#out = new ByteGatherer(maxBytes);
    const { promise, resolve } = Promise.withResolvers<ChainEnd>();
    this.ended = promise;
    this.#settle = resolve;
  }

  /** Takes coded bytes and calls `onTaken` when they are used up. False: wait for `onDrain` before the next. */
  write(chunk: Uint8Array, onTaken?: () => void): boolean {
    if (this.#isSettled || this.#error !== null) {
      onTaken?.();
      return true;
    }
    const decoder = this.#decoders[0] ?? this.#open(0, chunk);
    decoder.write(chunk, onTaken);
    return decoder.writableLength < MAX_WAITING_BYTES;
  }

  /** No more bytes will come; `ended` resolves when all are decoded. */
  end(): void {
    this.#endDecoder(0);
  }

  /** Ends now, with what has come out. */
  stop(): void {
    this.#finish(false);
  }

  /** A decoder is made when its first bytes are known: they tell the two forms of deflate apart. */
  #open(index: number, first: Uint8Array): Transform {
    const coding = this.#undo[index];
    if (coding === undefined) throw new RangeError("a chain has as many decoders as codings");
    const decoder = DECODERS[coding](first);
    this.#decoders[index] = decoder;
    decoder.on("data", (chunk: Uint8Array) => {
      this.#pass(index, chunk);
    });
    decoder.on("end", () => {
      this.#endDecoder(index + 1);
    });
    decoder.on("error", (error: Error) => {
      this.#error ??= error.message;
      this.#endDecoder(index + 1);
      this.#signals.onEnough();
    });
    if (index === 0) decoder.on("drain", this.#signals.onDrain);
    return decoder;
  }

  #pass(index: number, chunk: Uint8Array): void {
    if (this.#isSettled) return;
    if (index === this.#undo.length - 1) {
      if (!this.#out.add(chunk)) this.#finish(true);
      return;
    }
    this.#passedBytes[index] = (this.#passedBytes[index] ?? 0) + chunk.length;
    if (this.#passedBytes[index] > codedLimit(this.#maxBytes)) {
      this.#finish(true);
      return;
    }
    const next = this.#decoders[index + 1] ?? this.#open(index + 1, chunk);
    if (next.write(chunk)) return;
    const decoder = this.#decoders[index];
    decoder?.pause();
    next.once("drain", () => decoder?.resume());
  }

  /** Lets a decoder use up what it has before it hears of the end: an end that is an error takes the last output with it. */
  #endDecoder(index: number): void {
    const decoder = this.#decoders[index];
    if (decoder === undefined) this.#finish(false);
    else if (!decoder.destroyed) decoder.write(NO_BYTES, () => decoder.end());
  }

  #finish(isCut: boolean): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    for (const decoder of this.#decoders) decoder.destroy();
    this.#settle({ body: this.#out.bytes(), isCut, error: this.#error });
    if (isCut) this.#signals.onEnough();
  }
}

const DECODERS: Readonly<Record<ContentCoding, (first: Uint8Array) => Transform>> = {
  gzip: () => createGunzip(),
  deflate: (first) => (hasZlibHeader(first) ? createInflate() : createInflateRaw()),
  br: () => createBrotliDecompress(),
  zstd: () => createZstdDecompress(),
};
