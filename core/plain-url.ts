import { canonicalQuery } from "./canonical-query.ts";

/** An address that relative ones stand on, taken apart. */
export interface UrlBase {
  /** `https:` or `http:`. */
  readonly scheme: string;
  /** Scheme, host and port in their one spelling: `https://a.example`. */
  readonly origin: string;
  /** Path up to its last `/`, in its one spelling; null when it holds what `plainUrl` does not read. */
  readonly folder: string | null;
  /** The base itself in its one spelling. */
  readonly self: string;
}

/** Characters that WHATWG parsing and our spelling leave as they are: of a path, and of a query. `;` may name a session. */
const IN_PATH = table("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,=:@/");
const IN_QUERY = table("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&()*+,=:@/;?");
const IN_HOST = table("abcdefghijklmnopqrstuvwxyz0123456789-.");
const IN_SCHEME = table("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");

const [HASH, QUESTION, SLASH, DOT, COLON] = [35, 63, 47, 46, 58];

/**
 * The one spelling of an address written in a common, plain way, without the parser of the URL Standard: absolute in
 * lower case, on the base's host, in its folder, or a bare fragment. Null when its scheme is another one; undefined when
 * the parser has to look. Where this answers, it answers as the parser does: tests compare both.
 */
export function plainUrl(href: string, base: UrlBase | null): string | null | undefined {
  const first = href.charCodeAt(0);
  if (isLetter(first)) {
    const schemeEnd = endOf(href, 0, IN_SCHEME);
    if (href.charCodeAt(schemeEnd) === COLON) return withScheme(href, schemeEnd);
  }
  if (base === null) return undefined;
  if (href === "" || first === HASH) return base.self;
  if (first !== SLASH) return inFolder(href, base);
  return href.charCodeAt(1) === SLASH
    ? onHost(`${base.scheme}${href}`, base.scheme.length)
    : from(href, 0, base.origin);
}

function withScheme(href: string, schemeEnd: number): string | null | undefined {
  if (href.startsWith("https://") || href.startsWith("http://")) return onHost(href, schemeEnd + 1);
  return /^https?:/i.test(href) ? undefined : null;
}

/** An absolute address; `slashes`: where its `//` stands. */
function onHost(href: string, slashes: number): string | undefined {
  const start = slashes + 2;
  const end = endOf(href, start, IN_HOST);
  if (end === start || !isPlainHost(href.slice(start, end))) return undefined;
  const code = href.charCodeAt(end);
  if (code === SLASH) return from(href, end, href.slice(0, end));
  if (end === href.length || code === HASH) return `${href.slice(0, end)}/`;
  return code === QUESTION ? from(href, end, `${href.slice(0, end)}/`) : undefined;
}

/** Not a number (WHATWG URL 3.5), nothing in punycode, which has to be looked into, no empty labels. */
function isPlainHost(host: string): boolean {
  const last = host.charCodeAt(host.lastIndexOf(".") + 1);
  const isNumber = last >= 48 && last <= 57;
  return !isNumber && !host.startsWith(".") && !host.endsWith(".") && !host.includes("..") && !host.includes("xn--");
}

/** A relative path on the base's folder. */
function inFolder(href: string, base: UrlBase): string | undefined {
  let { folder } = base;
  if (folder === null) return undefined;
  let start = 0;
  while (href.charCodeAt(start) === DOT) {
    if (href.startsWith("../", start)) {
      folder = folder.slice(0, folder.lastIndexOf("/", folder.length - 2) + 1) || "/";
      start += 3;
    } else if (href.startsWith("./", start)) start += 2;
    else return undefined;
  }
  // What begins with `/` here is an empty segment, and `?` keeps the file: both rare, both left to the parser.
  const code = href.charCodeAt(start);
  if (code === SLASH || (code === QUESTION && start === 0)) return undefined;
  return from(href, start, `${base.origin}${folder}`);
}

/** Path and query from a place on, after what is known already. */
function from(href: string, start: number, before: string): string | undefined {
  const pathEnd = endOf(href, start, IN_PATH);
  const dots = href.indexOf("/.", start);
  if (dots !== -1 && dots < pathEnd) return undefined;
  const isQuery = href.charCodeAt(pathEnd) === QUESTION;
  const end = isQuery ? endOf(href, pathEnd + 1, IN_QUERY) : pathEnd;
  if (end < href.length && href.charCodeAt(end) !== HASH) return undefined;
  const path = before + href.slice(start, pathEnd);
  return isQuery ? path + canonicalQuery(href.slice(pathEnd, end)) : path;
}

/** Place of the first character that is not in a table. */
function endOf(text: string, start: number, allowed: Uint8Array): number {
  let at = start;
  while (at < text.length && allowed[text.charCodeAt(at)] === 1) at += 1;
  return at;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function table(characters: string): Uint8Array {
  const allowed = new Uint8Array(128);
  for (const character of characters) allowed[character.charCodeAt(0)] = 1;
  return allowed;
}
