import type { SiteId, SiteKind } from "../core/site.ts";
import type { TopicId } from "../core/theme.ts";
import type { Subject } from "./subjects.ts";

/** What was planted in a site. `normal`: nothing, it must get no flag. */
export const DEFECTS = [
  "normal",
  "no-inlinks",
  "template-inlinks",
  "unreachable",
  "no-outlinks",
  "template-outlinks",
  "robots-blocked",
  "down",
  "needs-scripts",
] as const;
export type Defect = (typeof DEFECTS)[number];

/** A link in the text of one page, to another site. */
export interface PlannedLink {
  /** Page that it stands on. */
  readonly path: string;
  readonly href: string;
  readonly anchor: string;
}

/** Peculiarities of the markup, so that readers of pages meet what the web has. */
export type Quirk = "base" | "latin1" | "alternates" | "gzip" | "nofollow" | "refresh" | "http-link" | "share";

/** A page with a place of its own in the site's tree. */
export interface PlannedPage {
  readonly path: string;
  readonly title: string;
  readonly kind: "home" | "section" | "procedure" | "news" | "plain" | "chain" | "topic" | "file";
  /** Page above it; null for the home page. */
  readonly parent: string | null;
}

/** A site of the invented web. */
export interface PlannedSite {
  readonly id: SiteId;
  readonly host: string;
  readonly name: string;
  readonly owner: string;
  readonly ministry: string;
  readonly kind: SiteKind;
  readonly horizontal: boolean;
  readonly subject: Subject;
  readonly topics: readonly TopicId[];
  readonly defect: Defect;
  readonly pages: readonly PlannedPage[];
  /** In-text links to other sites. */
  readonly links: readonly PlannedLink[];
  /** Links of the menu, on every page, to sister sites. */
  readonly menu: readonly PlannedSite[];
  readonly quirk: Quirk;
  /** Another host that redirects to this site, or null. */
  readonly aliasHost: string | null;
}

/** Home page of a site. */
export function homeOf(site: Pick<PlannedSite, "host">): string {
  return `https://${site.host}/`;
}
