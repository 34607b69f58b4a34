import { compareText } from "../core/compare-text.ts";
import type { Registry } from "../core/registry.ts";

/** The same registry with every list sorted by its ids. */
export function sortedRegistry(registry: Registry): Registry {
  return {
    sites: sortedBy(registry.sites, ({ id }) => id),
    themes: sortedBy(registry.themes, ({ id }) => id),
    lifeEvents: sortedBy(registry.lifeEvents, ({ id }) => id),
    memberships: sortedBy(registry.memberships, ({ topicId, siteId }) => `${topicId} ${siteId}`),
    aliases: sortedBy(registry.aliases, ({ siteId, prefix }) => `${siteId} ${prefix}`),
    mandatedLinks: sortedBy(registry.mandatedLinks, ({ targetId, label }) => `${targetId} ${label}`),
    expectedLinks: sortedBy(
      registry.expectedLinks,
      ({ topicId, targetId, sourceId, citedBy }) => `${topicId} ${targetId} ${sourceId ?? ""} ${citedBy}`,
    ),
  };
}

function sortedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return items.toSorted((left, right) => compareText(keyOf(left), keyOf(right)));
}
