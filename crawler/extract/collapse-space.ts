import { decodeText } from "./character-references.ts";

/** White space of any length as one space, none at the ends. */
export function collapseSpace(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

/** The same for the text between two places of a page, character references replaced. Plain text is only cut out. */
export function collapsedText(html: string, start: number, end: number): string {
  let from = start;
  let to = end;
  while (from < to && isPlainSpace(html.charCodeAt(from))) from += 1;
  while (to > from && isPlainSpace(html.charCodeAt(to - 1))) to -= 1;
  let before = 0;
  for (let at = from; at < to; at += 1) {
    const code = html.charCodeAt(at);
    const isOdd = code < 32 || code === 38 || code === 160 || code >= 0x16_80;
    if (isOdd || (code === 32 && before === 32)) return collapseSpace(decodeText(html.slice(from, to)));
    before = code;
  }
  return html.slice(from, to);
}

function isPlainSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 13;
}
