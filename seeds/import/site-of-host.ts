import { isPublicSuffix } from "../../core/registrable-domain.ts";
import type { Alias } from "../../core/registry.ts";
import { parseSiteId, type Site, type SiteId } from "../../core/site.ts";
import { canonicalizeUrl, type CanonicalUrl } from "../../core/url.ts";
import { ministryOfHost } from "./ministry-of-host.ts";

/** A host without `www.`, in lower case: what a site is named after here, so that it covers its sub-domains. */
export function bareHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^www\./, "")
    .replace(/\.$/, "");
}

/**
 * The prefix of a host and all below it. Null when it is no host name, or a public suffix (`cci.fr`), under which others
 * have their own sites.
 */
export function hostPrefix(host: string): CanonicalUrl | null {
  const bare = bareHost(host);
  return isPublicSuffix(bare) ? null : canonicalizeUrl(`https://${bare}/`);
}

/** A site that a source knows by its host alone: its name is its host, its kind the general one. Null for no host name. */
export function siteOfHost(host: string, home: CanonicalUrl, source: string): Site | null {
  const id = parseSiteId(bareHost(host));
  const prefix = hostPrefix(host);
  if (id === null || prefix === null) return null;
  const ministry = ministryOfHost(id);
  return {
    id,
    name: id,
    prefixes: [prefix],
    home,
    owner: null,
    ministry: ministry?.name ?? null,
    kind: "information",
    horizontal: false,
    source: ministry === null ? source : `${source}; ministry: host under ${ministry.host}`,
  };
}

/** Another host of a site. */
export function aliasOfHost(siteId: SiteId, host: string, told: Pick<Alias, "from" | "until" | "source">): Alias[] {
  const prefix = hostPrefix(host);
  return prefix === null ? [] : [{ siteId, prefix, ...told }];
}
