import { COVERAGE_STATES, type Coverage, type CrawlInfo } from "../core/crawl-record.ts";
import type { Report } from "./command.ts";

/** What a crawl saw and did not see, for its last words and for `status`. */
export function coverageReport(seen: { readonly crawl: CrawlInfo; readonly coverage: readonly Coverage[] }): Report {
  const { crawl, coverage } = seen;
  const counts = COVERAGE_STATES.map(
    (state) => [state, coverage.filter((site) => site.state === state).length] as const,
  );
  const read = coverage.filter((site) => site.fetched > 0).length;
  const pages = coverage.reduce((sum, site) => sum + site.fetched, 0);
  const isOpen = crawl.status === "open";
  const others = counts.filter(([state, count]) => count > 0 && state !== "complete" && state !== "capped");
  const notRead = others.map(([state, count]) => `${count} ${state}`).join(", ");
  const ending = isOpen ? "stopped before its end; run maillage crawl to go on" : "ended";
  return {
    exit: isOpen ? "interrupted" : read === 0 ? "empty" : "done",
    why: `Crawl ${crawl.id} ${ending}: ${read} of ${coverage.length} sites read, ${pages} pages${notRead === "" ? "" : `; ${notRead}`}. See: maillage status.`,
    text: counts.map(([state, count]) => `${state}: ${count}`).join("\n"),
    document: {
      crawl: crawl.id,
      status: crawl.status,
      sites: coverage.length,
      read,
      pages,
      states: Object.fromEntries(counts),
    },
    warnings: [],
  };
}
