import type { Alias, Registry } from "../../core/registry.ts";
import { siteLookup } from "../../core/site-lookup.ts";
import { csvRows } from "./csv-rows.ts";
import type { Imported, LeftOut } from "./import-source.ts";
import { aliasOfHost, hostPrefix } from "./site-of-host.ts";

/** Hosts that became, or redirect to, another one. */
interface Rename {
  readonly from: string;
  readonly to: string;
  /** Last day of the old name, `YYYY-MM-DD`, or null when unknown. */
  readonly until: string | null;
  readonly source: string;
}

/** Adds dated renames kept by hand (columns old_host, new_host, until, source). */
export function importRenames(registry: Registry, text: string, told: { file: string }): Imported {
  const rows = csvRows(text, told.file, ["old_host", "new_host", "until", "source"]);
  const renames = rows.map((row) => ({
    from: row.old_host,
    to: row.new_host,
    until: row.until === "" ? null : row.until,
    source: row.source,
  }));
  return withAliases(registry, renames);
}

/** Adds redirects between hosts that were observed (columns from_host, to_host), as aliases seen on that day. */
export function importRedirects(
  registry: Registry,
  text: string,
  told: { file: string; observedOn: string },
): Imported {
  const rows = csvRows(text, told.file, ["from_host", "to_host"]);
  const source = `redirect observed on ${told.observedOn} (public-sector domain list)`;
  const renames = rows
    .filter((row) => isState(row.from_host) || isState(row.to_host))
    .map((row) => ({ from: row.from_host, to: row.to_host, until: null, source }));
  const { registry: merged } = withAliases(registry, renames);
  return { registry: merged, leftOut: [] };
}

function isState(host: string): boolean {
  return host.endsWith(".gouv.fr");
}

function withAliases(registry: Registry, renames: readonly Rename[]): Imported {
  const siteOf = siteLookup(registry);
  const leftOut: LeftOut[] = [];
  const aliases: Alias[] = [...registry.aliases];
  const taken = new Set<string>(registry.aliases.map((alias) => alias.prefix));
  for (const { from, to, until, source } of renames) {
    const [oldPrefix, newPrefix] = [hostPrefix(from), hostPrefix(to)];
    const siteId = newPrefix === null ? null : siteOf(newPrefix);
    if (oldPrefix === null || siteId === null) {
      leftOut.push({ what: from, reason: `became ${to}, which is no registered site` });
      continue;
    }
    const isOwnSite = registry.sites.some((site) => site.prefixes.includes(oldPrefix));
    if (isOwnSite || taken.has(oldPrefix) || siteOf(oldPrefix) === siteId) continue;
    taken.add(oldPrefix);
    aliases.push(...aliasOfHost(siteId, from, { from: null, until, source }));
  }
  return { registry: { ...registry, aliases }, leftOut };
}
