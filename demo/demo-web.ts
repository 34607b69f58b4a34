import type { Registry } from "../core/registry.ts";
import { seededRandom } from "../core/seeded-random.ts";
import type { PlannedPage, PlannedSite } from "./plan.ts";
import { planLinks } from "./plan-links.ts";
import { HORIZONTAL_NAMES, planSites } from "./plan-sites.ts";
import { registryOf } from "./registry-of.ts";

/** Which web to invent. */
export interface DemoOptions {
  readonly seed: number;
  /** At least 12, so that each kind of site finds a place. */
  readonly siteCount: number;
}

/** What is invented unless told otherwise. */
export const DEMO_DEFAULTS: DemoOptions = { seed: 7, siteCount: 40 };

/** An invented public web. Pages are drawn when they are asked for. */
export interface DemoWeb {
  readonly options: DemoOptions;
  readonly sites: readonly PlannedSite[];
  readonly mandated: readonly PlannedSite[];
  readonly registry: Registry;
  /** The site behind a host or its alias, or null. */
  readonly siteOfHost: (host: string) => PlannedSite | null;
  readonly pageOf: (site: PlannedSite, path: string) => PlannedPage | null;
}

/** Invents a web: the same options always give the same one. */
export function demoWeb(options: DemoOptions): DemoWeb {
  const random = seededRandom(options.seed);
  const sites = planLinks(planSites(options.siteCount, random), random);
  const byHost = new Map(sites.map((site) => [site.host, site]));
  for (const site of sites) if (site.aliasHost !== null) byHost.set(site.aliasHost, site);
  const pages = new Map(sites.map((site) => [site.id, new Map(site.pages.map((page) => [page.path, page]))]));
  return {
    options,
    sites,
    mandated: sites.slice(0, HORIZONTAL_NAMES.length),
    registry: registryOf(sites),
    siteOfHost: (host) => byHost.get(host) ?? null,
    pageOf: (site, path) => pages.get(site.id)?.get(path) ?? null,
  };
}
