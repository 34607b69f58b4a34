import MiniSearch from "minisearch";
import { sortKey } from "../../frame/sort-key.ts";
import type { SearchEntry } from "../../model/search-entries.ts";
import { newElement, sitePage } from "../new-element.ts";

/** Told on the document when a search has found sites: `detail` holds their ids, best first. */
export const FOUND_EVENT = "explorer-found";

const SHOWN = 8;

type Entry = SearchEntry & { readonly shown: string };

/** Searches sites by name, host, organisation or theme, once the reader begins to type. */
export function startSearch(element: HTMLElement): void {
  const input = element.querySelector("input");
  const results = element.querySelector("ul");
  const status = element.querySelector<HTMLElement>(".search-status");
  if (input === null || results === null || status === null) return;
  element.hidden = false;
  let loading: Promise<MiniSearch<Entry>> | null = null;
  const search = async (): Promise<void> => {
    loading ??= loadIndex(element.dataset["index"] ?? "");
    const index = await loading;
    const found = index.search(sortKey(input.value), {
      prefix: true,
      fuzzy: 0.2,
      combineWith: "AND",
      boost: { name: 3, host: 2 },
    });
    results.replaceChildren(...found.slice(0, SHOWN).map(({ id, shown }) => resultItem(String(id), String(shown))));
    status.textContent = input.value.trim() === "" ? "" : String(found.length);
    document.dispatchEvent(new CustomEvent(FOUND_EVENT, { detail: found.map(({ id }) => String(id)) }));
  };
  input.addEventListener("input", () => {
    search().catch(() => {
      loading = null;
    });
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") results.querySelector("a")?.click();
  });
}

async function loadIndex(address: string): Promise<MiniSearch<Entry>> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`search index: status ${response.status}`);
  const index = new MiniSearch<Entry>({ fields: ["name", "host", "owner", "themes"], storeFields: ["shown"] });
  index.addAll((await response.json()) as Entry[]);
  return index;
}

function resultItem(id: string, shown: string): HTMLLIElement {
  const item = newElement("li");
  item.append(newElement("a", { href: sitePage(id) }, shown));
  return item;
}
