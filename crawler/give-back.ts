/**
 * Gives the memory of a body back at once. Bodies of visits under way are old when they end, and the collector, which does not see
 * how much hangs on them, would sweep the whole heap for them, or let two large ones stand. Nothing may look at the body afterwards.
 */
export function giveBack(body: Uint8Array): void {
  const { buffer } = body;
  if (buffer instanceof ArrayBuffer && !maySharePool(body)) buffer.transfer(0);
}

/** Buffers of less than half the pool's size are cut from it: others may stand on the same memory. */
function maySharePool(body: Uint8Array): boolean {
  return body.length < Buffer.poolSize / 2;
}
