import type { FetchOrder } from "./fetch/fetcher.ts";
import { userAgent, type CrawlSettings } from "./settings.ts";

const HTML_TYPES: ReadonlySet<string> = new Set(["text/html", "application/xhtml+xml"]);

/** Headers of every request that we make: who we are, and what we can read. */
export function requestHeaders(settings: CrawlSettings, codeVersion: string): Record<string, string> {
  return {
    "user-agent": userAgent(settings, codeVersion),
    from: settings.contactEmail,
    accept: "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1",
    "accept-language": "fr,en;q=0.5",
    "accept-encoding": "gzip, deflate, br, zstd",
  };
}

/** The order for a page: only HTML and XHTML are read, and what has no type at all. */
export function pageOrder(url: string, headers: Readonly<Record<string, string>>, settings: CrawlSettings): FetchOrder {
  return { url, method: "GET", headers, maxBodyBytes: settings.maxBodyBytes, wantsBody: isPageType };
}

/** Whether a media type is one of pages. Null: none was given, and the first bytes will tell. */
export function isPageType(mediaType: string | null): boolean {
  return mediaType === null || mediaType === "" || HTML_TYPES.has(mediaType);
}

const SNIFFED_BYTES = 512;
const HTML_SIGNATURE =
  /^[\s\uFEFF]*(?:<!--[^]*?-->\s*)*<(?:!doctype html|html|head|body|title|script|div|p|a|table|h1|br|!--)/i;

/** What begins like this is no page, whatever it is declared to be (MIME Sniffing § 6.1, § 6.4 and § 7.1). */
const BINARY_SIGNATURES: readonly (readonly [signature: string, mediaType: string])[] = [
  ["%PDF-", "application/pdf"],
  ["PK\u0003\u0004", "application/zip"],
  ["\u001F\u008B\u0008", "application/gzip"],
  ["\u0089PNG\r\n\u001A\n", "image/png"],
  ["GIF8", "image/gif"],
  ["\u00FF\u00D8\u00FF", "image/jpeg"],
];

/** Media type of a body that holds anything but a page, by its first bytes; null when it may be a page. */
export function binaryType(body: Uint8Array): string | null {
  const start = String.fromCharCode(...body.subarray(0, 8));
  return BINARY_SIGNATURES.find(([signature]) => start.startsWith(signature))?.[1] ?? null;
}

/** Whether an answer holds a page, by its media type or, lacking one, by its first 512 bytes (MIME Sniffing § 7.1). */
export function holdsPage(mediaType: string | null, body: Uint8Array): boolean {
  if (mediaType !== null && mediaType !== "") return HTML_TYPES.has(mediaType);
  return HTML_SIGNATURE.test(new TextDecoder("latin1").decode(body.subarray(0, SNIFFED_BYTES)));
}
