import { inEnglish } from "../counted.ts";
import type { Texts } from "../fr.ts";

/** Accessibility and downloads. */
export const enAbout: Texts["about"] = {
  accessibilityTitle: "Accessibility",
  accessibilityState: "Not compliant, not audited",
  accessibilityLead:
    "No audit of this publication was made. Until the body that deploys it has had one made, it is declared not compliant with RGAA 4.1.",
  accessibilityDone: "What is done",
  accessibilityItems: [
    "Every page reads without JavaScript; the map has an equivalent table.",
    "The map can be walked by keyboard and announces the chosen site.",
    "Automatic axe checks (WCAG 2.2 A and AA) pass on every kind of page, in French and English, light and dark.",
    "Pages read at 320 pixels of width and follow contrast and motion settings.",
  ],
  accessibilityLimits: "Known limits",
  accessibilityLimitItems: [
    "Quoted links keep their original language, which is not always told.",
    "The dots of the map are small; the table and the search lead to the same pages.",
    "No trial by people with disabilities was made.",
  ],
  downloadsTitle: "Data",
  downloadsLead: (date) =>
    `All that these pages show, in open formats, for the snapshot of ${date}. Names of columns are in English.`,
  columns: { file: "File", content: "Content", format: "Format", size: "Size" },
  caption: (files) => inEnglish(files, "file", "files"),
  csv: "CSV (comma, UTF-8)",
  excelCsv: "CSV for spreadsheets (semicolon, decimal comma)",
  json: "JSON",
  gexf: "GEXF (Gephi)",
  sizeUnknown: "depends on the snapshot",
  kilobytes: (size) => `${size} kB`,
  files: {
    sites: "Sites, coverage, measures and scores",
    siteLinks: "Links from site to site, pages by class",
    scores: "Scores by theme, component by component",
    flags: "Findings and their inputs",
    expectations: "Expected links: found, missing, indeterminate",
    graph: "Graph of the sites with positions and groups",
    map: "Document of the map: positions, measures, links",
    search: "Index of the search",
  },
  formulas:
    "In the CSV files a text cell that begins with = + - or @ is preceded by an apostrophe, so that no spreadsheet reads it as a formula.",
};
