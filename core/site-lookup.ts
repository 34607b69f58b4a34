import type { Registry } from "./registry.ts";
import { SiteIndex } from "./site-index.ts";

/** Which site of a registry an address belongs to, aliases included. */
export function siteLookup(registry: Registry): SiteIndex["siteOf"] {
  const index = new SiteIndex();
  for (const site of registry.sites) for (const prefix of site.prefixes) index.add(prefix, site.id);
  for (const alias of registry.aliases) index.add(alias.prefix, alias.siteId);
  return (url) => index.siteOf(url);
}
