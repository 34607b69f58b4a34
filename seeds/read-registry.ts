import { compareText } from "../core/compare-text.ts";
import type { Registry } from "../core/registry.ts";
import { UserError, type Problem } from "../core/user-error.ts";
import { checkPlaces, checkPrivateHosts } from "./check-places.ts";
import { declaredIds } from "./declared-ids.ts";
import { readAliases, readExpectedLinks, readMandatedLinks, readMemberships } from "./read-relations.ts";
import { readSites } from "./read-sites.ts";
import { readTable, type Table } from "./read-table.ts";
import { readTopics } from "./read-topics.ts";
import type { RegistryFile } from "./registry-files.ts";
import { sortedRegistry } from "./sorted-registry.ts";

/**
 * Reads a registry's folder. Throws UserError ("input") with every mistake in every file, each as `file:line: what,
 * known values, remedy`, and nothing that only follows from another mistake. `shownAs` names the folder in these messages;
 * `privatePlaces` are the `host:port` that may be private addresses.
 */
export function readRegistry(
  folder: string,
  shownAs: string = folder,
  privatePlaces: ReadonlySet<string> = new Set(),
): Registry {
  const problems: Problem[] = [];
  const table = (file: RegistryFile): Table => readTable({ folder, shownAs }, file, problems);
  const [siteTable, themeTable, eventTable] = [table("sites.csv"), table("themes.csv"), table("life-events.csv")];
  const ids = declaredIds(siteTable, [themeTable, eventTable]);
  const { sites, ...siteClaims } = readSites(siteTable, problems);
  const taken = new Map<string, string>();
  const themes = readTopics(themeTable, taken, problems);
  const lifeEvents = readTopics(eventTable, taken, problems);
  const { aliases, ...aliasClaims } = readAliases(table("aliases.csv"), ids, problems);
  const memberships = readMemberships(table("memberships.csv"), ids, problems);
  const mandatedLinks = readMandatedLinks(table("mandated-links.csv"), ids, problems);
  const expectedLinks = readExpectedLinks(table("expected-links.csv"), ids, problems);
  const claims = [...siteClaims.claims, ...aliasClaims.claims];
  const prefixes = claims.map(({ prefix, reader }) => ({ column: "prefix" as const, url: prefix, reader }));
  checkPrivateHosts([...prefixes, ...siteClaims.homes], privatePlaces);
  checkPlaces(claims, siteClaims.areClaimsWhole && aliasClaims.areClaimsWhole, [
    ...themes.entryPages,
    ...lifeEvents.entryPages,
  ]);
  if (problems.length > 0) throw new UserError("input", problems.toSorted(byPlace));
  return sortedRegistry({
    sites,
    themes: themes.topics,
    lifeEvents: lifeEvents.topics,
    memberships,
    aliases,
    mandatedLinks,
    expectedLinks,
  });
}

/** By file, then by line. */
function byPlace(left: Problem, right: Problem): number {
  const [leftFile = "", leftLine = "0"] = left.where.split(/:(?=\d+$)/);
  const [rightFile = "", rightLine = "0"] = right.where.split(/:(?=\d+$)/);
  return compareText(leftFile, rightFile) || Number(leftLine) - Number(rightLine);
}
