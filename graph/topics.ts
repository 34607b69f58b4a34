import type { Registry } from "../core/registry.ts";
import type { Theme, TopicId } from "../core/theme.ts";
import type { CanonicalUrl } from "../core/url.ts";
import type { Parameters } from "./parameters.ts";
import { OFF_MAP } from "./perimeter.ts";
import type { Perimeter } from "./perimeter.ts";

/** A theme or life event by site numbers, or the whole perimeter as if it were a theme. */
export interface Topic {
  /** Null: the whole perimeter, for sites without theme. */
  readonly id: TopicId | null;
  /** S_θ, and each member's μ. */
  readonly members: ReadonlyMap<number, number>;
  /** Π_θ: sites that host its entry pages. */
  readonly portals: ReadonlySet<number>;
  /** Numbers of its entry pages that stand in reference zones. */
  readonly entryPages: readonly number[];
  /** T_θ: sites that are full marks. */
  readonly target: number;
}

/** Where the addresses of entry pages end, and which of them were read. */
export interface EntryPlaces {
  readonly finalOf: ReadonlyMap<CanonicalUrl, CanonicalUrl>;
  readonly zonePage: ReadonlyMap<CanonicalUrl, number>;
}

export type TopicContext = EntryPlaces & { readonly perimeter: Perimeter; readonly parameters: Parameters };

/** Addresses of entry pages, those of home pages that serve as such included. */
export function entryAddresses(registry: Registry): ReadonlySet<CanonicalUrl> {
  return new Set([
    ...[...registry.themes, ...registry.lifeEvents].flatMap(({ entryPages }) => entryPages),
    ...portalHomes(registry),
  ]);
}

/** One topic of the registry. */
export function topicOf(theme: Theme, registry: Registry, context: TopicContext): Topic {
  const { perimeter, parameters } = context;
  const members = new Map<number, number>();
  for (const { siteId, topicId, basis } of registry.memberships) {
    const site = perimeter.numberOf.get(siteId);
    if (topicId !== theme.id || site === undefined) continue;
    const membership = basis === "declared" ? parameters.declaredMembership : parameters.inferredMembership;
    members.set(site, Math.max(membership, members.get(site) ?? 0));
  }
  const quarter = Math.ceil(parameters.targetShare * (members.size - 1));
  return {
    id: theme.id,
    members,
    ...entriesOf(theme.entryPages, context),
    target: Math.min(Math.max(quarter, 1), parameters.targetMost),
  };
}

/** The whole perimeter as a theme: its entry pages are the home pages of the portals (methodology § 3). */
export function wholePerimeter(registry: Registry, context: TopicContext): Topic {
  return {
    id: null,
    members: new Map(context.perimeter.sites.keys().map((site) => [site, context.parameters.declaredMembership])),
    ...entriesOf(portalHomes(registry), context),
    target: context.parameters.perimeterTarget,
  };
}

/** Peers of a site in a topic: members and portals but itself (methodology § 1). */
export function peersIn(topic: Topic, site: number): ReadonlySet<number> {
  const peers = new Set([...topic.members.keys(), ...topic.portals]);
  peers.delete(site);
  return peers;
}

function portalHomes(registry: Registry): readonly CanonicalUrl[] {
  return registry.sites.filter(({ kind }) => kind === "portal").map(({ home }) => home);
}

function entriesOf(
  addresses: readonly CanonicalUrl[],
  { finalOf, zonePage, perimeter }: TopicContext,
): Pick<Topic, "portals" | "entryPages"> {
  const portals = new Set<number>();
  const entryPages = new Set<number>();
  for (const address of addresses) {
    const final = finalOf.get(address) ?? address;
    const page = zonePage.get(final);
    if (page !== undefined) entryPages.add(page);
    // A portal that moved off the map is still the one that the registry names.
    const host = [perimeter.siteOf(final), perimeter.siteOf(address)].find((site) => site !== OFF_MAP);
    if (host !== undefined) portals.add(host);
  }
  return { portals, entryPages: [...entryPages].toSorted((left, right) => left - right) };
}
