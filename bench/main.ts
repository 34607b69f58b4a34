import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { EXIT_CODES } from "../cli/exit-code.ts";
import { UserError } from "../core/user-error.ts";
import { parseBenchOptions, type BenchOptions } from "./bench-options.ts";
import { measureCrawl } from "./measure/measure-crawl.ts";
import { measureKill } from "./measure/measure-kill.ts";
import { measurePace } from "./measure/measure-pace.ts";
import { measureSoak } from "./measure/measure-soak.ts";
import { markdownReport, plainReport, type BenchReport } from "./report/bench-report.ts";
import { writeSection } from "./report/write-section.ts";

const DOCUMENT = fileURLToPath(new URL("../docs/benchmarks.md", import.meta.url));
const MEASURES = { crawl: measureCrawl, polite: measurePace, soak: measureSoak, kill: measureKill } as const;

try {
  const options = parseBenchOptions(process.argv.slice(2));
  const report = await MEASURES[options.bench](options, (line) => void process.stderr.write(`${line}\n`));
  publish(report, options);
  process.exitCode = report.failures.length === 0 ? EXIT_CODES.done.code : EXIT_CODES.failure.code;
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = EXIT_CODES[error.kind].code;
}

function publish(report: BenchReport, options: BenchOptions): void {
  process.stdout.write(`${options.isMarkdown ? markdownReport(report) : plainReport(report)}\n`);
  if (options.json !== null) writeFileSync(options.json, `${JSON.stringify(report.data, null, 2)}\n`);
  if (options.isForDocs) writeSection(DOCUMENT, options.bench, markdownReport(report));
}
