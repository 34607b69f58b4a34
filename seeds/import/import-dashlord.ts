import type { Alias, Registry } from "../../core/registry.ts";
import type { Site } from "../../core/site.ts";
import { siteLookup } from "../../core/site-lookup.ts";
import { canonicalizeUrl, hostOf, type CanonicalUrl } from "../../core/url.ts";
import { csvRows } from "./csv-rows.ts";
import type { Imported, LeftOut } from "./import-source.ts";
import { aliasOfHost, bareHost, hostPrefix, siteOfHost } from "./site-of-host.ts";

/** Answers of a site that is there: read, or refused to the robot that looked. */
const LIVE = new Set(["200", "401", "403"]);

/** A site as the list of State sites has it. */
interface Listed {
  readonly host: string;
  readonly finalUrl: CanonicalUrl;
  readonly finalHost: string;
}

/**
 * Adds the State sites of a DashLord list (columns url, host, status, final_url): one site per host that answers for
 * itself; a host that redirects to another one becomes its alias.
 */
export function importDashlord(registry: Registry, text: string, told: { file: string; observedOn: string }): Imported {
  const leftOut: LeftOut[] = [];
  const source = `DashLord ${told.observedOn}`;
  const listed = csvRows(text, told.file, ["url", "host", "status", "final_url"]).flatMap((row) => {
    const finalUrl = canonicalizeUrl(row.final_url === "" ? row.url : row.final_url);
    if (LIVE.has(row.status) && finalUrl !== null) {
      return [{ host: bareHost(row.host), finalUrl, finalHost: bareHost(hostOf(finalUrl)) }];
    }
    leftOut.push({ what: row.host, reason: `no answer when it was observed (status "${row.status}")` });
    return [];
  });
  const sites = newSites(listed, registry, { source, leftOut });
  const merged = { ...registry, sites: [...registry.sites, ...sites] };
  const aliases = newAliases(listed, merged, {
    source: `${source}: observed redirect`,
    leftOut,
    from: told.observedOn,
  });
  return { registry: { ...merged, aliases: [...registry.aliases, ...aliases] }, leftOut };
}

/** Hosts that answer for themselves, and State hosts that others redirect to. */
function newSites(listed: readonly Listed[], registry: Registry, told: { source: string; leftOut: LeftOut[] }): Site[] {
  const { source, leftOut } = told;
  const known = new Set<string>(registry.sites.map((site) => site.id));
  const sites: Site[] = [];
  for (const { host, finalUrl, finalHost } of listed) {
    const isOwn = host === finalHost;
    if (known.has(finalHost) || (!isOwn && !finalHost.endsWith(".gouv.fr"))) continue;
    const home = isOwn ? withoutQuery(finalUrl) : (canonicalizeUrl(`https://${hostOf(finalUrl)}/`) ?? finalUrl);
    const site = siteOfHost(finalHost, home, isOwn ? source : `${source}: ${host} redirects to it`);
    if (site === null) {
      leftOut.push({ what: finalHost, reason: "no host of one site: others register under it" });
      continue;
    }
    known.add(finalHost);
    sites.push(site);
  }
  return sites;
}

function newAliases(
  listed: readonly Listed[],
  registry: Registry,
  told: { source: string; from: string; leftOut: LeftOut[] },
): Alias[] {
  const siteOf = siteLookup(registry);
  const known = new Set<string>(registry.sites.map((site) => site.id));
  const seen = new Set<string>(registry.aliases.map((alias) => alias.prefix));
  return listed.flatMap(({ host, finalUrl, finalHost }) => {
    const prefix = hostPrefix(host);
    if (host === finalHost || known.has(host) || prefix === null || seen.has(prefix)) return [];
    const siteId = siteOf(finalUrl);
    if (siteId === null) {
      told.leftOut.push({ what: host, reason: `redirects to ${finalHost}, which is no registered site` });
      return [];
    }
    if (siteOf(prefix) === siteId) return [];
    seen.add(prefix);
    return aliasOfHost(siteId, host, { from: told.from, until: null, source: told.source });
  });
}

function withoutQuery(url: CanonicalUrl): CanonicalUrl {
  return canonicalizeUrl(url.split("?", 1)[0] ?? url) ?? url;
}
