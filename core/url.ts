import type { Brand } from "./brand.ts";
import { canonicalQuery } from "./canonical-query.ts";
import { detached } from "./detached.ts";
import { normalizeEscapes } from "./normalize-escapes.ts";
import { plainUrl, type UrlBase } from "./plain-url.ts";

/** The key of a page: an http(s) address in its one spelling. Never longer than its source plus escapes. */
export type CanonicalUrl = Brand<string, "CanonicalUrl">;

const DOT = 46;
const SESSION_IN_PATH = /;(?:jsessionid|phpsessid|sid)=[^/;]*/gi;

/**
 * The one spelling of an address, or null when it is none, or is not http(s). Never throws.
 *
 * WHATWG URL Standard parsing on `base`, then RFC 3986 § 6.2.2 (case of escapes, unreserved octets decoded),
 * parameters sorted by name with repeated names kept in order. Fragment, credentials, final dot of the host, lone `?`,
 * session ids and tracking parameters are dropped. Only spellings that always mean the same place are merged:
 * scheme, `www`, case of the path, final slash and other parameters are left alone.
 */
export function canonicalizeUrl(href: string, base?: string): CanonicalUrl | null {
  const known = base === undefined ? null : baseOf(base);
  if (base !== undefined && known === null) return parsedUrl(href, base);
  const plain = plainUrl(href, known);
  if (plain === undefined) return parsedUrl(href, base);
  return plain === null ? null : (detached(plain) as CanonicalUrl);
}

/** The same for any spelling, by the parser of the URL Standard: what `canonicalizeUrl` is measured by. */
export function parsedUrl(href: string, base?: string): CanonicalUrl | null {
  const url = URL.parse(href, base);
  return url === null ? null : spelled(url);
}

function spelled(url: URL): CanonicalUrl | null {
  const origin = originOf(url);
  if (origin === null) return null;
  const path = normalizeEscapes(url.pathname).replace(SESSION_IN_PATH, "");
  return `${origin}${path}${canonicalQuery(url.search)}` as CanonicalUrl;
}

/** Null when the address is not on the web. */
function originOf(url: URL): string | null {
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  const hostname = url.hostname.endsWith(".") ? withoutFinalDots(url.hostname) : url.hostname;
  if (hostname === null) return null;
  return `${url.protocol}//${hostname}${url.port === "" ? "" : `:${url.port}`}`;
}

/**
 * A host name that ends with dots, without them: null when nothing is left. It is parsed again, as what was a name may be
 * a number now, and so an address: `2130706433..`.
 */
function withoutFinalDots(hostname: string): string | null {
  let end = hostname.length;
  while (end > 0 && hostname.charCodeAt(end - 1) === DOT) end -= 1;
  return URL.parse(`http://${hostname.slice(0, end)}`)?.hostname ?? null;
}

/** The base asked for last: all links of a page have the same. */
let lastBase: { readonly text: string; readonly base: UrlBase | null } = { text: "", base: null };

function baseOf(text: string): UrlBase | null {
  if (lastBase.text !== text) lastBase = { text, base: parsedBase(text) };
  return lastBase.base;
}

function parsedBase(text: string): UrlBase | null {
  const url = URL.parse(text);
  const origin = url === null ? null : originOf(url);
  const self = url === null ? null : spelled(url);
  if (url === null || origin === null || self === null) return null;
  const folder = url.pathname.slice(0, url.pathname.lastIndexOf("/") + 1);
  const isPlain = !folder.includes(";");
  return { scheme: url.protocol, origin, folder: isPlain ? normalizeEscapes(folder) : null, self };
}

/** Host with its port when that is not the scheme's own: `www.example.fr`, `example.fr:8443`. */
export function hostOf(url: CanonicalUrl): string {
  const start = url.indexOf("//") + 2;
  const end = url.indexOf("/", start);
  return url.slice(start, end === -1 ? undefined : end);
}

/** Path and query as sent in a request: begins with `/`. */
export function pathAndQueryOf(url: CanonicalUrl): string {
  return url.slice(url.indexOf("/", url.indexOf("//") + 2));
}
