import type { Locale } from "../frame/locale.ts";
import { sortKey } from "../frame/sort-key.ts";
import type { ExplorerIndex } from "./explorer-index.ts";

/** What the search island knows of a site. */
export interface SearchEntry {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly owner: string;
  readonly themes: string;
}

/** One entry for each site, by name; texts without accents, as readers type them. */
export function searchEntries(index: ExplorerIndex, locale: Locale): (SearchEntry & { readonly shown: string })[] {
  return index.sites.map((facts) => ({
    id: facts.id,
    shown: facts.name,
    name: sortKey(facts.name),
    host: facts.host,
    owner: sortKey(facts.site.owner ?? ""),
    themes: sortKey(facts.topics.map(({ topic }) => locale.labelOf(topic)).join(" ")),
  }));
}
