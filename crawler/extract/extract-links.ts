import type { ExtractedLink } from "../../core/link.ts";
import { LabelCollector } from "./label-collector.ts";
import { LinkCollector } from "./link-collector.ts";
import { walkPage } from "./page-walk.ts";

/**
 * Every link of a page in document order, duplicates kept: one for each start tag that makes one. Comments, `template`,
 * `script` and `noscript` yield nothing; meta refresh is in `pageMetadata`. Addresses are resolved on the first
 * `base[href]` or else on `pageUrl`; `url` is null where that gives no http address. Never throws.
 */
export function extractLinks(html: string, pageUrl: string): ExtractedLink[] {
  const collector = new LinkCollector(pageUrl);
  walkPage(html, [collector]);
  return collectedLinks(html, collector);
}

/** The links of a page already walked. Walks it again only when a link is named by another element. */
export function collectedLinks(html: string, collector: LinkCollector): ExtractedLink[] {
  const wanted = collector.labelIds();
  if (wanted.size === 0) return collector.links(new Map());
  const labels = new LabelCollector(wanted);
  walkPage(html, [labels]);
  return collector.links(labels.texts());
}
