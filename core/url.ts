import type { Brand } from "./brand.ts";
import { compareText } from "./compare-text.ts";
import { isDroppedParameter } from "./dropped-parameters.ts";

/** The key of a page: an http(s) address in its one spelling. Never longer than its source plus escapes. */
export type CanonicalUrl = Brand<string, "CanonicalUrl">;

const SESSION_IN_PATH = /;(?:jsessionid|phpsessid|sid)=[^/;]*/gi;
const ESCAPE = /%[0-9a-f]{2}/gi;
const UNRESERVED = /^[A-Za-z0-9\-._~]$/;

/**
 * The one spelling of an address, or null when it is none, or is not http(s). Never throws.
 *
 * WHATWG URL Standard parsing on `base`, then RFC 3986 § 6.2.2 (case of escapes, unreserved octets decoded),
 * parameters sorted by name with repeated names kept in order. Fragment, credentials, final dot of the host, lone `?`,
 * session ids and tracking parameters are dropped. Only spellings that always mean the same place are merged:
 * scheme, `www`, case of the path, final slash and other parameters are left alone.
 */
export function canonicalizeUrl(href: string, base?: string): CanonicalUrl | null {
  const url = URL.parse(href, base);
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) return null;
  const hostname = url.hostname.replace(/\.+$/, "");
  if (hostname === "") return null;
  const port = url.port === "" ? "" : `:${url.port}`;
  const path = normalizeEscapes(url.pathname).replace(SESSION_IN_PATH, "");
  return `${url.protocol}//${hostname}${port}${path}${canonicalQuery(url.search)}` as CanonicalUrl;
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

function canonicalQuery(search: string): string {
  const kept = search
    .slice(1)
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const normalized = normalizeEscapes(pair);
      const [name = ""] = normalized.split("=", 1);
      return { name, pair: normalized };
    })
    .filter(({ name }) => !isDroppedParameter(name))
    .toSorted((left, right) => compareText(left.name, right.name));
  return kept.length === 0 ? "" : `?${kept.map(({ pair }) => pair).join("&")}`;
}

function normalizeEscapes(text: string): string {
  return text.replaceAll(ESCAPE, (escape) => {
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return UNRESERVED.test(character) ? character : escape.toUpperCase();
  });
}
