import { isSpace } from "./html-space.ts";

/** Where the text of an element that holds no markup ends: at its end tag, or else with the page. */
export function rawTextEnd(html: string, from: number, name: string): number {
  if (name === "plaintext") return html.length;
  return name === "script" ? scriptEnd(html, from) : endTagAt(html, from, name);
}

/** Place of the next end tag of this name, or the length of the page. */
function endTagAt(html: string, from: number, name: string): number {
  for (let at = html.indexOf("</", from); at !== -1; at = html.indexOf("</", at + 2)) {
    if (isNameAt(html, at + 2, name)) return at;
  }
  return html.length;
}

/** What changes the state of a script inside `<!--`. */
const ESCAPED = /-->|<\/?script(?=[\t\n\f\r />])/gi;

/**
 * End of a script (HTML standard, 13.2.5.17 to 13.2.5.31): between `<!--` and `-->` a script may hold another one, whose
 * end tag does not end it.
 */
function scriptEnd(html: string, from: number): number {
  let at = html.indexOf("<", from);
  while (at !== -1) {
    if (html.charCodeAt(at + 1) === 47 && isNameAt(html, at + 2, "script")) return at;
    if (!html.startsWith("!--", at + 1)) {
      at = html.indexOf("<", at + 1);
      continue;
    }
    const { end, isEndOfScript } = escapedEnd(html, at + 2);
    if (isEndOfScript) return end;
    at = html.indexOf("<", end);
  }
  return html.length;
}

/** Where the part of a script after `<!--` ends: with `-->`, or with the script. */
function escapedEnd(html: string, from: number): { readonly end: number; readonly isEndOfScript: boolean } {
  let isInner = false;
  ESCAPED.lastIndex = from;
  for (let match = ESCAPED.exec(html); match !== null; match = ESCAPED.exec(html)) {
    const [found] = match;
    if (found === "-->") return { end: match.index + 3, isEndOfScript: false };
    const isEndTag = found.charCodeAt(1) === 47;
    if (isEndTag && !isInner) return { end: match.index, isEndOfScript: true };
    isInner = !isEndTag;
  }
  return { end: html.length, isEndOfScript: true };
}

/** Whether a tag of this name stands here: the name, letter case aside, and then what ends a name. */
function isNameAt(html: string, at: number, name: string): boolean {
  const end = at + name.length;
  if (end >= html.length) return false;
  for (let index = 0; index < name.length; index += 1) {
    if ((html.charCodeAt(at + index) | 32) !== name.charCodeAt(index)) return false;
  }
  const after = html.charCodeAt(end);
  return after === 62 || after === 47 || isSpace(after);
}
