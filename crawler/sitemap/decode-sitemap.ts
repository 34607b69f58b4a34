import { TextDecoder, getBOMEncoding, isomorphicDecode, normalizeEncoding } from "@exodus/bytes/encoding.js";

const DECLARATION_BYTES = 256;
const CHUNK_BYTES = 64 * 1024;
const DECLARED = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']\s*([A-Za-z0-9._:-]{1,40})/;

/**
 * The text of a sitemap in pieces, decoded by byte order mark, else by the XML declaration, else as UTF-8 (XML 1.0 § 4.3.3 and
 * appendix F). Bad bytes become U+FFFD. Never throws.
 */
export function* decodeSitemap(bytes: Uint8Array): Generator<string> {
  const decoder = new TextDecoder(encodingOf(bytes));
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    yield decoder.decode(bytes.subarray(at, at + CHUNK_BYTES), { stream: true });
  }
  yield decoder.decode();
}

function encodingOf(bytes: Uint8Array): string {
  const marked = getBOMEncoding(bytes);
  if (marked !== null) return marked;
  const [first, second, third, fourth] = bytes;
  if (second === 0 && fourth === 0 && first !== 0 && third !== 0) return "utf-16le";
  if (first === 0 && third === 0 && second !== 0 && fourth !== 0) return "utf-16be";
  const [, label = ""] = DECLARED.exec(isomorphicDecode(bytes.subarray(0, DECLARATION_BYTES))) ?? [];
  const declared = normalizeEncoding(label);
  // A declaration that could be read as ASCII is not in UTF-16, whatever it says.
  return declared === null || declared === "replacement" || declared.startsWith("utf-16") ? "utf-8" : declared;
}
