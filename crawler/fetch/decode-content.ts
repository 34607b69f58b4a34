import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from "node:zlib";
import type { Transform } from "node:stream";

/** Content codings in a row that are undone at most (crawler.md § 4). */
export const MAX_CODINGS = 5;

/** A body without its content codings. */
export type DecodedContent =
  | { readonly kind: "decoded"; readonly body: Uint8Array; readonly isCut: boolean }
  | { readonly kind: "failed"; readonly code: "decode" | "encoding-chain"; readonly detail: string };

/**
 * Undoes the content codings of a body (RFC 9110 § 8.4), last one first, and stops at `maxBytes`. A stream that breaks off
 * gives what came before the break; one that gives nothing has failed.
 */
export async function decodeContent(body: Uint8Array, header: string, maxBytes: number): Promise<DecodedContent> {
  const codings = header
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim())
    .filter((coding) => coding !== "" && coding !== "identity");
  if (codings.length > MAX_CODINGS) {
    return { kind: "failed", code: "encoding-chain", detail: `${codings.length} content codings` };
  }
  let current = body;
  let isCut = false;
  for (const coding of codings.toReversed()) {
    const decoder = decoderOf(coding, current);
    if (decoder === null) return { kind: "failed", code: "decode", detail: `unknown content coding "${coding}"` };
    const result = await decodeOne(decoder, current, maxBytes);
    if (result.body.length === 0 && current.length > 0 && result.error !== null) {
      return { kind: "failed", code: "decode", detail: result.error };
    }
    current = result.body;
    isCut ||= result.isCut;
  }
  return { kind: "decoded", body: current, isCut };
}

function decoderOf(coding: string, body: Uint8Array): Transform | null {
  switch (coding) {
    case "gzip":
    case "x-gzip":
      return createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
    case "deflate":
      return hasZlibHeader(body)
        ? createInflate({ finishFlush: constants.Z_SYNC_FLUSH })
        : createInflateRaw({ finishFlush: constants.Z_SYNC_FLUSH });
    case "br":
      return createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH });
    case "zstd":
      return createZstdDecompress();
    default:
      return null;
  }
}

/** RFC 1950 § 2.2: method 8, and a check that makes the first two bytes a multiple of 31. Servers send both forms. */
function hasZlibHeader(body: Uint8Array): boolean {
  const [first = 0, second = 0] = body;
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
}

interface OneDecoded {
  readonly body: Uint8Array;
  readonly isCut: boolean;
  readonly error: string | null;
}

async function decodeOne(decoder: Transform, body: Uint8Array, maxBytes: number): Promise<OneDecoded> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let error: string | null = null;
  decoder.end(body);
  try {
    for await (const chunk of decoder as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > maxBytes) break;
    }
  } catch (failure) {
    error = failure instanceof Error ? failure.message : String(failure);
  }
  const whole = Buffer.concat(chunks);
  return { body: whole.subarray(0, maxBytes), isCut: length > maxBytes, error };
}
