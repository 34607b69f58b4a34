import { compareText } from "../core/compare-text.ts";
import type { Registry } from "../core/registry.ts";
import { SiteIndex } from "../core/site-index.ts";
import { UserError, type Problem } from "../core/user-error.ts";
import { readAliases, readExpectedLinks, readMandatedLinks, readMemberships, type AliasRow } from "./read-relations.ts";
import { readSites, type SiteRow } from "./read-sites.ts";
import { readTable, type TableRow } from "./read-table.ts";
import { readTopics, type TopicRow } from "./read-topics.ts";
import type { RegistryFile } from "./registry-files.ts";
import { sortedRegistry } from "./sorted-registry.ts";

/**
 * Reads a registry's folder. Throws UserError ("input") with every mistake in every file, each as `file:line: what,
 * known values, remedy`. `shownAs` names the folder in these messages.
 */
export function readRegistry(folder: string, shownAs: string = folder): Registry {
  const problems: Problem[] = [];
  const rows = (file: RegistryFile): TableRow[] => readTable({ folder, shownAs }, file, problems);
  const sites = readSites(rows("sites.csv"), problems);
  const taken = new Map<string, string>();
  const themes = readTopics(rows("themes.csv"), taken, problems);
  const lifeEvents = readTopics(rows("life-events.csv"), taken, problems);
  const ids = {
    sites: new Set(sites.map(({ site }) => site.id)),
    topics: new Set([...themes, ...lifeEvents].map(({ topic }) => topic.id)),
  };
  const aliases = readAliases(rows("aliases.csv"), ids, problems);
  const memberships = readMemberships(rows("memberships.csv"), ids, problems);
  const mandatedLinks = readMandatedLinks(rows("mandated-links.csv"), ids, problems);
  const expectedLinks = readExpectedLinks(rows("expected-links.csv"), ids, problems);
  checkPlaces(sites, aliases, [...themes, ...lifeEvents]);
  if (problems.length > 0) throw new UserError("input", problems.toSorted(byPlace));
  return sortedRegistry({
    sites: sites.map(({ site }) => site),
    themes: themes.map(({ topic }) => topic),
    lifeEvents: lifeEvents.map(({ topic }) => topic),
    memberships,
    aliases: aliases.map(({ alias }) => alias),
    mandatedLinks,
    expectedLinks,
  });
}

/** No two sites share a prefix, and every entry page is in a site. */
function checkPlaces(sites: readonly SiteRow[], aliases: readonly AliasRow[], topics: readonly TopicRow[]): void {
  const index = new SiteIndex();
  const places = new Map<string, string>();
  const claims = [
    ...sites.flatMap(({ site, reader }) => site.prefixes.map((prefix) => ({ prefix, siteId: site.id, reader }))),
    ...aliases.map(({ alias, reader }) => ({ prefix: alias.prefix, siteId: alias.siteId, reader })),
  ];
  for (const { prefix, siteId, reader } of claims) {
    const conflict = index.add(prefix, siteId);
    const place = `${siteId} ${prefix}`;
    if (conflict !== null) {
      const [holder] = conflict.siteIds;
      const where = [...places].find(([key]) => key.startsWith(`${holder} `))?.[1] ?? holder;
      reader.problem(`prefix ${prefix} belongs to ${holder} already (${where}).`, "Leave it to one of them.");
    } else places.set(place, reader.where);
  }
  for (const { topic, reader } of topics) {
    for (const page of topic.entryPages.filter((url) => index.siteOf(url) === null)) {
      reader.problem(`entry page ${page} is in no registered site.`, "Add its site to sites.csv.");
    }
  }
}

/** By file, then by line. */
function byPlace(left: Problem, right: Problem): number {
  const [leftFile = "", leftLine = "0"] = left.where.split(/:(?=\d+$)/);
  const [rightFile = "", rightLine = "0"] = right.where.split(/:(?=\d+$)/);
  return compareText(leftFile, rightFile) || Number(leftLine) - Number(rightLine);
}
