import type { SiteId } from "../core/site.ts";
import { SiteIndex } from "../core/site-index.ts";
import type { CanonicalUrl } from "../core/url.ts";
import { hostAndPortOf, isPrivateHost } from "./private-host.ts";
import type { EntryPage } from "./read-topics.ts";
import type { RowReader } from "./row-reader.ts";

/** A prefix that a row of sites.csv or aliases.csv claims for a site. */
export interface Claim {
  readonly prefix: CanonicalUrl;
  readonly siteId: SiteId;
  readonly reader: RowReader;
}

/** No two sites claim one place, and every entry page is in a site; the latter only when no claim was lost. */
export function checkPlaces(claims: readonly Claim[], areClaimsWhole: boolean, entryPages: readonly EntryPage[]): void {
  const index = new SiteIndex();
  const claimedAt = new Map<string, string>();
  for (const { prefix, siteId, reader } of claims) {
    const conflict = index.add(prefix, siteId);
    const place = placeOf(prefix);
    if (conflict === null) {
      if (!claimedAt.has(place)) claimedAt.set(place, reader.where);
      continue;
    }
    const [holder] = conflict.siteIds;
    const where = claimedAt.get(place) ?? holder;
    reader.problem(`prefix ${prefix} belongs to ${holder} already (${where}).`, "Leave it to one of them.");
  }
  if (!areClaimsWhole) return;
  for (const { url, reader } of entryPages) {
    if (index.siteOf(url) !== null) continue;
    reader.problem(`entry page ${url} is in no registered site.`, "Add its site to sites.csv.");
  }
}

/** An address that a crawl would ask, and the row that says so. */
export interface AskedPlace {
  readonly column: "prefix" | "home";
  readonly url: CanonicalUrl;
  readonly reader: RowReader;
}

/** No place is a private address, but for those (`host:port`) that are declared to be. Each is told once a row. */
export function checkPrivateHosts(places: readonly AskedPlace[], declared: ReadonlySet<string>): void {
  const told = new Set<string>();
  for (const { column, url, reader } of places) {
    const { hostname } = new URL(url);
    const place = hostAndPortOf(url);
    const key = `${reader.where} ${place}`;
    if (!isPrivateHost(hostname) || declared.has(place) || told.has(key)) continue;
    told.add(key);
    const remedy = `Name a public host, or serve ${place} from an origin in crawl.allowPrivateNetwork.`;
    reader.problem(`${column} ${url} is a private address: ${hostname} is nothing on the public web.`, remedy);
  }
}

/** What two prefixes share when they mean one place: all but the scheme, the query and slashes that say nothing. */
function placeOf(prefix: CanonicalUrl): string {
  const [address = ""] = prefix.slice(prefix.indexOf("//") + 2).split("?", 1);
  return address
    .split("/")
    .filter((segment) => segment !== "")
    .join("/");
}
