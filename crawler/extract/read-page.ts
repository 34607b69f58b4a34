import type { ExtractedLink } from "../../core/link.ts";
import type { PageText } from "../../core/visit.ts";
import { isEmptyShell } from "./empty-shell.ts";
import { collectedLinks } from "./extract-links.ts";
import { LinkCollector } from "./link-collector.ts";
import { MetadataCollector, type PageMetadata } from "./page-metadata.ts";
import { walkPage } from "./page-walk.ts";
import { TextCollector } from "./text-collector.ts";

/** All that one reading of a page gives. */
export interface PageRead {
  readonly links: readonly ExtractedLink[];
  readonly metadata: PageMetadata;
  readonly text: PageText;
  /** Hardly any link or text until scripts run. */
  readonly shell: boolean;
}

/** Reads a page in one pass. Never throws. */
export function readPage(html: string, pageUrl: string, headers: Readonly<Record<string, string>> = {}): PageRead {
  const linkCollector = new LinkCollector(pageUrl);
  const metadataCollector = new MetadataCollector(headers);
  const textCollector = new TextCollector();
  walkPage(html, [linkCollector, metadataCollector, textCollector]);
  const links = collectedLinks(html, linkCollector);
  const metadata = metadataCollector.metadata();
  const linkCount = links.filter((link) => link.kind === "hyperlink").length;
  const { title, description, language } = metadata;
  return {
    links,
    metadata,
    text: { title, h1: textCollector.h1(), description, language, terms: textCollector.terms() },
    shell: isEmptyShell(html, { linkCount, visibleLength: textCollector.visibleLength() }),
  };
}
