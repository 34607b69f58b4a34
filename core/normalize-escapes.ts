const ESCAPE = /%[0-9a-f]{2}/gi;
const UNRESERVED = /^[A-Za-z0-9\-._~]$/;

/** Escapes in upper case, those of unreserved characters decoded (RFC 3986 § 6.2.2.1 and 6.2.2.2). */
export function normalizeEscapes(text: string): string {
  if (!text.includes("%")) return text;
  return text.replaceAll(ESCAPE, (escape) => {
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return UNRESERVED.test(character) ? character : escape.toUpperCase();
  });
}
