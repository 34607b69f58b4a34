import type { Zone, ZoneSource } from "../../core/link.ts";

/** Attributes of an element, names in lower case. */
export type Attributes = Readonly<Record<string, string>>;

/** What an element says of the part of the page that it begins. */
export interface ZoneTold {
  readonly zone: Zone;
  readonly source: ZoneSource;
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

/** Names that class or id give to a part of the page, whole tokens in lower case. */
const BY_NAME: ReadonlyMap<string, Zone> = new Map([
  ["fr-header", "header"],
  ["header", "header"],
  ["site-header", "header"],
  ["fr-nav", "nav"],
  ["fr-breadcrumb", "nav"],
  ["fr-sidemenu", "nav"],
  ["breadcrumb", "nav"],
  ["breadcrumbs", "nav"],
  ["menu", "nav"],
  ["nav", "nav"],
  ["navbar", "nav"],
  ["navigation", "nav"],
  ["sidebar", "aside"],
  ["fr-footer", "footer"],
  ["footer", "footer"],
  ["site-footer", "footer"],
]);

/** Elements inside which header and footer belong to the section, not to the page (HTML standard, 4.3.8 and 4.3.9). */
export const SECTIONING: ReadonlySet<string> = new Set(["article", "section", "main", "aside", "nav"]);

/**
 * The zone that an element begins, or null when it says nothing (crawler.md § 6). An explicit role beats the tag;
 * class and id count last. `isInSection`: whether an ancestor is one of `SECTIONING`.
 */
export function zoneOfElement(tag: string, attributes: Attributes, isInSection: boolean): ZoneTold | null {
  const { role } = attributes;
  if (role !== undefined) {
    const zone = BY_ROLE.get(role.trim().toLowerCase().split(/\s+/, 1)[0] ?? "");
    if (zone !== undefined) return { zone, source: "role" };
  }
  const byTag = BY_TAG.get(tag);
  if (byTag !== undefined) {
    const belongsToSection = isInSection && (byTag === "header" || byTag === "footer");
    const isOverruled = role !== undefined && role.trim() !== "";
    return belongsToSection || isOverruled ? null : { zone: byTag, source: "landmark" };
  }
  return zoneOfNames(attributes, isInSection);
}

function zoneOfNames(attributes: Attributes, isInSection: boolean): ZoneTold | null {
  for (const name of namesOf(attributes)) {
    const zone = BY_NAME.get(name);
    if (zone === undefined || (isInSection && (zone === "header" || zone === "footer"))) continue;
    return { zone, source: "class" };
  }
  return null;
}

const SHARE = /^(?:fr-share|share|sharing|social-share|share-buttons|partage)$/;
const BREADCRUMB = /^(?:fr-breadcrumb|breadcrumbs?|ariane|fil-ariane)$/;

/** Whether the element begins a list of share buttons or a breadcrumb: kinds of block, not zones. Null: neither. */
export function blockKindOfElement(attributes: Attributes): "share" | "breadcrumb" | null {
  for (const name of namesOf(attributes)) {
    if (SHARE.test(name)) return "share";
    if (BREADCRUMB.test(name)) return "breadcrumb";
  }
  return null;
}

function namesOf(attributes: Attributes): string[] {
  const { class: classes, id } = attributes;
  if (classes === undefined && id === undefined) return [];
  return `${classes ?? ""} ${id ?? ""}`
    .toLowerCase()
    .split(/\s+/)
    .filter((name) => name !== "");
}
