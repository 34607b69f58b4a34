import type { SiteId } from "../core/site.ts";
import type { TopicId } from "../core/theme.ts";
import type { Table } from "./read-table.ts";

/** Ids that one or more files declare, whether or not the rest of their rows is right. */
export interface IdList<Id extends string> {
  readonly ids: ReadonlySet<Id>;
  /** False when a file was not read whole: an id that is not in the list may be declared all the same. */
  readonly isWhole: boolean;
}

/** What the other files may refer to. */
export interface DeclaredIds {
  readonly sites: IdList<SiteId>;
  readonly topics: IdList<TopicId>;
}

/** Ids in the first column of sites.csv, and of themes.csv and life-events.csv together. */
export function declaredIds(sites: Table, topics: readonly Table[]): DeclaredIds {
  return { sites: idList<SiteId>([sites]), topics: idList<TopicId>(topics) };
}

function idList<Id extends string>(tables: readonly Table[]): IdList<Id> {
  const cells = tables.flatMap(({ rows }) => rows.map((row) => (row.cells["id"] ?? "") as Id));
  return { ids: new Set(cells.filter((id) => id !== "")), isWhole: tables.every(({ isWhole }) => isWhole) };
}
