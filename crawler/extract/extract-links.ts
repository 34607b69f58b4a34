import type { ExtractedLink } from "../../core/link.ts";
import { readPage } from "./read-page.ts";

/**
 * Every link of a page in document order, duplicates kept: one for each start tag that makes one. Comments, `template`,
 * `script` and `noscript` yield nothing; meta refresh is in `pageMetadata`. Addresses are resolved on the first
 * `base[href]` or else on `pageUrl`; `url` is null where that gives no http address. Never throws.
 */
export function extractLinks(html: string, pageUrl: string): ExtractedLink[] {
  return [...readPage(html, pageUrl).links];
}
