import { compareText } from "../core/compare-text.ts";
import type { Registry } from "../core/registry.ts";
import type { Site } from "../core/site.ts";
import { parseTopicId, type Membership, type Theme, type TopicId } from "../core/theme.ts";
import { canonicalizeUrl, type CanonicalUrl } from "../core/url.ts";
import { eventPath, themePath } from "./plan-pages.ts";
import { HORIZONTAL_NAMES, situationsOf } from "./plan-sites.ts";
import { homeOf, type PlannedSite } from "./plan.ts";

const SOURCE = "demo web";
/** Day of the pages that the expectations rest on. */
const CITED_ON = "2026-01-15";

/** The registry of an invented web, in the order that the reader gives. */
export function registryOf(sites: readonly PlannedSite[]): Registry {
  const members = sites.filter((site) => !site.horizontal);
  const portal = sites[1] as PlannedSite;
  const subjects = [...new Map(members.map((site) => [site.subject.id, site.subject])).values()];
  const situations = situationsOf(subjects);
  const themes = subjects.map(({ id, labelFr, labelEn }) =>
    topic({ id, labelFr, labelEn }, pageOf(portal, themePath(id))),
  );
  const lifeEvents = situations.map(({ id, labelFr, labelEn }) =>
    topic({ id, labelFr, labelEn }, pageOf(portal, eventPath(id))),
  );
  const declared = members.flatMap((site) => site.topics.map((topicId) => membership(site, topicId)));
  const steps = situations.flatMap((situation) =>
    situation.subjects.flatMap((id) =>
      members
        .filter((site) => site.topics[0] === id)
        .slice(0, 3)
        .map((site) => membership(site, topicIdOf(situation.id))),
    ),
  );
  const memberships = sortedBy([...declared, ...steps], (row) => `${row.topicId} ${row.siteId}`);
  return {
    sites: sortedBy(sites.map(siteRow), ({ id }) => id),
    themes: sortedBy(themes, ({ id }) => id),
    lifeEvents: sortedBy(lifeEvents, ({ id }) => id),
    memberships,
    aliases: sortedBy(sites.flatMap(aliasRow), (row) => `${row.siteId} ${row.prefix}`),
    mandatedLinks: sortedBy(
      sites.slice(0, HORIZONTAL_NAMES.length).map((site) => ({
        targetId: site.id,
        label: new URL(homeOf(site)).hostname.replace(/^www\./, ""),
        source: SOURCE,
      })),
      ({ targetId }) => targetId,
    ),
    expectedLinks: memberships.map(({ siteId, topicId }) => ({
      sourceId: null,
      targetId: siteId,
      topicId,
      citedBy: entryPage([...themes, ...lifeEvents], topicId),
      citedOn: CITED_ON,
      source: SOURCE,
    })),
  };
}

function siteRow(site: PlannedSite): Site {
  const { id, name, owner, ministry, kind, horizontal } = site;
  const home = urlOf(homeOf(site));
  return { id, name, prefixes: [home], home, owner, ministry, kind, horizontal, source: SOURCE };
}

function aliasRow(site: PlannedSite): Registry["aliases"][number][] {
  if (site.aliasHost === null) return [];
  return [
    { siteId: site.id, prefix: urlOf(`https://${site.aliasHost}/`), from: null, until: "2025-12-31", source: SOURCE },
  ];
}

function membership(site: PlannedSite, topicId: TopicId): Membership {
  return { siteId: site.id, topicId, basis: "declared", source: SOURCE };
}

function topic(labels: { id: string; labelFr: string; labelEn: string }, entry: CanonicalUrl): Theme {
  return { ...labels, id: topicIdOf(labels.id), entryPages: [entry], source: SOURCE };
}

function entryPage(topics: readonly Theme[], topicId: TopicId): CanonicalUrl {
  const entry = topics.find(({ id }) => id === topicId)?.entryPages[0];
  if (entry === undefined) throw new RangeError(`no entry page of ${topicId}`);
  return entry;
}

function pageOf(site: PlannedSite, path: string): CanonicalUrl {
  return urlOf(`https://${site.host}${path}`);
}

function topicIdOf(text: string): TopicId {
  const id = parseTopicId(text);
  if (id === null) throw new RangeError(`"${text}" makes no id`);
  return id;
}

function urlOf(text: string): CanonicalUrl {
  const url = canonicalizeUrl(text);
  if (url === null) throw new RangeError(`"${text}" is no address`);
  return url;
}

function sortedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return items.toSorted((left, right) => compareText(keyOf(left), keyOf(right)));
}
