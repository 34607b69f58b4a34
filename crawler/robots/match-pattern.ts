/** A robots pattern taken apart once, so that a page's many links are judged without taking it apart again. */
export interface RobotsPattern {
  /** Its octets: the longest matching pattern decides (RFC 9309 § 2.2.2). */
  readonly lengthOctets: number;
  /** What stands between the stars: the first at the start of a path, the others anywhere behind, in this order. */
  readonly pieces: readonly string[];
  /** Whether the last piece must end the path. */
  readonly isAnchored: boolean;
}

/** Up to this length a plain search takes at most so many steps per character, and is faster than any preparation. */
const SHORT_PIECE = 32;

/** A pattern in the spelling of `normalizePattern`. `*` stands for any characters, a final `$` for the end (RFC 9309 § 2.2.3). */
export function compilePattern(text: string): RobotsPattern {
  const isAnchored = text.endsWith("$");
  const [first = "", ...others] = (isAnchored ? text.slice(0, -1) : text).split("*");
  const last = others.pop();
  const between = others.filter((piece) => piece !== "");
  const pieces = last === undefined ? [first] : [first, ...between, last];
  return { lengthOctets: text.length, pieces, isAnchored };
}

/**
 * Whether a pattern covers a path in the spelling of `normalizePath`. Each piece is taken where it first fits, which loses no
 * match; so the time grows with the lengths of both, never with their product.
 */
export function matchesPattern({ pieces, isAnchored }: RobotsPattern, path: string): boolean {
  const [first = ""] = pieces;
  if (!path.startsWith(first)) return false;
  if (pieces.length === 1) return !isAnchored || path.length === first.length;
  let at = first.length;
  const last = pieces.length - 1;
  for (let index = 1; index <= last; index += 1) {
    const piece = pieces[index] ?? "";
    if (index === last && isAnchored) return path.length - piece.length >= at && path.endsWith(piece);
    const found = piece.length <= SHORT_PIECE ? path.indexOf(piece, at) : indexOfLong(path, piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return true;
}

/** As `indexOf`, in steps that grow with the sum of the lengths (Knuth, Morris and Pratt 1977). */
function indexOfLong(text: string, piece: string, from: number): number {
  if (piece.length > text.length - from) return -1;
  const borders = bordersOf(piece);
  let matched = 0;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    while (matched > 0 && piece.charCodeAt(matched) !== code) matched = borders[matched - 1] ?? 0;
    if (piece.charCodeAt(matched) === code) matched += 1;
    if (matched === piece.length) return at - piece.length + 1;
  }
  return -1;
}

/** For each beginning of a piece, the length of the longest shorter beginning that also ends it. */
function bordersOf(piece: string): Int32Array {
  const borders = new Int32Array(piece.length);
  let matched = 0;
  for (let at = 1; at < piece.length; at += 1) {
    const code = piece.charCodeAt(at);
    while (matched > 0 && piece.charCodeAt(matched) !== code) matched = borders[matched - 1] ?? 0;
    if (piece.charCodeAt(matched) === code) matched += 1;
    borders[at] = matched;
  }
  return borders;
}
