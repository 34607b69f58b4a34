/** Content codings that we undo (RFC 9110 § 8.4.1, RFC 7932, RFC 8878). */
export type ContentCoding = "gzip" | "deflate" | "br" | "zstd";

/** Content codings in a row that are undone at most (crawler.md § 4). */
export const MAX_CODINGS = 5;

/** What a Content-Encoding header asks to undo, last coding first; or why it cannot be. */
export type CodingsRead =
  | { readonly kind: "codings"; readonly undo: readonly ContentCoding[] }
  | { readonly kind: "failed"; readonly code: "decode" | "encoding-chain"; readonly detail: string };

const BY_NAME: ReadonlyMap<string, ContentCoding> = new Map([
  ["gzip", "gzip"],
  ["x-gzip", "gzip"],
  ["deflate", "deflate"],
  ["br", "br"],
  ["zstd", "zstd"],
]);

const NONE: CodingsRead = { kind: "codings", undo: [] };

/** Reads a Content-Encoding header; none and `identity` leave nothing to undo. Nothing is decoded to find out. */
export function contentCodings(header: string): CodingsRead {
  if (header === "") return NONE;
  const names = header
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.length > MAX_CODINGS) {
    return { kind: "failed", code: "encoding-chain", detail: `${names.length} content codings` };
  }
  const undo: ContentCoding[] = [];
  for (const name of names.toReversed()) {
    if (name === "identity") continue;
    const coding = BY_NAME.get(name);
    if (coding === undefined) return { kind: "failed", code: "decode", detail: `unknown content coding "${name}"` };
    undo.push(coding);
  }
  return { kind: "codings", undo };
}

/**
 * Whether bytes sent as `deflate` have the zlib header that they should have: method 8, and a check that makes the first
 * two bytes a multiple of 31 (RFC 1950 § 2.2). Servers also send the raw form.
 */
export function hasZlibHeader(bytes: Uint8Array): boolean {
  const [first = 0, second] = bytes;
  if ((first & 0x0f) !== 8) return false;
  return second === undefined || ((first << 8) | second) % 31 === 0;
}
