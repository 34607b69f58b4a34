import type { Theme } from "../core/theme.ts";
import type { Problem } from "../core/user-error.ts";
import type { TableRow } from "./read-table.ts";
import { RowReader } from "./row-reader.ts";

/** A theme or life event with the row that declares it. */
export interface TopicRow {
  readonly topic: Theme;
  readonly reader: RowReader;
}

/** Themes or life events. `taken` holds the ids of both, with their places, since they share one set. */
export function readTopics(rows: readonly TableRow[], taken: Map<string, string>, problems: Problem[]): TopicRow[] {
  return rows.flatMap((row) => {
    const reader = new RowReader(row, problems);
    const id = reader.newTopicId("id");
    const [labelFr, labelEn] = [reader.required("label_fr"), reader.required("label_en")];
    const entryPages = reader.urls("entry_pages");
    if (reader.text("entry_pages") === "") reader.problem("entry_pages is empty.", "Give the portal's page on it.");
    const source = reader.required("source");
    if (id === null) return [];
    const earlier = taken.get(id);
    if (earlier !== undefined) reader.problem(`id "${id}" stands at ${earlier} too.`, "Give one of them another id.");
    else taken.set(id, reader.where);
    return [{ topic: { id, labelFr, labelEn, entryPages, source }, reader }];
  });
}
