import { Parser } from "htmlparser2";

/** References that most pages use, by name. */
const COMMON: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", "\u00A0"],
  ["eacute", "é"],
  ["egrave", "è"],
  ["ecirc", "ê"],
  ["agrave", "à"],
  ["acirc", "â"],
  ["ccedil", "ç"],
  ["ocirc", "ô"],
  ["icirc", "î"],
  ["rsquo", "’"],
  ["laquo", "«"],
  ["raquo", "»"],
  ["ndash", "–"],
  ["mdash", "—"],
  ["hellip", "…"],
  ["copy", "©"],
]);
const LONGEST = 6;

/** Text with its character references replaced (HTML standard, 13.2.5.72). */
export function decodeText(text: string): string {
  if (!text.includes("&")) return text;
  return decodeCommon(text) ?? parsedText(text);
}

/** Value of an attribute: as text, but a reference without `;` before a letter, digit or `=` stands for itself. */
export function decodeAttribute(value: string): string {
  const isOdd = value.includes("\r") || value.includes("\0");
  const clean = isOdd ? value.replaceAll(/\r\n?/g, "\n").replaceAll("\0", "\uFFFD") : value;
  if (!clean.includes("&")) return clean;
  return decodeCommon(clean) ?? parsedValue(clean);
}

/** The text decoded when all its references are common ones with `;`, or `&` before a space; else null. */
function decodeCommon(text: string): string | null {
  let decoded = "";
  let from = 0;
  for (let at = text.indexOf("&"); at !== -1; at = text.indexOf("&", from)) {
    const end = text.indexOf(";", at + 1);
    const isNear = end !== -1 && end - at - 1 <= LONGEST;
    const character = isNear ? referenced(text.slice(at + 1, end)) : null;
    if (character === null) return null;
    decoded += text.slice(from, at) + character;
    from = end + 1;
  }
  return decoded + text.slice(from);
}

function referenced(name: string): string | null {
  if (name.charCodeAt(0) !== 35) return COMMON.get(name) ?? null;
  const isHexadecimal = (name.charCodeAt(1) | 32) === 120;
  const digits = name.slice(isHexadecimal ? 2 : 1);
  if (!(isHexadecimal ? /^[0-9a-f]+$/i : /^\d+$/).test(digits)) return null;
  const code = Number.parseInt(digits, isHexadecimal ? 16 : 10);
  const isPlain = (code >= 32 && code < 127) || (code >= 160 && code < 0xd800);
  return isPlain ? String.fromCharCode(code) : null;
}

/** Decoded by a parser: numbers out of range, names of the long table, references without `;`. */
function parsedText(text: string): string {
  let decoded = "";
  const parser = new Parser({ ontext: (data) => void (decoded += data) }, { decodeEntities: true });
  // Only references count in here: what looks like a tag is text.
  for (const [index, piece] of text.split("<").entries()) {
    parser.write(index === 0 ? piece : `&lt;${piece}`);
  }
  parser.end();
  return decoded;
}

function parsedValue(value: string): string {
  let decoded = "";
  const parser = new Parser({ onattribute: (_name, data) => void (decoded = data) }, { decodeEntities: true });
  parser.end(`<a b="${value.replaceAll('"', "&quot;")}">`);
  return decoded;
}
