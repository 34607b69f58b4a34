import { getPublicSuffix } from "tldts";
import { SITE_KINDS, type Site, type SiteId } from "../core/site.ts";
import { SiteIndex } from "../core/site-index.ts";
import { hostOf, type CanonicalUrl } from "../core/url.ts";
import type { Problem } from "../core/user-error.ts";
import type { TableRow } from "./read-table.ts";
import { RowReader } from "./row-reader.ts";

/** A site with the row that declares it. */
export interface SiteRow {
  readonly site: Site;
  readonly reader: RowReader;
}

/** Sites of a registry, each row checked by itself. */
export function readSites(rows: readonly TableRow[], problems: Problem[]): SiteRow[] {
  const firstPlace = new Map<string, string>();
  return rows.flatMap((row) => {
    const reader = new RowReader(row, problems);
    const site = readSite(reader);
    if (site === null) return [];
    const earlier = firstPlace.get(site.id);
    if (earlier !== undefined)
      reader.problem(`id "${site.id}" stands at ${earlier} too.`, "Give one of them another id.");
    else firstPlace.set(site.id, reader.where);
    return [{ site, reader }];
  });
}

function readSite(reader: RowReader): Site | null {
  const id = reader.newSiteId("id");
  const name = reader.required("name");
  const prefixes = reader.urls("prefixes");
  if (reader.text("prefixes") === "") reader.problem("prefixes is empty.", "Give one address at least.");
  for (const prefix of prefixes) checkPrefix(reader, prefix);
  const home = reader.url("home");
  const kind = reader.choice("kind", SITE_KINDS);
  const horizontal = reader.choice("horizontal", ["yes", "no"]) === "yes";
  const source = reader.required("source");
  if (id === null || home === null) return null;
  if (prefixes.length > 0 && !isInside(home, prefixes)) {
    reader.problem(`home ${home} is under none of its prefixes.`, "Correct home or prefixes.");
  }
  const [owner, ministry] = [reader.optional("owner"), reader.optional("ministry")];
  return { id, name, prefixes, home, owner, ministry, kind, horizontal, source };
}

/** A prefix is a place, not a query, and not a suffix under which anybody may register. */
export function checkPrefix(reader: RowReader, prefix: CanonicalUrl): void {
  if (prefix.includes("?")) reader.problem(`prefix ${prefix} has a query.`, "Cut it before the question mark.");
  const hostname = hostOf(prefix).replace(/:\d+$/, "");
  if (getPublicSuffix(hostname, { allowPrivateDomains: true }) === hostname && hostname.includes(".")) {
    const what = `prefix ${prefix} is a public suffix: it would take in the sites of everybody under it.`;
    reader.problem(what, "Name the host of one site.");
  }
}

function isInside(home: CanonicalUrl, prefixes: readonly CanonicalUrl[]): boolean {
  const index = new SiteIndex();
  for (const prefix of prefixes) index.add(prefix, "home" as SiteId);
  return index.siteOf(home) !== null;
}
