import { COMPARED, type Compared } from "../bench-options.ts";
import type { RunResult } from "../measure/run-once.ts";
import type { FigureTable } from "./bench-report.ts";
import { spreadOf } from "./statistics.ts";

/** One run of `crawl`. */
export interface CrawlRun extends RunResult {
  readonly runner: Compared;
  readonly round: number;
}

const LABELS: Readonly<Record<Compared, string>> = {
  ours: "Maillage, everything on but pauses",
  bare: "bare undici loop + htmlparser2 Tokenizer",
  "crawlee-default": "Crawlee CheerioCrawler, defaults",
  "crawlee-tuned": "Crawlee CheerioCrawler, tuned",
  scrapy: "Scrapy (Debian)",
  "spider-rs": "spider-rs (npm, Rust)",
};
const MIB = 1024 ** 2;

/** The comparison: what each crawler took, and how it stands to ours within the same round. */
export function crawlTables(runs: readonly CrawlRun[], missing: readonly Compared[]): FigureTable[] {
  const headings = [
    "crawler",
    "pages/s",
    "CPU ms a page",
    "peak MB",
    "server CPU ms a page",
    "pages fetched",
    "its CPU a page ÷ ours",
    "our pages/s ÷ its",
  ];
  const rows = COMPARED.flatMap((runner) => {
    const own = runs.filter((run) => run.runner === runner);
    if (missing.includes(runner)) return [[LABELS[runner], "not installed", "", "", "", "", "", ""]];
    return own.length === 0 ? [] : [row(runner, own, runs)];
  });
  return [{ headings, rows }];
}

function row(runner: Compared, own: readonly CrawlRun[], runs: readonly CrawlRun[]): string[] {
  const paired = own.flatMap((run) => {
    const ours = runs.find((other) => other.runner === "ours" && other.round === run.round);
    return ours === undefined || runner === "ours" ? [] : [{ run, ours }];
  });
  return [
    LABELS[runner],
    spread(own.map(pagesPerSecond), 0),
    spread(own.map(cpuPerPage), 2),
    spread(
      own.map((run) => run.peakBytes / MIB),
      0,
    ),
    spread(
      own.map((run) => run.server.cpuMs / run.server.pages),
      2,
    ),
    [...new Set(own.map((run) => run.server.pages))].join(", "),
    spread(
      paired.map(({ run, ours }) => cpuPerPage(run) / cpuPerPage(ours)),
      2,
    ),
    spread(
      paired.map(({ run, ours }) => pagesPerSecond(ours) / pagesPerSecond(run)),
      2,
    ),
  ];
}

function pagesPerSecond(run: CrawlRun): number {
  return (run.server.pages / run.wallMs) * 1000;
}

function cpuPerPage(run: CrawlRun): number {
  return run.cpuMs / run.server.pages;
}

/** `12 (11–14)`; the middle alone when there is one figure; empty for none. */
function spread(figures: readonly number[], digits: number): string {
  if (figures.length === 0) return "";
  const { median, min, max } = spreadOf(figures);
  const middle = median.toFixed(digits);
  return figures.length === 1 ? middle : `${middle} (${min.toFixed(digits)}–${max.toFixed(digits)})`;
}
