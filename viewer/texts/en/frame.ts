import { inEnglish } from "../counted.ts";
import type { Texts } from "../fr.ts";

/** What stands around every page. */
export const enFrame: Texts["frame"] = {
  brand: "Maillage",
  motto: "the links between public sites",
  skipToContent: "Skip to content",
  navigation: "Sections",
  nav: {
    home: "Home",
    sites: "Sites",
    themes: "Themes",
    events: "Life events",
    isolated: "Isolated sites",
    method: "Method",
    downloads: "Data",
  },
  languages: "Language",
  otherLanguage: "Français",
  thisLanguage: "English",
  demo: "Demonstration: these sites are invented. No figure on these pages describes a real site.",
  snapshot: (date, sites, measured) =>
    `Snapshot of ${date}: ${inEnglish(sites, "site", "sites")}, ${measured.shown} measured`,
  footer: "Footer",
  coverage: (read, expected) =>
    `Coverage: ${inEnglish(read, "page", "pages")} read of ${expected.shown} expected in the reference zones.`,
  crawl: (id, parameters) => `Crawl no. ${id}, parameters version ${parameters}.`,
  accessibility: "Accessibility: not compliant, not audited",
  unofficial: "These pages quote public links as they were read; they do not speak for the sites quoted.",
  breadcrumb: "You are here",
  search: "Find a site",
  searchHint: "Name, host, organisation or theme",
  searchResults: (found) => inEnglish(found, "site found", "sites found"),
  searchNone: "No site of this perimeter matches.",
  searchFailed: "The search could not be loaded. The full list is on the page “Sites”.",
  sortBy: (column) => `Sort by ${column}`,
  sorted: (column, isAscending) => `Table sorted by ${column}, ${isAscending ? "ascending" : "descending"}`,
  filterRows: "Filter rows",
  rowsShown: (shown, all) => `${inEnglish(shown, "row", "rows")} shown of ${all.shown}`,
  tableKey:
    "0: measured, none. n.m.: not measured. n/a: not applicable. ≥ n: at least n, the crawl of the site was capped.",
  chooseTitle: "Maillage: choose a language",
  chooseFrench: "Lire en français",
  chooseEnglish: "Read in English",
};
