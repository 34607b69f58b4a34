import { inEnglish } from "../counted.ts";
import type { Texts } from "../fr.ts";

/** The map and its panel, on the page and in the browser. */
export const enMap: Texts["map"] = {
  title: "The map",
  caption: (drawn, all) =>
    `Each dot is a site, its size follows the number of sites that lead there. ${drawn} links drawn of ${all.shown}: the strongest of each site.`,
  fixedNotice:
    "Fixed drawing: each dot leads to the site’s page. The interactive map needs JavaScript and a file server.",
  svgNotice: "WebGL is not available: the map is drawn as SVG.",
  failedNotice: "The data of the map could not be loaded: the fixed drawing stays.",
  lostNotice: "The WebGL display was interrupted.",
  reload: "Reload the map",
  description:
    "Map of sites and their links. Arrows: neighbouring site. Enter: open the site’s page. Escape: clear. Plus, minus, zero: zoom. Shift and arrows: move. The table says the same.",
  application: "Map of links between sites",
  sizeBy: "Size",
  sizes: { in: "sites in", out: "sites out", score: "score" },
  colourBy: "Colour",
  colours: { theme: "theme", coverage: "coverage" },
  edges: "Links at rest",
  edgeChoices: { backbone: "the strongest", none: "none" },
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  fit: "See all",
  legend: "Legend",
  legendHint: "Choose the groups shown",
  otherThemes: "other themes",
  noTheme: "no theme",
  hollow: "hollow or pale point: site not measured",
  partial: "capped coverage",
  trayUnlinked: "Without measured link",
  trayUnmeasured: "Not measured",
  trayNone: "none",
  selection: "Chosen site",
  selectionNone: "No site chosen. A click, or the arrow keys, choose one.",
  inflows: "Lead here",
  outflows: "It leads to",
  reciprocal: "Reciprocal",
  openSite: "Open the site’s page",
  clear: "Clear",
  evidence: (pages) => inEnglish(pages, "page", "pages"),
  strongest: (shown, all) => `the ${shown} strongest of ${all}`,
  announce: (name, inflows, outflows) => `${name}, ${inEnglish(inflows, "site in", "sites in")}, ${outflows}`,
  outgoing: (outflows) => `${outflows.shown} out`,
  outgoingUnknown: "outgoing not measured",
  cleared: "No site chosen",
};
