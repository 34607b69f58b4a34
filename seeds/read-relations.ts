import type { Alias, ExpectedLink, MandatedLink } from "../core/registry.ts";
import { MEMBERSHIP_BASES, type Membership } from "../core/theme.ts";
import type { Problem } from "../core/user-error.ts";
import type { Claim } from "./check-places.ts";
import type { DeclaredIds } from "./declared-ids.ts";
import { checkPrefix } from "./read-sites.ts";
import type { Table } from "./read-table.ts";
import { RowReader } from "./row-reader.ts";

/** Aliases that could be read, with the prefixes that they claim. */
export interface ReadAliases {
  readonly aliases: readonly Alias[];
  readonly claims: readonly Claim[];
  /** Whether no row's claim was lost. */
  readonly areClaimsWhole: boolean;
}

/** Which site belongs to which theme or life event, each pair once. */
export function readMemberships({ rows }: Table, ids: DeclaredIds, problems: Problem[]): Membership[] {
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
export function readAliases(table: Table, ids: DeclaredIds, problems: Problem[]): ReadAliases {
  const aliases: Alias[] = [];
  const claims: Claim[] = [];
  for (const row of table.rows) {
    const reader = new RowReader(row, problems);
    const siteId = reader.known("site", "site", ids.sites);
    const prefix = reader.url("prefix");
    const [from, until] = [reader.date("from"), reader.date("until")];
    if (from !== null && until !== null && until < from)
      reader.problem(`until ${until} is before from ${from}.`, "Swap them.");
    const source = reader.required("source");
    if (prefix !== null) checkPrefix(reader, prefix);
    if (siteId === null || prefix === null) continue;
    aliases.push({ siteId, prefix, from, until, source });
    claims.push({ prefix, siteId, reader });
  }
  return { aliases, claims, areClaimsWhole: table.isWhole && claims.length === table.rows.length };
}

/** Links that every site must carry. */
export function readMandatedLinks({ rows }: Table, ids: DeclaredIds, problems: Problem[]): MandatedLink[] {
  return rows.flatMap((row) => {
    const reader = new RowReader(row, problems);
    const targetId = reader.known("target", "site", ids.sites);
    const [label, source] = [reader.required("label"), reader.required("source")];
    return targetId === null ? [] : [{ targetId, label, source }];
  });
}

/** Links that an official page leads to expect. */
export function readExpectedLinks({ rows }: Table, ids: DeclaredIds, problems: Problem[]): ExpectedLink[] {
  return rows.flatMap((row) => {
    const reader = new RowReader(row, problems);
    const isAny = reader.text("source_site") === "";
    const sourceId = isAny ? null : reader.known("source_site", "site", ids.sites);
    const targetId = reader.known("target", "site", ids.sites);
    const topicId = reader.known("topic", "theme or life event", ids.topics);
    const citedBy = reader.url("cited_by");
    const citedOn = reader.date("cited_on");
    const source = reader.required("source");
    if (sourceId !== null && sourceId === targetId)
      reader.problem(`${targetId} is expected to link to itself.`, "Correct source_site or target.");
    if (targetId === null || topicId === null || citedBy === null || (!isAny && sourceId === null)) return [];
    return [{ sourceId, targetId, topicId, citedBy, citedOn, source }];
  });
}
