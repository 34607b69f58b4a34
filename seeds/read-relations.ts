import type { Alias, ExpectedLink, MandatedLink } from "../core/registry.ts";
import type { SiteId } from "../core/site.ts";
import { MEMBERSHIP_BASES, type Membership, type TopicId } from "../core/theme.ts";
import type { Problem } from "../core/user-error.ts";
import { checkPrefix } from "./read-sites.ts";
import type { TableRow } from "./read-table.ts";
import { RowReader } from "./row-reader.ts";

/** Ids that the other files declare. */
export interface DeclaredIds {
  readonly sites: ReadonlySet<SiteId>;
  readonly topics: ReadonlySet<TopicId>;
}

/** An alias with the row that declares it. */
export interface AliasRow {
  readonly alias: Alias;
  readonly reader: RowReader;
}

/** Which site belongs to which theme or life event, each pair once. */
export function readMemberships(rows: readonly TableRow[], ids: DeclaredIds, problems: Problem[]): Membership[] {
  const places = new Map<string, string>();
  return rows.flatMap((row) => {
    const reader = new RowReader(row, problems);
    const siteId = reader.known("site", "site", ids.sites);
    const topicId = reader.known("topic", "theme or life event", ids.topics);
    const basis = reader.choice("basis", MEMBERSHIP_BASES);
    const source = reader.required("source");
    if (siteId === null || topicId === null) return [];
    const earlier = places.get(`${siteId} ${topicId}`);
    if (earlier !== undefined)
      reader.problem(`${siteId} is in ${topicId} at ${earlier} already.`, "Remove one of them.");
    else places.set(`${siteId} ${topicId}`, reader.where);
    return [{ siteId, topicId, basis, source }];
  });
}

/** Other addresses of sites, with their days. */
export function readAliases(rows: readonly TableRow[], ids: DeclaredIds, problems: Problem[]): AliasRow[] {
  return rows.flatMap((row) => {
    const reader = new RowReader(row, problems);
    const siteId = reader.known("site", "site", ids.sites);
    const prefix = reader.url("prefix");
    const [from, until] = [reader.date("from"), reader.date("until")];
    if (from !== null && until !== null && until < from)
      reader.problem(`until ${until} is before from ${from}.`, "Swap them.");
    const source = reader.required("source");
    if (prefix !== null) checkPrefix(reader, prefix);
    return siteId === null || prefix === null ? [] : [{ alias: { siteId, prefix, from, until, source }, reader }];
  });
}

/** Links that every site must carry. */
export function readMandatedLinks(rows: readonly TableRow[], ids: DeclaredIds, problems: Problem[]): MandatedLink[] {
  return rows.flatMap((row) => {
    const reader = new RowReader(row, problems);
    const targetId = reader.known("target", "site", ids.sites);
    const [label, source] = [reader.required("label"), reader.required("source")];
    return targetId === null ? [] : [{ targetId, label, source }];
  });
}

/** Links that an official page leads to expect. */
export function readExpectedLinks(rows: readonly TableRow[], ids: DeclaredIds, problems: Problem[]): ExpectedLink[] {
  return rows.flatMap((row) => {
    const reader = new RowReader(row, problems);
    const isAny = reader.text("source_site") === "";
    const sourceId = isAny ? null : reader.known("source_site", "site", ids.sites);
    const targetId = reader.known("target", "site", ids.sites);
    const topicId = reader.known("topic", "theme or life event", ids.topics);
    const citedBy = reader.url("cited_by");
    const citedOn = reader.date("cited_on");
    const source = reader.required("source");
    if (targetId === null || topicId === null || citedBy === null || (!isAny && sourceId === null)) return [];
    if (sourceId === targetId)
      reader.problem(`${targetId} is expected to link to itself.`, "Correct source_site or target.");
    return [{ sourceId, targetId, topicId, citedBy, citedOn, source }];
  });
}
