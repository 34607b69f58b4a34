import path from "node:path";
import { isoSeconds } from "../../core/clock.ts";
import type { Coverage } from "../../core/crawl-record.ts";
import { parseSiteId } from "../../core/site.ts";
import { openStore, type Store } from "../../db/open-store.ts";
import type { Command, Report } from "../command.ts";
import { STORE } from "../common-options.ts";
import { loadConfiguration } from "../configuration.ts";
import { coverageReport } from "../coverage-report.ts";
import { impactReport } from "../impact-report.ts";
import { latestCrawl } from "../pipeline/score-store.ts";
import { textTable } from "../text-table.ts";

/** `maillage status`: what the latest crawl saw of each site, and why not more; or what it did to each host. */
export const statusCommand: Command = {
  name: "status",
  summary: "what the latest crawl saw of each site, and why not more",
  operands: [
    { name: "SITE", description: "id of one site; all sites when left out", choices: null, count: "optional" },
  ],
  options: [
    {
      name: "impact",
      value: null,
      kind: "flag",
      description: "what the crawl did to each host: requests, bytes, pauses, as its owner would count them",
      default: null,
    },
    STORE,
  ],
  run: async (invocation) => {
    const file = loadConfiguration(invocation).requiredText("store");
    const store = openStore(path.resolve(invocation.folder, file), { access: "read" });
    try {
      const crawl = latestCrawl(store, file);
      const [wanted] = invocation.operands;
      if (invocation.values.has("impact")) {
        return impactOf(store, crawl.id, wanted);
      }
      const coverage = store.coverage(crawl.id).filter((site) => wanted === undefined || site.siteId === wanted);
      const report = coverageReport({ crawl, coverage });
      const isUnknown = wanted !== undefined && coverage.length === 0;
      return {
        ...report,
        exit: isUnknown ? "empty" : "done",
        why: isUnknown ? `No site "${wanted}" in crawl ${crawl.id}.` : report.why,
        text: isUnknown
          ? ""
          : `crawl ${crawl.id}, opened ${isoSeconds(crawl.openedMs)}, ${crawl.status}\n${coverageTable(coverage)}`,
        document: { ...report.document, opened: isoSeconds(crawl.openedMs), coverage },
      };
    } finally {
      store.close();
    }
  },
};

function impactOf(store: Store, crawlId: number, wanted: string | undefined): Report {
  if (wanted === undefined) return impactReport(crawlId, store.impact(crawlId, null));
  const siteId = parseSiteId(wanted);
  return impactReport(crawlId, siteId === null ? [] : store.impact(crawlId, siteId));
}

function coverageTable(coverage: readonly Coverage[]): string {
  const rows = coverage.map((site) => [
    site.siteId,
    site.state,
    String(site.fetched),
    String(site.known),
    String(site.frontierLeft),
    site.skipped.map(([reason, count]) => `${reason} ${count}`).join(", "),
    site.reason ?? "",
  ]);
  return textTable(["site", "state", "read", "known", "left", "skipped", "why"], rows);
}
