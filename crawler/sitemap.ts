import { canonicalizeUrl, hostOf, type CanonicalUrl } from "../core/url.ts";
import { defaultCrawlSettings, type CrawlSettings } from "./settings.ts";
import { decodeSitemap } from "./sitemap/decode-sitemap.ts";
import { gunzipWithin } from "./sitemap/gunzip-within.ts";
import { textEntries, type SitemapEntries } from "./sitemap/sitemap-entries.ts";
import { xmlEntries } from "./sitemap/xml-entries.ts";

/** What is read of one file at most: decoded bytes, and entries. */
export type SitemapLimits = Pick<CrawlSettings, "maxSitemapBytes" | "maxSitemapUrls">;

/** What a sitemap says of its own host. */
export interface OwnEntries {
  /** Each once, in order. */
  readonly urls: readonly CanonicalUrl[];
  readonly sitemaps: readonly CanonicalUrl[];
  /** Entries left out because they name another host, or no web address. */
  readonly dropped: number;
}

const ABSOLUTE = /^[a-z][a-z0-9+.-]*:/i;

/**
 * Pages and further sitemaps that a sitemap lists, in order: XML (sitemaps.org), RSS, Atom or plain text, also gzipped. Absolute
 * addresses come back as written, others resolved on the file's own `url`; whose they are is for `ownEntries` to judge. A
 * file that is broken or too long gives what stands before the break. Never throws; what is no sitemap lists nothing.
 */
export function parseSitemap(
  bytes: Uint8Array,
  url: string,
  limits: SitemapLimits = defaultCrawlSettings,
): { urls: string[]; sitemaps: string[] } {
  const { bytes: plain, isCut } = gunzipWithin(bytes, limits.maxSitemapBytes);
  const pieces = decodeSitemap(plain);
  const start = firstText(pieces);
  const entries = start.startsWith("<")
    ? xmlEntries(withFirst(start, pieces), limits.maxSitemapUrls)
    : textEntries(wholeText(start, pieces, isCut), limits.maxSitemapUrls);
  const resolve = (address: string) => (ABSOLUTE.test(address) ? address : (URL.parse(address, url)?.href ?? address));
  return { urls: entries.urls.map(resolve), sitemaps: entries.sitemaps.map(resolve) };
}

/** The entries that a sitemap may speak for: those of its own host (sitemaps.org, "Sitemap file location"). */
export function ownEntries(entries: SitemapEntries, sitemapUrl: CanonicalUrl): OwnEntries {
  const host = hostOf(sitemapUrl);
  let dropped = 0;
  const own = (addresses: readonly string[]): CanonicalUrl[] => {
    const found = new Set<CanonicalUrl>();
    for (const address of addresses) {
      const url = canonicalizeUrl(address, sitemapUrl);
      if (url !== null && hostOf(url) === host) found.add(url);
      else dropped += 1;
    }
    return [...found];
  };
  return { urls: own(entries.urls), sitemaps: own(entries.sitemaps), dropped };
}

/**
 * Where to look for an origin's sitemaps, each once: what its robots.txt names on the same host, then the two usual places
 * (crawler.md § 3). Empty when `origin` is no web address.
 */
export function sitemapSeeds(robotsSitemaps: readonly string[], origin: string): CanonicalUrl[] {
  const home = canonicalizeUrl(origin);
  if (home === null) return [];
  const usual = ["/sitemap.xml", "/sitemap_index.xml"];
  const { sitemaps } = ownEntries({ urls: [], sitemaps: [...robotsSitemaps, ...usual] }, home);
  return [...sitemaps];
}

/** The pieces up to the first character that is no white space, without the white space. */
function firstText(pieces: Iterator<string>): string {
  for (;;) {
    const next = pieces.next();
    if (next.done === true) return "";
    const text = next.value.trimStart();
    if (text !== "") return text;
  }
}

function* withFirst(first: string, rest: Iterable<string>): Generator<string> {
  yield first;
  yield* rest;
}

/** A text whose end is missing counts to its last whole line. */
function wholeText(first: string, rest: Iterable<string>, isCut: boolean): string {
  const text = [first, ...rest].join("");
  return isCut ? text.slice(0, Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r")) + 1) : text;
}
