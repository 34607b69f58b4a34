import type { Registry } from "../core/registry.ts";
import type { SiteIndex } from "../core/site-index.ts";
import type { SiteId } from "../core/site.ts";
import type { CanonicalUrl } from "../core/url.ts";
import { hostnameOf, ownerKeyOf } from "./owner-key.ts";
import type { Discovered } from "./ports.ts";

/** Where each site's walk begins: its home, and the entry pages of themes and life events that it hosts. */
export function seedsOf(
  registry: Registry,
  siteOf: SiteIndex["siteOf"],
  exclusions: ReadonlySet<string>,
): Discovered[] {
  const homes = registry.sites.map((site) => seed(site.home, site.id, exclusions));
  const entries = [...registry.themes, ...registry.lifeEvents].flatMap((topic) =>
    topic.entryPages.flatMap((url) => {
      const siteId = siteOf(url);
      return siteId === null ? [] : [seed(url, siteId, exclusions)];
    }),
  );
  return [...homes, ...entries];
}

function seed(url: CanonicalUrl, siteId: SiteId, exclusions: ReadonlySet<string>): Discovered {
  const ownerKey = ownerKeyOf(url);
  const skip = exclusions.has(hostnameOf(ownerKey)) ? "opt-out" : null;
  const place = { depthClicks: 0, chain: [], foundOn: null, purpose: "page" } as const;
  return { url, requestUrl: url, siteId, ownerKey, ...place, skip };
}
