import path from "node:path";
import type { ScoreResult } from "../../core/score.ts";
import { FLAG_CODES, GRADES } from "../../core/score.ts";
import { openStore } from "../../db/open-store.ts";
import type { Command, Report } from "../command.ts";
import { STORE } from "../common-options.ts";
import { loadConfiguration } from "../configuration.ts";
import { latestCrawl, scoreStore } from "../pipeline/score-store.ts";

/** `maillage score`: measures, scores and flags of the latest crawl. */
export const scoreCommand: Command = {
  name: "score",
  summary: "measure, score and flag the sites of the latest crawl",
  operands: [],
  options: [STORE],
  run: async (invocation) => {
    const file = loadConfiguration(invocation).requiredText("store");
    const store = openStore(path.resolve(invocation.folder, file), { access: "write" });
    try {
      return scoreReport(scoreStore(store, latestCrawl(store, file).id));
    } finally {
      store.close();
    }
  },
};

/** What scoring found, in counts. */
export function scoreReport(result: ScoreResult): Report {
  const grades = GRADES.map((grade) => [grade, result.scores.filter((score) => score.grade === grade).length] as const);
  const flags = FLAG_CODES.map((code) => [code, result.flags.filter((flag) => flag.code === code).length] as const);
  const measured = result.scores.filter((score) => score.grade !== "NE").length;
  const isOpen = result.crawl.status === "open";
  return {
    exit: measured === 0 ? "empty" : isOpen ? "partial" : "done",
    why: `Crawl ${result.crawl.id} scored: ${measured} of ${result.scores.length} sites measured, ${result.siteLinks.length} site links.`,
    text: [
      `sites measured: ${measured} of ${result.scores.length}`,
      `site links: ${result.siteLinks.length}`,
      `grades: ${grades.map(([grade, count]) => `${grade} ${count}`).join(", ")}`,
      `flags: ${flags.map(([code, count]) => `${code} ${count}`).join(", ")}`,
      `parameters: version ${result.parametersVersion}`,
    ].join("\n"),
    document: {
      crawl: result.crawl.id,
      sites: result.scores.length,
      measured,
      siteLinks: result.siteLinks.length,
      grades: Object.fromEntries(grades),
      flags: Object.fromEntries(flags),
      parametersVersion: result.parametersVersion,
      parameters: result.parameters,
    },
    warnings: isOpen ? ["the crawl has not ended: figures are provisional. Run: maillage crawl."] : [],
  };
}
