import type { HeadingEvent } from "../headings.ts";
import { pageBase } from "../page-base.ts";
import type { LinkSeed } from "../page-link.ts";
import type { PageReader } from "../page-reader.ts";
import type { RawText } from "../shell-collector.ts";
import type { PartTable } from "./part-table.ts";

/** A link of an outline, with what was noted beside it. */
export interface OutlineLink extends LinkSeed {
  /** The element's own referrer policy, or null. */
  readonly policy: string | null;
  /** How many headings had begun or ended before it. */
  readonly headings: number;
}

/** A page that was read, and what reading it gave: what later pages of its host take over. No more than they need. */
export interface PageOutline {
  readonly html: string;
  readonly parts: PartTable;
  readonly links: readonly OutlineLink[];
  /** As `PageTexts.packed` gives them. */
  readonly pieces: Int32Array;
  readonly headings: readonly HeadingEvent[];
  readonly resources: readonly (string | null)[];
  readonly rawTexts: readonly RawText[];
  /** What relative addresses on it stand on: see `originOf`. */
  readonly origin: string;
}

/** The outline of a page that was read to its end; its links are settled. */
export function outlineOf(reader: PageReader, parts: PartTable, pageUrl: string): PageOutline {
  parts.pack();
  return {
    html: reader.walk.tokens.html,
    parts,
    links: reader.links.links.map(({ link, policy, headings }) => ({ ...link.seed(), policy, headings })),
    pieces: reader.texts.packed(),
    headings: reader.headings.events.map((event) => ({ ...event })),
    resources: [...reader.resources.hosts],
    rawTexts: reader.shell.rawTexts.map((rawText) => ({ ...rawText })),
    origin: originOf(pageBase(reader.metadata.metadata().base, pageUrl), pageUrl),
  };
}

/** Pages of which this is the same give addresses with a host, or from `/` on, the same meaning. */
export function originOf(base: string, pageUrl: string): string {
  return `${URL.parse(base)?.origin ?? base} ${URL.parse(pageUrl)?.host ?? pageUrl}`;
}
