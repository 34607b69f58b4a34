/** Smaller bodies may share their memory with others, and are not worth it. */
const LARGE_BYTES = 1024 * 1024;

/**
 * Gives the memory of a large body back at once: the collector does not see it as urgent, and two of them would be more than
 * one page is allowed. Nothing may look at the body afterwards.
 */
export function giveBack(body: Uint8Array): void {
  const { buffer } = body;
  if (buffer instanceof ArrayBuffer && buffer.byteLength >= LARGE_BYTES) buffer.transfer(0);
}
