import type { Texts } from "../fr.ts";

/** The method page: one or two screens that a reader can check the figures with. */
export const enMethod: Texts["method"] = {
  title: "Method",
  lead: "What Maillage counts, how, and what it cannot say.",
  wordsTitle: "Words",
  words: [
    ["Site", "a set of addresses under one owner, listed in the registry. The most precise address wins."],
    ["Inlink, outlink", "a link from a page of one site to a page of another site of the perimeter."],
    [
      "Reference zone",
      "the first pages of a site, in order of their distance from its home and the entry pages of its themes. They alone count in scores.",
    ],
    ["Isolated site", "a measured site to which no editorial link leads, or out of reach of the portals of its theme."],
    ["Not measured", "nothing usable was read. Never a zero, never isolated."],
    ["Snapshot", "a dated and numbered crawl that does not change any more."],
  ],
  classesTitle: "Three classes of links",
  formulasTitle: "Formulas",
  formulas: [
    [
      "Pages",
      "e(s→t) = pages of the reference zone of s with at least one editorial link to t. A thousand links on one page count once.",
    ],
    ["Votes", "v(s→t) = 1 if e ≥ 1; β if there is template only; 0 for a mandated link."],
    [
      "F Findable",
      "max(0, 1 − (d − 1)/5), d being the fewest clicks from an entry page of the theme; 0 without a path.",
    ],
    [
      "R Recommended",
      "min(1, K_in/T), K_in being the votes received from sites of the theme, plus 1 if a portal leads there.",
    ],
    [
      "O Onward",
      "½ min(1, K_out/T) + ½ min(1, ŷ/0.30), ŷ being the share of pages that lead on, drawn to the mean of the theme.",
    ],
    ["A Anchored", "1 if the portals lead there and it leads to them, ½ one way, 0 neither."],
    ["P Pertinent", "share of links that match their page; not assessed in this snapshot where marked so."],
    [
      "Score",
      "100 × Σ weight × value / Σ weight, over the components that can be assessed. That of the site is the mean of its themes.",
    ],
  ],
  gradesTitle: "What the figures are worth",
  gradesLead: "The grade tells how many pages could be read, on the site and on its peers.",
  flagsLead:
    "A finding is confirmed when enough pages were read to exclude that a link was missed; else it is to verify.",
  limitsTitle: "Limits",
  limits: [
    "A link is no visit: nothing here says that anybody followed it.",
    "Links added by scripts, in PDF documents or behind a login are not seen.",
    "Themes and expected links come from official lists, some of them old; they are worth what those are worth.",
    "What is editorial and what is template is decided by a rule, which may err on a given page: this is why every link is quoted.",
    "Weights are a choice, not a measure. They are printed below so that they can be discussed.",
    "A figure made with other parameters does not compare with this one.",
  ],
  parametersTitle: "Parameters of this snapshot",
  parametersCaption: (version) => `Parameters, version ${version}`,
  parameter: "Parameter",
  parameterValue: "Value",
  provenanceTitle: "Where these pages come from",
  provenance: (crawl, opened, hash) =>
    `Crawl no. ${crawl}, opened on ${opened}, over the registry whose SHA-256 is ${hash}.`,
  communities: (modularity, stability) =>
    `Communities of links: modularity ${modularity}, stability between runs ${stability}. They serve the drawing, never the score.`,
};
