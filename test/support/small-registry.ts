import type { Registry } from "../../core/registry.ts";
import { parseSiteId, type Site } from "../../core/site.ts";
import { canonicalizeUrl } from "../../core/url.ts";

/** A registry of sites named by their hosts, without themes or expectations. */
export function smallRegistry(...hosts: readonly string[]): Registry {
  const lists = { themes: [], lifeEvents: [], memberships: [], aliases: [], mandatedLinks: [], expectedLinks: [] };
  return { sites: hosts.toSorted().map(siteOfHost), ...lists };
}

function siteOfHost(host: string): Site {
  const home = canonicalizeUrl(`https://${host}/`)!;
  return {
    id: parseSiteId(host)!,
    name: host,
    prefixes: [home],
    home,
    owner: null,
    ministry: null,
    kind: "information",
    horizontal: false,
    source: "test",
  };
}
