import { textTable } from "../../cli/text-table.ts";
import type { Setting } from "./machine.ts";
import { settingLine } from "./machine.ts";

/** Figures under headings. */
export interface FigureTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a bench found, as people read it. */
export interface BenchReport {
  /** The command that measures it again. */
  readonly command: string;
  readonly setting: Setting;
  readonly tables: readonly FigureTable[];
  /** What must be known with the figures, a sentence each. */
  readonly notes: readonly string[];
  /** What the run failed to reach or to prove; empty: all is well. */
  readonly failures: readonly string[];
  /** Every number behind the tables, for `--json`. */
  readonly data: unknown;
}

/** The report for a terminal. */
export function plainReport(report: BenchReport): string {
  const tables = report.tables.map(({ headings, rows }) => textTable(headings, rows));
  return [report.command, settingLine(report.setting), ...tables, ...report.notes, ...failureLines(report)].join(
    "\n\n",
  );
}

/** The report as a section of a Markdown document. */
export function markdownReport(report: BenchReport): string {
  const tables = report.tables.map(({ headings, rows }) =>
    [headings, headings.map((_, column) => (column === 0 ? "-" : "-:")), ...rows]
      .map((row) => `| ${row.join(" | ")} |`)
      .join("\n"),
  );
  const notes = report.notes.join(" ");
  return [`\`${report.command}\`, ${settingLine(report.setting)}`, ...tables, notes, ...failureLines(report)].join(
    "\n\n",
  );
}

function failureLines({ failures }: BenchReport): string[] {
  return failures.map((failure) => `NOT REACHED: ${failure}`);
}
