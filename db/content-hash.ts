import { hash } from "node:crypto";

const BLOCK_HASH_BYTES = 16;

/** First 128 bits of SHA-256: the name of a block or manifest. */
export function contentHash(content: string | Uint8Array): Buffer {
  return hash("sha256", content, "buffer").subarray(0, BLOCK_HASH_BYTES);
}
