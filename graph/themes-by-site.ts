import type { Registry } from "../core/registry.ts";
import type { SiteId } from "../core/site.ts";
import type { TopicId } from "../core/theme.ts";

/** Themes of each site in the registry's order, life events left out. Sites without theme are absent. */
export function themesBySite(registry: Registry): ReadonlyMap<SiteId, readonly TopicId[]> {
  const membersOf = Map.groupBy(registry.memberships, ({ topicId }) => topicId);
  const themes = new Map<SiteId, TopicId[]>();
  for (const { id } of registry.themes) {
    for (const siteId of new Set(membersOf.get(id)?.map((membership) => membership.siteId))) {
      const own = themes.get(siteId);
      if (own === undefined) themes.set(siteId, [id]);
      else own.push(id);
    }
  }
  return themes;
}
