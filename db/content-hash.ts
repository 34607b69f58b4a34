import { hash } from "node:crypto";

const HASH_BYTES = 6;
const BLOCK_HASH_BYTES = 16;

/** First 48 bits of SHA-256 as a whole number: it finds a text, comparing decides. */
export function shortHash(text: string): number {
  return hash("sha256", text, "buffer").readUIntBE(0, HASH_BYTES);
}

/** First 128 bits of SHA-256: the name of a block or manifest. */
export function contentHash(content: string | Uint8Array): Buffer {
  return hash("sha256", content, "buffer").subarray(0, BLOCK_HASH_BYTES);
}
