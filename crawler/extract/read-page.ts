import type { ExtractedLink } from "../../core/link.ts";
import type { PageText } from "../../core/visit.ts";
import { isEmptyShell } from "./empty-shell.ts";
import { labelTexts } from "./label-texts.ts";
import type { PageMetadata } from "./metadata-collector.ts";
import { pageBase } from "./page-base.ts";
import { PageReader } from "./page-reader.ts";
import { settleLinks } from "./settle-links.ts";

/** All that one reading of a page gives. */
export interface PageRead {
  /** In document order, at most 20,000. */
  readonly links: readonly ExtractedLink[];
  /** Links beyond those. */
  readonly droppedLinks: number;
  readonly metadata: PageMetadata;
  readonly text: PageText;
  /** Characters that a reader sees without scripts. */
  readonly visibleLength: number;
  /** Hosts that serve its pictures, scripts, styles and media, with how many each, by name. */
  readonly resourceHosts: readonly (readonly [host: string, count: number])[];
  /** Hardly any link or text until scripts run. */
  readonly shell: boolean;
}

/** Reads a page in one pass; header names in any case. Never throws. */
export function readPage(html: string, pageUrl: string, headers: Readonly<Record<string, string>> = {}): PageRead {
  const reader = pageReader(html, headers);
  reader.walk.run();
  return pageRead(reader, { html, pageUrl, isSameOrigin: () => false });
}

/** A reader that has not begun; header names in any case. */
export function pageReader(html: string, headers: Readonly<Record<string, string>>): PageReader {
  return new PageReader(html, inLowerCase(headers));
}

/** A page whose reader has come to its end. */
export interface PageEnded {
  readonly html: string;
  readonly pageUrl: string;
  /** Whether relative addresses stand on the same origin as on the page that parts were taken over from. */
  readonly isSameOrigin: (base: string) => boolean;
}

/** What a reader that has come to the end of its page found. */
export function pageRead(reader: PageReader, { html, pageUrl, isSameOrigin }: PageEnded): PageRead {
  const metadata = reader.metadata.metadata();
  const base = pageBase(metadata.base, pageUrl);
  const labels = labelTexts(html, reader.links.labelIds());
  const { referrerPolicy } = reader.metadata;
  const facts = { pageUrl, base, referrerPolicy, labels, texts: reader.texts, isSameOrigin: isSameOrigin(base) };
  const links = settleLinks(reader.links.links, facts);
  const { visibleLength } = reader.words;
  const linkCount = links.filter((link) => link.kind === "hyperlink").length;
  const { title, description, language } = metadata;
  const resourceHosts = reader.resources.counted(base);
  return {
    links,
    droppedLinks: reader.links.droppedLinks,
    metadata,
    text: { title, h1: reader.words.h1(), description, language, terms: reader.words.terms(), resourceHosts },
    visibleLength,
    resourceHosts,
    shell: isEmptyShell(reader.shell.signs({ linkCount, visibleLength })),
  };
}

function inLowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
