import { LINK_KINDS, REFERRALS, ZONE_SOURCES, ZONES, type ExtractedLink } from "../../core/link.ts";
import { decodeTerms, encodeTerms } from "../../core/page-terms.ts";
import type { CanonicalUrl } from "../../core/url.ts";
import type { AnswerRead } from "../read-answer.ts";

/** What stands around a link: of those that stay on their site nobody asks for it. */
export type Around = readonly [heading: string, sentence: string, domPath: string];

/** A link without names of fields; 0 for an address that is its href, and for a name that is its text. */
export type LinkRow = readonly [
  href: string,
  url: string | null | 0,
  text: string,
  accessibleName: string | 0,
  element: string,
  rel: readonly string[],
  codes: number,
  hreflang: string | null,
  via: string | null,
  method: "get" | "post" | "dialog" | null,
  around: Around | 0,
];

/** Links that stand alike on an earlier page: the first of them there, how many, and headings by place where they differ. */
export interface RepeatedLinks {
  readonly first: number;
  count: number;
  readonly headings: (readonly [place: number, heading: string])[];
}

/** A page that was read as plain values, to cross to another thread as one text of JSON. */
export interface PackedPage {
  /** The page but for its links; its words as one text alone. */
  readonly read: Omit<AnswerRead, "links">;
  readonly links: readonly (LinkRow | RepeatedLinks)[];
  /** Containers, and how many links in a row stand in each. */
  readonly containers: readonly (string | number)[];
  /** Number of the earlier page that repeated links stand on; 0: none does. */
  readonly base: number;
  /** The number by which later pages will speak of this one; 0: none will. */
  readonly keptAs: number;
  /** Numbers of pages that none will speak of any more. */
  readonly gone: readonly number[];
}

/** A page with its words as one text: three hundred pairs are slow to cross. */
export function withTermsText(read: Omit<AnswerRead, "links">): Omit<AnswerRead, "links"> {
  const { visit } = read;
  if (visit.kind !== "fetched") return read;
  const text = { ...visit.text, terms: [], termsText: encodeTerms(visit.text.terms) };
  return { ...read, visit: { ...visit, text } };
}

/** The page with its words again, which are taken apart when somebody asks for them. */
export function withTerms(read: Omit<AnswerRead, "links">): Omit<AnswerRead, "links"> {
  const { visit } = read;
  if (visit.kind !== "fetched") return read;
  const { termsText = "" } = visit.text;
  const text = {
    ...visit.text,
    get terms() {
      return decodeTerms(termsText);
    },
  };
  return { ...read, visit: { ...visit, text } };
}

/** The containers of links in document order, each followed by how many stand in it. */
export function containersOf(links: readonly ExtractedLink[]): (string | number)[] {
  const containers: (string | number)[] = [];
  let last: string | null = null;
  let count = 0;
  for (const { container } of links) {
    if (container === last) {
      count += 1;
      continue;
    }
    if (last !== null) containers.push(last, count);
    last = container;
    count = 1;
  }
  return last === null ? containers : [...containers, last, count];
}

const BASE = 8;

/** A link as `linkOf` takes it; `around`: 0 when nobody will ask. */
export function rowOf(link: ExtractedLink, around: Around | 0): LinkRow {
  const { href, url, text, accessibleName, element, rel, hreflang, via } = link;
  return [
    href,
    url === href ? 0 : url,
    text,
    accessibleName === text ? 0 : accessibleName,
    element,
    rel,
    codesOf(link),
    hreflang,
    via,
    link.method ?? null,
    around,
  ];
}

/** The link of a row, at a place of its page. */
export function linkOf(row: LinkRow, position: number, container: string): ExtractedLink {
  const [href, url, text, accessibleName, element, rel, codes, hreflang, via, method, around] = row;
  const flags = codes >> 12;
  return {
    href,
    url: (url === 0 ? href : url) as CanonicalUrl | null,
    element,
    kind: LINK_KINDS[codes % BASE] ?? "hyperlink",
    rel,
    text,
    accessibleName: accessibleName === 0 ? text : accessibleName,
    zone: ZONES[(codes >> 3) % BASE] ?? "main",
    zoneSource: ZONE_SOURCES[(codes >> 6) % BASE] ?? "default",
    heading: around === 0 ? "" : around[0],
    sentence: around === 0 ? "" : around[1],
    position,
    domPath: around === 0 ? "" : around[2],
    container,
    cta: (flags & 1) !== 0,
    hreflang,
    method,
    newWindow: (flags & 2) !== 0,
    via: via as CanonicalUrl | null,
    referral: REFERRALS[(codes >> 9) % BASE] ?? "origin",
  };
}

/** The same link at a place of another page. */
export function linkAgain(
  link: ExtractedLink,
  { position, container, heading }: Pick<ExtractedLink, "position" | "container" | "heading">,
): ExtractedLink {
  return {
    href: link.href,
    url: link.url,
    element: link.element,
    kind: link.kind,
    rel: link.rel,
    text: link.text,
    accessibleName: link.accessibleName,
    zone: link.zone,
    zoneSource: link.zoneSource,
    heading,
    sentence: link.sentence,
    position,
    domPath: link.domPath,
    container,
    cta: link.cta,
    hreflang: link.hreflang,
    method: link.method ?? null,
    newWindow: link.newWindow,
    via: link.via,
    referral: link.referral,
  };
}

/** What has few values, in one number: eight for each, and two flags. */
function codesOf(link: ExtractedLink): number {
  return (
    LINK_KINDS.indexOf(link.kind) |
    (ZONES.indexOf(link.zone) << 3) |
    (ZONE_SOURCES.indexOf(link.zoneSource) << 6) |
    (REFERRALS.indexOf(link.referral) << 9) |
    (Number(link.cta) << 12) |
    (Number(link.newWindow) << 13)
  );
}
