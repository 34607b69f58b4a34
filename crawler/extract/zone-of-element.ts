import type { Zone, ZoneSource } from "../../core/link.ts";
import { isSpace } from "./html-space.ts";
import { NameTable } from "./name-table.ts";

/** What an element says of the part of the page that it begins. */
export interface ZoneTold {
  readonly zone: Zone;
  readonly source: ZoneSource;
}

/** Kind of a block of links that is no zone. */
export type BlockKind = "share" | "breadcrumb";

/** What an element's class and id say. */
export interface NamesTold {
  /** Null: nothing, or header and footer of a section. */
  readonly zone: Zone | null;
  readonly kind: BlockKind | null;
}

const BY_ROLE: ReadonlyMap<string, Zone> = new Map([
  ["banner", "header"],
  ["navigation", "nav"],
  ["main", "main"],
  ["complementary", "aside"],
  ["contentinfo", "footer"],
]);

const BY_TAG: ReadonlyMap<string, Zone> = new Map([
  ["header", "header"],
  ["nav", "nav"],
  ["main", "main"],
  ["aside", "aside"],
  ["footer", "footer"],
]);

/** Names that class or id give to a part of the page: whole tokens, letter case aside. */
const BY_NAME: readonly (readonly [name: string, zone: Zone | null, kind: BlockKind | null])[] = [
  ["fr-header", "header", null],
  ["header", "header", null],
  ["site-header", "header", null],
  ["fr-nav", "nav", null],
  ["fr-breadcrumb", "nav", "breadcrumb"],
  ["fr-sidemenu", "nav", null],
  ["breadcrumb", "nav", "breadcrumb"],
  ["breadcrumbs", "nav", "breadcrumb"],
  ["menu", "nav", null],
  ["nav", "nav", null],
  ["navbar", "nav", null],
  ["navigation", "nav", null],
  ["sidebar", "aside", null],
  ["fr-footer", "footer", null],
  ["footer", "footer", null],
  ["site-footer", "footer", null],
  ["ariane", null, "breadcrumb"],
  ["fil-ariane", null, "breadcrumb"],
  ["fr-share", null, "share"],
  ["share", null, "share"],
  ["sharing", null, "share"],
  ["social-share", null, "share"],
  ["share-buttons", null, "share"],
  ["partage", null, "share"],
];
const NAMES = new NameTable(BY_NAME.map(([name]) => name));

/**
 * The zone that an element begins, or null when it says nothing (crawler.md § 6). An explicit role beats the tag;
 * class and id count last. `isInSection`: whether an ancestor is a section, to which header and footer then belong.
 */
export function zoneOfElement(
  element: { readonly name: string; readonly role: string | null; readonly names: NamesTold | null },
  isInSection: boolean,
): ZoneTold | null {
  const { role } = element;
  if (role !== null) {
    const zone = BY_ROLE.get(role.trim().toLowerCase().split(/\s+/, 1)[0] ?? "");
    if (zone !== undefined) return { zone, source: "role" };
  }
  const byTag = BY_TAG.get(element.name);
  if (byTag !== undefined) {
    const belongsToSection = isInSection && (byTag === "header" || byTag === "footer");
    const isOverruled = role !== null && role.trim() !== "";
    return belongsToSection || isOverruled ? null : { zone: byTag, source: "landmark" };
  }
  const zone = element.names?.zone ?? null;
  return zone === null ? null : { zone, source: "class" };
}

const SAYS_NOTHING: NamesTold = { zone: null, kind: null };

/** Place of the first name that tells something between two places of a page, or −1. */
export function firstTelling(html: string, start: number, end: number): number {
  for (let at = start; at < end; at += 1) {
    const name = at;
    while (at < end && !isSpace(html.charCodeAt(at))) at += 1;
    if (NAMES.find(html, name, at) !== -1) return name;
  }
  return -1;
}

/**
 * What the names between two places of a page say, each the first that tells, after what `before` says already. Header
 * and footer say nothing inside a section.
 */
export function namesTold(
  html: string,
  value: { readonly start: number; readonly end: number; readonly before: NamesTold | null },
  isInSection: boolean,
): NamesTold {
  let told = value.before ?? SAYS_NOTHING;
  for (const name of html.slice(value.start, value.end).split(/[\t\n\f\r ]+/)) {
    const found = NAMES.find(name, 0, name.length);
    if (found !== -1) told = withName(told, BY_NAME[found], isInSection);
  }
  return told;
}

function withName(told: NamesTold, name: (typeof BY_NAME)[number] | undefined, isInSection: boolean): NamesTold {
  if (name === undefined) return told;
  const [, zone, kind] = name;
  const isOfSection = isInSection && (zone === "header" || zone === "footer");
  return { zone: told.zone ?? (isOfSection ? null : zone), kind: told.kind ?? kind };
}
