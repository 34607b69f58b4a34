import type { FailureCode, Truncation } from "../../core/visit.ts";
import type { ContentCoding } from "./content-codings.ts";
import { decodeAtOnce, type DecodedAtOnce } from "./decode-at-once.ts";
import { DecoderChain, type ChainEnd } from "./decoder-chain.ts";

/** A body as far as it came. */
export interface BodyEnd {
  /** Decoded, at most the limit. */
  readonly body: Uint8Array;
  readonly truncated: Truncation | null;
  /** Why nothing could be decoded; null when something was, or nothing was sent. */
  readonly failure: { readonly code: FailureCode; readonly detail: string } | null;
}

/** A whole body in its content codings, last one first to be undone, with the limit of what comes out. */
export interface CodedBody {
  readonly wire: Uint8Array;
  readonly undo: readonly ContentCoding[];
  readonly maxBytes: number;
}

/** Coded bodies up to this size are decoded when they are whole; longer ones while they come in. */
export const SMALL_WIRE_BYTES = 64 * 1024;
/** No more than this is decoded without leaving the thread, so that a bomb holds nothing up. */
const MAX_AT_ONCE_BYTES = 1024 * 1024;
/** Steps through a damaged body: what a step gives before the damage is lost with it. */
const SALVAGE_STEP_BYTES = 512;
/** Checksum and length at the end of a gzip member (RFC 1952 § 2.3.1): tried apart, they are what is wrong most often. */
const GZIP_FOOT_BYTES = 8;

/** Undoes the codings of a short body in one go, unless it is large or broken. */
export function decodeShort({ wire, undo, maxBytes }: CodedBody): DecodedAtOnce {
  return decodeAtOnce(wire, undo, Math.min(maxBytes, MAX_AT_ONCE_BYTES));
}

/** Undoes the codings of a short body, as far as they are sound. */
export async function decodeWhole(coded: CodedBody, truncated: Truncation | null): Promise<BodyEnd> {
  const once = decodeShort(coded);
  if (once.kind === "decoded") return { body: once.body, truncated, failure: null };
  const stepBytes = once.kind === "broken" ? SALVAGE_STEP_BYTES : SMALL_WIRE_BYTES;
  const chain = new DecoderChain(coded.undo, coded.maxBytes, { onDrain: () => undefined, onEnough: () => undefined });
  return bodyEnd(await decodeInSteps(coded.wire, chain, stepBytes), truncated);
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

/** A body of what a chain gave; `truncated`: what had cut it before. */
export function bodyEnd(end: ChainEnd, truncated: Truncation | null): BodyEnd {
  const { body, isCut, error } = end;
  if (error === null) return { body, truncated: isCut ? "length" : truncated, failure: null };
  if (body.length === 0) return { body, truncated, failure: { code: "decode", detail: error } };
  return { body, truncated: truncated ?? "length", failure: null };
}
