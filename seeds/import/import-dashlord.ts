import type { Alias, Registry } from "../../core/registry.ts";
import type { Site } from "../../core/site.ts";
import { siteLookup } from "../../core/site-lookup.ts";
import { canonicalizeUrl, hostOf, type CanonicalUrl } from "../../core/url.ts";
import { csvRows } from "./csv-rows.ts";
import type { Imported, LeftOut } from "./import-source.ts";
import { isLoginPage } from "./login-page.ts";
import { aliasOfHost, bareHost, hostPrefix, siteOfHost } from "./site-of-host.ts";

/** Answers of a site that is there: read, or refused to the robot that looked. */
const LIVE = new Set(["200", "401", "403"]);

/** A site as the list of State sites has it. */
interface Listed {
  readonly host: string;
  /** Where a visit of its home page ended. */
  readonly finalUrl: CanonicalUrl;
  /** Host of the site that answers: its own, or another one, of which it is then an alias. */
  readonly siteHost: string;
  readonly isExtranet: boolean;
}

/**
 * Adds the State sites of a DashLord list (columns url, host, status, final_url): one site per host that answers for
 * itself, or by its sub-domain; a host that redirects to another one becomes its alias. One that sends its visitors to a
 * login page, wherever that is, is a site of its own and an extranet.
 */
export function importDashlord(registry: Registry, text: string, told: { file: string; observedOn: string }): Imported {
  const leftOut: LeftOut[] = [];
  const source = `DashLord ${told.observedOn}`;
  const rows = csvRows(text, told.file, ["url", "host", "status", "final_url"]);
  const hosts = new Set(rows.map((row) => bareHost(row.host)));
  const listed = rows.flatMap((row) => {
    const listedUrl = canonicalizeUrl(row.url);
    const finalUrl = row.final_url === "" ? listedUrl : canonicalizeUrl(row.final_url);
    if (LIVE.has(row.status) && listedUrl !== null && finalUrl !== null) return [listedSite(listedUrl, finalUrl, hosts)];
    leftOut.push({ what: row.host, reason: `no answer when it was observed (status "${row.status}")` });
    return [];
  });
  const sites = newSites(listed, registry, { source, leftOut });
  const merged = { ...registry, sites: [...registry.sites, ...sites] };
  const aliases = newAliases(listed, merged, { source: `${source}: observed redirect`, leftOut, from: told.observedOn });
  return { registry: { ...merged, aliases: [...registry.aliases, ...aliases] }, leftOut };
}

function listedSite(listedUrl: CanonicalUrl, finalUrl: CanonicalUrl, hosts: ReadonlySet<string>): Listed {
  const [host, finalHost] = [bareHost(hostOf(listedUrl)), bareHost(hostOf(finalUrl))];
  const isOwnSubdomain = finalHost.endsWith(`.${host}`) && !hosts.has(finalHost);
  const isExtranet = isLoginPage(finalUrl);
  if (!isExtranet) return { host, finalUrl, siteHost: isOwnSubdomain ? host : finalHost, isExtranet };
  const root = rootOf(host === finalHost ? finalUrl : listedUrl);
  return { host, finalUrl: root, siteHost: host, isExtranet };
}

/** Hosts that answer for themselves, and State hosts that others redirect to. */
function newSites(listed: readonly Listed[], registry: Registry, told: { source: string; leftOut: LeftOut[] }): Site[] {
  const known = new Set<string>(registry.sites.map((site) => site.id));
  const sites: Site[] = [];
  for (const { host, finalUrl, siteHost, isExtranet } of listed) {
    const isOwn = host === siteHost;
    if (known.has(siteHost) || (!isOwn && !siteHost.endsWith(".gouv.fr"))) continue;
    const home = isOwn ? withoutQuery(finalUrl) : rootOf(finalUrl);
    const site = siteOfHost(siteHost, home, isOwn ? told.source : `${told.source}: ${host} redirects to it`);
    if (site === null) {
      told.leftOut.push({ what: siteHost, reason: "no host of one site: others register under it" });
      continue;
    }
    known.add(siteHost);
    sites.push(isExtranet ? { ...site, kind: "extranet", source: `${site.source}; answers with a login page` } : site);
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
  return listed.flatMap(({ host, finalUrl, siteHost }) => {
    const prefix = hostPrefix(host);
    if (host === siteHost || known.has(host) || prefix === null || seen.has(prefix)) return [];
    const siteId = siteOf(finalUrl);
    if (siteId === null) {
      told.leftOut.push({ what: host, reason: `redirects to ${siteHost}, which is no registered site` });
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

function rootOf(url: CanonicalUrl): CanonicalUrl {
  return canonicalizeUrl("/", url) ?? url;
}
