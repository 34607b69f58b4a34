import type { Registry } from "../core/registry.ts";

/** How much a registry holds, list by list. */
export interface RegistryCounts {
  readonly sites: number;
  readonly themes: number;
  readonly lifeEvents: number;
  readonly memberships: number;
  readonly aliases: number;
  readonly mandatedLinks: number;
  readonly expectedLinks: number;
}

/** The length of every list of a registry. */
export function registryCounts(registry: Registry): RegistryCounts {
  return {
    sites: registry.sites.length,
    themes: registry.themes.length,
    lifeEvents: registry.lifeEvents.length,
    memberships: registry.memberships.length,
    aliases: registry.aliases.length,
    mandatedLinks: registry.mandatedLinks.length,
    expectedLinks: registry.expectedLinks.length,
  };
}
