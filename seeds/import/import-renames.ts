import type { Alias, Registry } from "../../core/registry.ts";
import { siteLookup } from "../../core/site-lookup.ts";
import { csvRows } from "./csv-rows.ts";
import type { Imported, LeftOut } from "./import-source.ts";
import { aliasOfHost, hostPrefix } from "./site-of-host.ts";

/** Answers by which a host says that it moved for good (RFC 9110 § 15.4.2 and § 15.4.9). */
const PERMANENT = new Set(["301", "308"]);
/** Renames in a row that are followed. */
const MAX_CHAIN = 5;

/** Hosts that became, or redirect to, another one. */
interface Rename {
  readonly from: string;
  readonly to: string;
  /** First day on which the new name was seen, and last day of the old one, `YYYY-MM-DD`; null when unknown. */
  readonly seenOn: string | null;
  readonly until: string | null;
  readonly source: string;
}

/** Adds dated renames kept by hand (columns old_host, new_host, until, source). */
export function importRenames(registry: Registry, text: string, told: { file: string }): Imported {
  const rows = csvRows(text, told.file, ["old_host", "new_host", "until", "source"]);
  const renames = rows.map((row) => ({
    from: row.old_host,
    to: row.new_host,
    seenOn: null,
    until: row.until === "" ? null : row.until,
    source: row.source,
  }));
  return withAliases(registry, renames);
}

/**
 * Adds permanent redirects between hosts that were observed (columns from_host, code, to_host), one of them under gouv.fr,
 * as aliases seen on that day. Temporary ones lead to logins and notices, not to a new name: they are left out.
 */
export function importRedirects(
  registry: Registry,
  text: string,
  told: { file: string; observedOn: string },
): Imported {
  const rows = csvRows(text, told.file, ["from_host", "code", "to_host"]);
  const source = `redirect observed on ${told.observedOn} (public-sector domain list)`;
  const ofState = rows.filter((row) => isState(row.from_host) || isState(row.to_host));
  const permanent = ofState.filter((row) => PERMANENT.has(row.code));
  const renames = permanent.map((row) => ({
    from: row.from_host,
    to: row.to_host,
    seenOn: told.observedOn,
    until: null,
    source,
  }));
  const { registry: merged, leftOut } = withAliases(registry, renames);
  const siteOf = siteLookup(merged);
  const temporary = ofState.flatMap((row) => {
    const [from, to] = [hostPrefix(row.from_host), hostPrefix(row.to_host)];
    const wouldMerge = from !== null && to !== null && siteOf(to) !== null && siteOf(from) !== siteOf(to);
    if (PERMANENT.has(row.code) || !wouldMerge) return [];
    return [{ what: row.from_host, reason: `redirects to ${row.to_host} by ${row.code}, which is no permanent move` }];
  });
  return { registry: merged, leftOut: distinct([...leftOut, ...temporary]) };
}

function isState(host: string): boolean {
  return host.endsWith(".gouv.fr");
}

function withAliases(registry: Registry, renames: readonly Rename[]): Imported {
  const siteOf = siteLookup(registry);
  const next = new Map(renames.map(({ from, to }) => [from, to]));
  const own = new Set<string>(registry.sites.flatMap((site) => site.prefixes));
  const taken = new Set<string>(registry.aliases.map((alias) => alias.prefix));
  const leftOut: LeftOut[] = [];
  const aliases: Alias[] = [];
  for (const { from, to, seenOn, until, source } of renames) {
    const [oldPrefix, newPrefix] = [hostPrefix(from), hostPrefix(lastName(to, next, siteOf))];
    const siteId = newPrefix === null ? null : siteOf(newPrefix);
    if (oldPrefix === null || siteId === null) {
      leftOut.push({ what: from, reason: `became ${to}, which is no registered site` });
      continue;
    }
    if (own.has(oldPrefix) || taken.has(oldPrefix) || siteOf(oldPrefix) === siteId) continue;
    taken.add(oldPrefix);
    aliases.push(...aliasOfHost(siteId, from, { from: seenOn, until, source }));
  }
  return { registry: { ...registry, aliases: [...registry.aliases, ...aliases] }, leftOut: distinct(leftOut) };
}

/** Where a chain of renames first meets a registered site, or its last name within the limit. */
function lastName(
  host: string,
  next: ReadonlyMap<string, string>,
  siteOf: ReturnType<typeof siteLookup>,
): string {
  let name = host;
  for (let step = 0; step < MAX_CHAIN; step += 1) {
    const prefix = hostPrefix(name);
    const following = next.get(name);
    if ((prefix !== null && siteOf(prefix) !== null) || following === undefined) return name;
    name = following;
  }
  return name;
}

function distinct(rows: readonly LeftOut[]): LeftOut[] {
  return [...new Map(rows.map((row) => [`${row.what} ${row.reason}`, row])).values()];
}
