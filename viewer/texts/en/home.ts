import { inEnglish } from "../counted.ts";
import type { Texts } from "../fr.ts";

/** The home page. */
export const enHome: Texts["home"] = {
  title: "Which public sites lead to one another?",
  lead: "Maillage reads the pages of public sites, records every link from one site to another and quotes it. Every figure leads to the links that it rests on.",
  keyFigures: "Key figures",
  sitesMeasured: "sites measured",
  ofSites: (all) => `of ${all} in the perimeter`,
  largest: "of the sites in the largest connected set",
  largestNote: "editorial links, either way",
  isolated: "isolated sites",
  isolatedNote: (unmeasured) => `${inEnglish(unmeasured, "site", "sites")} not measured, apart`,
  links: "linked pairs of sites",
  linksNote: (editorial) => `${editorial} of them by an editorial link`,
  sentences: "This snapshot in three sentences",
  mostReferred: (name, referrers) =>
    `The most recommended site is ${name}: ${inEnglish(referrers, "site leads", "sites lead")} to it by an editorial link.`,
  nobodyReferred: "No editorial link from one site to another was recorded.",
  isolatedSentence: (isolated, measured) =>
    isolated.value === 0
      ? `None of the ${inEnglish(measured, "measured site", "measured sites")} is isolated.`
      : `${inEnglish(isolated, "site", "sites")} of ${inEnglish(measured, "measured site", "measured sites")}: no editorial link leads there from the others, or they are out of reach of the portals of their theme.`,
  expectedSentence: (all, missing, indeterminate) =>
    all.value === 0
      ? "The registry lists no link that an official page leads us to expect."
      : `Of ${inEnglish(all, "link", "links")} that official pages lead us to expect, ${missing} are missing; ${indeterminate} stay indeterminate for want of measure.`,
  firstSnapshot: "First snapshot: there is no earlier one to compare it with.",
  allSites: "All sites with all columns",
  tableTitle: "The sites as a table",
  skipMap: "Skip the map and go to the table",
};
