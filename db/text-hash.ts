/** Two of the primes with which cyrb53 (bryc 2018) and MurmurHash (Appleby 2011) mix. */
const FIRST_PRIME = 0x9e3779b1;
const SECOND_PRIME = 0x5f356495;

/** A whole number of 53 bits, the same for the same text in every version: it finds a text, which then decides. */
export function textHash(text: string): number {
  let first = 0xdeadbeef;
  let second = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    first = Math.imul(first ^ unit, FIRST_PRIME);
    second = Math.imul(second ^ unit, SECOND_PRIME);
  }
  first = Math.imul(first ^ (first >>> 16), 0x85ebca6b) ^ Math.imul(second ^ (second >>> 13), 0xc2b2ae35);
  second = Math.imul(second ^ (second >>> 16), 0x85ebca6b) ^ Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return 0x1_0000_0000 * (second & 0x1f_ffff) + (first >>> 0);
}
