import type { Registry } from "../core/registry.ts";
import type { SiteIndex } from "../core/site-index.ts";
import type { SiteId } from "../core/site.ts";
import type { CanonicalUrl } from "../core/url.ts";
import { ownerKeyOf } from "./owner-key.ts";
import type { Discovered } from "./ports.ts";

/** Where each site's walk begins: its home, and the entry pages of themes and life events that it hosts. */
export function seedsOf(registry: Registry, siteOf: SiteIndex["siteOf"]): Discovered[] {
  const homes = registry.sites.map((site) => seed(site.home, site.id));
  const entries = [...registry.themes, ...registry.lifeEvents].flatMap((topic) =>
    topic.entryPages.flatMap((url) => {
      const siteId = siteOf(url);
      return siteId === null ? [] : [seed(url, siteId)];
    }),
  );
  return [...homes, ...entries];
}

function seed(url: CanonicalUrl, siteId: SiteId): Discovered {
  const ownerKey = ownerKeyOf(url);
  return { url, requestUrl: url, siteId, ownerKey, depthClicks: 0, redirectHops: 0, foundOn: null, skip: null };
}
