import { startMap } from "./map/map-island.ts";
import { startSearch } from "./search/search-island.ts";
import { startTable } from "./tables/table-island.ts";

/** What each island of a page is brought to life with, by its `data-island`. */
const STARTERS: Readonly<Record<string, (element: HTMLElement) => void>> = {
  map: (element) => void startMap(element),
  search: startSearch,
  table: startTable,
};

for (const element of document.querySelectorAll<HTMLElement>("[data-island]")) {
  STARTERS[element.dataset["island"] ?? ""]?.(element);
}
