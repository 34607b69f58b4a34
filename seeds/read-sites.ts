import { parse } from "tldts";
import { SITE_KINDS, type Site, type SiteId } from "../core/site.ts";
import { SiteIndex } from "../core/site-index.ts";
import { hostOf, type CanonicalUrl } from "../core/url.ts";
import type { Problem } from "../core/user-error.ts";
import type { AskedPlace, Claim } from "./check-places.ts";
import type { Table } from "./read-table.ts";
import { RowReader } from "./row-reader.ts";

/** Sites that could be read, and every prefix that a row claims, be the rest of it right or wrong. */
export interface ReadSites {
  readonly sites: readonly Site[];
  readonly claims: readonly Claim[];
  /** Homes of the sites that could be read. */
  readonly homes: readonly AskedPlace[];
  /** Whether no row's prefixes were lost. */
  readonly areClaimsWhole: boolean;
}

/** Sites of a registry, each row checked by itself, and each id once. */
export function readSites(table: Table, problems: Problem[]): ReadSites {
  const places = new Map<string, string>();
  const sites: Site[] = [];
  const claims: Claim[] = [];
  const homes: AskedPlace[] = [];
  let areClaimsWhole = table.isWhole;
  for (const row of table.rows) {
    const reader = new RowReader(row, problems);
    const id = reader.newSiteId("id");
    if (id !== null) checkOnce(reader, id, places);
    const prefixes = reader.urls("prefixes");
    const site = readSite(reader, { id, prefixes });
    if (site !== null) {
      sites.push(site);
      homes.push({ column: "home", url: site.home, reader });
    }
    const siteId = reader.text("id") as SiteId;
    for (const prefix of prefixes ?? []) claims.push({ prefix, siteId, reader });
    areClaimsWhole &&= prefixes !== null;
  }
  return { sites, claims, homes, areClaimsWhole };
}

/** Says so when the id was read before, from another row. `places` holds those read so far. */
export function checkOnce(reader: RowReader, id: string, places: Map<string, string>): void {
  const earlier = places.get(id);
  if (earlier === undefined) places.set(id, reader.where);
  else reader.problem(`id "${id}" stands at ${earlier} too.`, "Give one of them another id.");
}

/** A prefix is a place, not a query, and not a suffix under which anybody may register. */
export function checkPrefix(reader: RowReader, prefix: CanonicalUrl): void {
  if (prefix.includes("?")) reader.problem(`prefix ${prefix} has a query.`, "Cut it before the question mark.");
  const { domain, isIcann, isPrivate } = parse(hostOf(prefix), { allowPrivateDomains: true });
  if (domain === null && (isIcann === true || isPrivate === true)) {
    const what = `prefix ${prefix} is a public suffix: it would take in the sites of everybody under it.`;
    reader.problem(what, "Name the host of one site.");
  }
}

function readSite(
  reader: RowReader,
  read: { readonly id: SiteId | null; readonly prefixes: readonly CanonicalUrl[] | null },
): Site | null {
  const { id, prefixes } = read;
  const name = reader.required("name");
  for (const prefix of prefixes ?? []) checkPrefix(reader, prefix);
  const home = reader.url("home");
  const kind = reader.choice("kind", SITE_KINDS);
  const horizontal = reader.choice("horizontal", ["yes", "no"]) === "yes";
  const source = reader.required("source");
  if (home !== null && prefixes !== null && !isInside(home, prefixes)) {
    reader.problem(`home ${home} is under none of its prefixes.`, "Correct home or prefixes.");
  }
  if (id === null || home === null || prefixes === null) return null;
  const [owner, ministry] = [reader.optional("owner"), reader.optional("ministry")];
  return { id, name, prefixes, home, owner, ministry, kind, horizontal, source };
}

function isInside(home: CanonicalUrl, prefixes: readonly CanonicalUrl[]): boolean {
  const index = new SiteIndex();
  for (const prefix of prefixes) index.add(prefix, "home" as SiteId);
  return index.siteOf(home) !== null;
}
