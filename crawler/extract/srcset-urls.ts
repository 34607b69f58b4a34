import { isSpace } from "./html-space.ts";

const COMMA = 44;

/** Addresses of the image candidates of a `srcset` (HTML standard, 4.8.4.3.10), those with broken descriptors left out. */
export function srcsetUrls(srcset: string): string[] {
  const urls: string[] = [];
  let at = 0;
  for (;;) {
    while (at < srcset.length && (isSpace(srcset.charCodeAt(at)) || srcset.charCodeAt(at) === COMMA)) at += 1;
    if (at >= srcset.length) return urls;
    const start = at;
    while (at < srcset.length && !isSpace(srcset.charCodeAt(at))) at += 1;
    let end = at;
    while (srcset.charCodeAt(end - 1) === COMMA) end -= 1;
    const url = srcset.slice(start, end);
    if (end < at) {
      urls.push(url);
      continue;
    }
    const { descriptors, next } = descriptorsFrom(srcset, at);
    if (areDescriptors(descriptors)) urls.push(url);
    at = next;
  }
}

/** Words up to the next comma outside parentheses. */
function descriptorsFrom(srcset: string, from: number): { readonly descriptors: string[]; readonly next: number } {
  const descriptors: string[] = [];
  let word = from;
  let isInParentheses = false;
  let at = from;
  for (; at < srcset.length; at += 1) {
    const code = srcset.charCodeAt(at);
    if (code === 40) isInParentheses = true;
    else if (code === 41) isInParentheses = false;
    if (isInParentheses || (code !== COMMA && !isSpace(code))) continue;
    if (at > word) descriptors.push(srcset.slice(word, at));
    word = at + 1;
    if (code === COMMA) break;
  }
  if (at >= srcset.length && at > word) descriptors.push(srcset.slice(word, at));
  return { descriptors, next: at + 1 };
}

const INTEGER = /^\d+$/;
const FLOAT = /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** At most one width, density or height each; a density with neither of the others, a height only with a width. */
function areDescriptors(descriptors: readonly string[]): boolean {
  const seen = new Set<string>();
  for (const descriptor of descriptors) {
    const unit = descriptor.at(-1) ?? "";
    const value = descriptor.slice(0, -1);
    if (seen.has(unit) || !isValue(value, unit)) return false;
    seen.add(unit);
  }
  if (seen.has("x")) return !seen.has("w") && !seen.has("h");
  return !seen.has("h") || seen.has("w");
}

function isValue(value: string, unit: string): boolean {
  if (unit === "x") return FLOAT.test(value) && Number(value) >= 0;
  return (unit === "w" || unit === "h") && INTEGER.test(value) && Number(value) > 0;
}
