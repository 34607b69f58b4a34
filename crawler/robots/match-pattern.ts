/**
 * Whether a robots pattern covers a path, in the spellings of `normalizePattern` and `normalizePath`. `*` stands for any run of
 * characters; a final `$` for the end (RFC 9309 § 2.2.3). Time grows with the product of the lengths at worst, never more.
 */
export function matchesPattern(pattern: string, path: string): boolean {
  const isAnchored = pattern.endsWith("$");
  const pieces = (isAnchored ? pattern.slice(0, -1) : pattern).split("*");
  const [first = ""] = pieces;
  if (!path.startsWith(first)) return false;
  const isLiteral = pieces.length === 1;
  if (isLiteral) return !isAnchored || path.length === first.length;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = path.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  const last = pieces.at(-1) ?? "";
  if (!isAnchored) return path.includes(last, at);
  return path.length - last.length >= at && path.endsWith(last);
}
