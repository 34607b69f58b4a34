import type { Theme } from "../core/theme.ts";
import type { CanonicalUrl } from "../core/url.ts";
import type { Problem } from "../core/user-error.ts";
import { checkOnce } from "./read-sites.ts";
import type { Table } from "./read-table.ts";
import { RowReader } from "./row-reader.ts";

/** An entry page with the row that names it. */
export interface EntryPage {
  readonly url: CanonicalUrl;
  readonly reader: RowReader;
}

/** Themes or life events that could be read, and every entry page that a row names. */
export interface ReadTopics {
  readonly topics: readonly Theme[];
  readonly entryPages: readonly EntryPage[];
}

/** Themes or life events. `taken` holds the ids of both, with their places, since they share one set. */
export function readTopics(table: Table, taken: Map<string, string>, problems: Problem[]): ReadTopics {
  const topics: Theme[] = [];
  const entryPages: EntryPage[] = [];
  for (const row of table.rows) {
    const reader = new RowReader(row, problems);
    const id = reader.newTopicId("id");
    if (id !== null) checkOnce(reader, id, taken);
    const [labelFr, labelEn] = [reader.required("label_fr"), reader.required("label_en")];
    const pages = reader.urls("entry_pages");
    const source = reader.required("source");
    for (const url of pages ?? []) entryPages.push({ url, reader });
    if (id !== null && pages !== null) topics.push({ id, labelFr, labelEn, entryPages: pages, source });
  }
  return { topics, entryPages };
}
