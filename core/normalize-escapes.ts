const ESCAPE = /%[0-9a-f]{2}/gi;
/** By octet: the character that an escape of it stands for, where it is unreserved (RFC 3986 § 2.3); else null. */
const UNRESERVED: readonly (string | null)[] = Array.from({ length: 256 }, (_, octet) => {
  const character = String.fromCharCode(octet);
  return /^[A-Za-z0-9\-._~]$/.test(character) ? character : null;
});

/** Escapes in upper case, those of unreserved characters decoded (RFC 3986 § 6.2.2.1 and 6.2.2.2). */
export function normalizeEscapes(text: string): string {
  if (!text.includes("%")) return text;
  return text.replaceAll(ESCAPE, (escape) => {
    return UNRESERVED[Number.parseInt(escape.slice(1), 16)] ?? escape.toUpperCase();
  });
}
