import { inEnglish } from "../counted.ts";
import type { Texts } from "../fr.ts";

/** The page of isolated sites. */
export const enIsolated: Texts["isolated"] = {
  title: "Isolated sites",
  coverageTitle: "What could be seen",
  coverage: (measured, sites, read, expected) =>
    `${measured} of ${inEnglish(sites, "site", "sites")} were measured, ${read} of ${expected} expected pages were read. To say that no link leads to a site one must have read all the others: these lists are worth what this coverage is worth.`,
  noInlink: "No inlink",
  noInlinkLead: "No other measured site leads there, by any link at all.",
  chromeOnly: "Template or mandated inlinks only",
  chromeOnlyLead: "Menus and footers lead there; nobody placed a link for a reason.",
  unreachable: "Out of reach",
  unreachableLead: "Too many clicks from the entry pages of the theme, or no path.",
  unmeasured: "Not measured",
  unmeasuredLead: "Nothing can be said of these sites: they count neither among the isolated nor among the linked.",
  nothing: "No site in this list.",
  columns: {
    site: "Site",
    verdict: "State of the finding",
    pages: "Pages read",
    themes: "Themes",
    chrome: "Sites in (template, mandated)",
    reason: "Reason",
    referrers: "Sites in",
  },
  count: (sites) => inEnglish(sites, "site", "sites"),
};
