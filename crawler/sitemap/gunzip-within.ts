import { constants, gunzipSync } from "node:zlib";

/** Bytes without their gzip coding. */
export interface Gunzipped {
  readonly bytes: Uint8Array;
  /** Whether more was there, or should have been: the limit or a fault in the stream ended it. */
  readonly isCut: boolean;
}

/** Halvings in the search for the longest sound part of a broken stream: exact below 64 KiB, to 0.002 % of it above. */
const MAX_HALVINGS = 16;

/** A part that fills this share of the limit is long enough: a bomb is not worth the search for its last bytes. */
const ENOUGH_SHARE = 0.99;

/** Codings undone at most: servers that compress files which are compressed already send two. */
const MAX_NESTING = 2;

/**
 * Bytes as they are, or without gzip when they begin with its magic number (RFC 1952 § 2.3.1), also when compressed twice.
 * At most `maxBytes` come back. A stream that is broken or cut gives what came before, one that is too long 99 % of
 * `maxBytes` at least when it is longer than a few kilobytes. Never throws.
 */
export function gunzipWithin(bytes: Uint8Array, maxBytes: number): Gunzipped {
  let current: Gunzipped = { bytes, isCut: false };
  for (let nesting = 0; nesting < MAX_NESTING && isGzip(current.bytes); nesting += 1) {
    const inner = gunzipOnce(current.bytes, maxBytes);
    current = { bytes: inner.bytes, isCut: current.isCut || inner.isCut };
  }
  if (current.bytes.length <= maxBytes) return current;
  return { bytes: current.bytes.subarray(0, maxBytes), isCut: true };
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** What the whole stream holds, or else its longest prefix that is sound and within the limit. */
function gunzipOnce(bytes: Uint8Array, maxBytes: number): Gunzipped {
  const whole = tryGunzip(bytes, maxBytes, constants.Z_FINISH);
  if (whole !== null) return { bytes: whole, isCut: false };
  const early = tryGunzip(bytes, maxBytes, constants.Z_SYNC_FLUSH);
  if (early !== null) return { bytes: early, isCut: true };
  let best: Uint8Array = new Uint8Array();
  let sound = 0;
  let faulty = bytes.length;
  for (let halvings = 0; halvings < MAX_HALVINGS && faulty - sound > 1; halvings += 1) {
    const middle = sound + Math.floor((faulty - sound) / 2);
    const decoded = tryGunzip(bytes.subarray(0, middle), maxBytes, constants.Z_SYNC_FLUSH);
    if (decoded === null) {
      faulty = middle;
      continue;
    }
    sound = middle;
    best = decoded;
    if (best.length >= ENOUGH_SHARE * maxBytes) break;
  }
  return { bytes: best, isCut: true };
}

/** The decoded bytes; null when they are at fault or too many. With `Z_SYNC_FLUSH` an early end is no fault. */
function tryGunzip(bytes: Uint8Array, maxBytes: number, finishFlush: number): Uint8Array | null {
  try {
    return gunzipSync(bytes, { maxOutputLength: Math.max(1, maxBytes), finishFlush });
  } catch {
    return null;
  }
}
