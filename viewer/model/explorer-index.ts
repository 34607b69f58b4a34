import { compareText } from "../../core/compare-text.ts";
import type { ExplorerModel } from "../../core/explorer-model.ts";
import type { MapDocument } from "../../core/map-document.ts";
import type { ExpectationResult, SiteLink } from "../../core/score.ts";
import type { Site } from "../../core/site.ts";
import type { Theme } from "../../core/theme.ts";
import { hostOf } from "../../core/url.ts";
import { plainText } from "../frame/plain-text.ts";
import { compareNamed } from "../frame/sort-key.ts";
import type { SiteFacts, TopicMembership } from "./site-facts.ts";

/** The model with what pages look up in it. */
export interface ExplorerIndex {
  readonly model: ExplorerModel;
  readonly map: MapDocument;
  /** By name. */
  readonly sites: readonly SiteFacts[];
  readonly siteById: ReadonlyMap<string, SiteFacts>;
  /** Sites of each theme and life event, by name. */
  readonly membersOf: ReadonlyMap<string, readonly SiteFacts[]>;
  readonly topicById: ReadonlyMap<string, Theme>;
  readonly expectationsOf: ReadonlyMap<string, readonly ExpectationResult[]>;
  /** The site link that a quoted occurrence belongs to, by `occurrenceKey`. */
  readonly linkOfOccurrence: ReadonlyMap<string, SiteLink>;
}

const NAME_LENGTH = 120;

/** Gathers all facts by site and by topic. Throws when the scores lack a site of the registry: they speak of another one. */
export function explorerIndex(model: ExplorerModel, map: MapDocument): ExplorerIndex {
  const { registry, result } = model;
  const topics = topicsOfSites(model);
  const inflows = grouped(result.siteLinks, (link) => link.targetId);
  const outflows = grouped(result.siteLinks, (link) => link.sourceId);
  const flags = grouped(result.flags, (flag) => flag.siteId);
  const coverage = new Map(result.coverage.map((entry) => [entry.siteId, entry]));
  const measures = new Map(result.measures.map((entry) => [entry.siteId, entry]));
  const scores = new Map(result.scores.map((entry) => [entry.siteId, entry]));
  const sites = registry.sites.map((site): SiteFacts => {
    const own = { coverage: coverage.get(site.id), measures: measures.get(site.id), score: scores.get(site.id) };
    if (own.coverage === undefined || own.measures === undefined || own.score === undefined) {
      throw new Error(`scores of crawl ${result.crawl.id} lack the site ${site.id}`);
    }
    return {
      ...identityOf(site),
      coverage: own.coverage,
      measures: own.measures,
      score: own.score,
      flags: flags.get(site.id) ?? [],
      topics: topics.get(site.id) ?? [],
      inflows: (inflows.get(site.id) ?? []).toSorted((left, right) => compareFlows(left, right, "sourceId")),
      outflows: (outflows.get(site.id) ?? []).toSorted((left, right) => compareFlows(left, right, "targetId")),
      isMeasured: own.score.grade !== "NE" && own.measures.pagesRead > 0,
      isCapped: own.coverage.state === "capped" || own.coverage.state === "pending",
    };
  });
  const byName = sites.toSorted(compareNamed);
  const membersOf = grouped(
    byName.flatMap((facts) => facts.topics.map(({ topic }) => ({ topicId: topic.id, facts }))),
    (entry) => entry.topicId,
  );
  return {
    model,
    map,
    sites: byName,
    siteById: new Map(sites.map((facts) => [facts.id, facts])),
    membersOf: new Map([...membersOf].map(([id, entries]) => [id, entries.map(({ facts }) => facts)])),
    topicById: new Map([...registry.themes, ...registry.lifeEvents].map((topic) => [topic.id, topic])),
    expectationsOf: grouped(result.expectations, (expectation) => expectation.topicId),
    linkOfOccurrence: occurrencesOf(result.siteLinks),
  };
}

/** A site's id, with its name and host fit to stand in a page. */
function identityOf(site: Site): Pick<SiteFacts, "site" | "id" | "name" | "host"> {
  return { site, id: site.id, name: plainText(site.name, NAME_LENGTH) || site.id, host: hostOf(site.home) };
}

/** Key of one occurrence of a link. */
export function occurrenceKey(ref: SiteLink["evidence"][number]["ref"]): string {
  return `${ref.pageId}/${ref.blockSeq}/${ref.position}`;
}

/** Pages that carry a link of any class: the length of its bar. A page with links of two classes counts in both. */
export function pagesOf(link: SiteLink): number {
  return link.editorialPages + link.templatePages + link.mandatedPages;
}

function occurrencesOf(links: readonly SiteLink[]): Map<string, SiteLink> {
  const found = new Map<string, SiteLink>();
  for (const link of links) for (const { ref } of link.evidence) found.set(occurrenceKey(ref), link);
  return found;
}

function compareFlows(left: SiteLink, right: SiteLink, partner: "sourceId" | "targetId"): number {
  return (
    right.editorialPages - left.editorialPages ||
    right.templatePages - left.templatePages ||
    right.mandatedPages - left.mandatedPages ||
    compareText(left[partner], right[partner])
  );
}

function topicsOfSites({ registry }: ExplorerModel): Map<string, TopicMembership[]> {
  const events = new Set(registry.lifeEvents.map((event) => event.id));
  const topicById = new Map([...registry.themes, ...registry.lifeEvents].map((topic) => [topic.id, topic]));
  const entries = registry.memberships.flatMap(({ siteId, topicId, basis }) => {
    const topic = topicById.get(topicId);
    return topic === undefined ? [] : [{ siteId, topic, isEvent: events.has(topicId), basis }];
  });
  return grouped(entries, (entry) => entry.siteId);
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
