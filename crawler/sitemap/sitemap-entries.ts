/** What a sitemap lists, as written and in order. */
export interface SitemapEntries {
  readonly urls: string[];
  readonly sitemaps: string[];
}

const HTTP_LINE = /^https?:\/\/\S+$/i;

/** Lines that are web addresses, of a sitemap in plain text (sitemaps.org, "Text file"): at most `maxUrls`. */
export function textEntries(text: string, maxUrls: number): SitemapEntries {
  const urls: string[] = [];
  for (let at = 0; at < text.length && urls.length < maxUrls;) {
    const end = endOfLine(text, at);
    const line = text.slice(at, end).trim();
    if (HTTP_LINE.test(line)) urls.push(line);
    at = end + 1;
  }
  return { urls, sitemaps: [] };
}

function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== "\n" && text[at] !== "\r") at += 1;
  return at;
}
