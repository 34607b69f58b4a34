import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { CsvError, parse } from "csv-parse/sync";
import { nearestName } from "../core/nearest-name.ts";
import type { Problem } from "../core/user-error.ts";
import { REGISTRY_FILES, type RegistryFile } from "./registry-files.ts";

/** A row with its place. */
export interface TableRow {
  /** `seeds/sites.csv:41`, the line on which the row begins. */
  readonly where: string;
  /** Cells by column. A column that the heading lacks has no key: that is told once, at the heading. */
  readonly cells: Readonly<Record<string, string>>;
}

/** Rows of a file that could be read. */
export interface Table {
  readonly rows: readonly TableRow[];
  /** False when rows or columns were lost: what seems to be missing elsewhere may stand in them. */
  readonly isWhole: boolean;
}

/** Where a registry is, and how its reader knows it. */
export interface RegistryPlace {
  readonly folder: string;
  /** Name of the folder in messages. */
  readonly shownAs: string;
}

/** A CSV record with its text, from the end of the one before, and the number of lines up to its end. */
interface ParsedRecord {
  readonly record: readonly string[];
  readonly raw: string;
  readonly info: { readonly lines: number };
}

const NOTHING: Table = { rows: [], isWhole: false };

/** Rows of one file of a registry; its mistakes are added to `problems`. A missing file has no rows, but for sites.csv. */
export function readTable(place: RegistryPlace, file: RegistryFile, problems: Problem[]): Table {
  const shown = path.posix.join(place.shownAs, file);
  const full = path.join(place.folder, file);
  if (!existsSync(full)) {
    if (file !== "sites.csv") return { rows: [], isWhole: true };
    problems.push({ where: shown, what: "there is no such file.", remedy: "Write it, or run: maillage init." });
    return NOTHING;
  }
  const records = parseRecords(readFileSync(full), shown, problems);
  if (records === null) return NOTHING;
  const [header, ...rows] = records;
  if (header === undefined) {
    const remedy = `Begin it with the heading: ${REGISTRY_FILES[file].join(",")}.`;
    problems.push({ where: `${shown}:1`, what: "is empty.", remedy });
    return NOTHING;
  }
  const before = problems.length;
  const columns = readHeader(header.record, { file, where: `${shown}:1` }, problems);
  const read = rows.flatMap((row) => readRow(row, { columns, shown }, problems));
  return { rows: read, isWhole: problems.length === before };
}

function readRow(
  { record, raw, info }: ParsedRecord,
  at: { readonly columns: readonly string[]; readonly shown: string },
  problems: Problem[],
): TableRow[] {
  const linesInside = raw.trim().split("\n").length - 1;
  const where = `${at.shown}:${info.lines - linesInside}`;
  if (record.length !== at.columns.length) {
    const what = `${record.length} cells, the heading has ${at.columns.length}.`;
    problems.push({ where, what, remedy: "Put texts with commas between double quotes, and count the commas." });
    return [];
  }
  return [
    { where, cells: Object.fromEntries(at.columns.map((column, index) => [column, (record[index] ?? "").trim()])) },
  ];
}

/** Null when the bytes are no CSV text. */
function parseRecords(bytes: Buffer, shown: string, problems: Problem[]): ParsedRecord[] | null {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    problems.push({ where: shown, what: "is not UTF-8.", remedy: "Save it as CSV UTF-8." });
    return null;
  }
  try {
    const options = { bom: true, info: true, raw: true, relax_column_count: true, skip_empty_lines: true } as const;
    return parse(text, options) as unknown as ParsedRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = "lines" in error ? `:${String(error["lines"])}` : "";
    const remedy = "Close each quote, and write a quote inside a text twice.";
    problems.push({ where: `${shown}${line}`, what: `no valid CSV: ${error.message}.`, remedy });
    return null;
  }
}

function readHeader(
  header: readonly string[],
  at: { readonly file: RegistryFile; readonly where: string },
  problems: Problem[],
): string[] {
  const known: readonly string[] = REGISTRY_FILES[at.file];
  const columns = header.map((cell) => cell.trim());
  for (const [index, column] of columns.entries()) {
    if (columns.indexOf(column) < index) {
      problems.push({ where: at.where, what: `column "${column}" stands twice.`, remedy: "Remove one of them." });
    } else if (!known.includes(column)) {
      const nearest = nearestName(column, known);
      const hint = `Known: ${known.join(", ")}.${nearest === null ? "" : ` Did you mean "${nearest}"?`}`;
      problems.push({ where: at.where, what: `unknown column "${column}". ${hint}`, remedy: "Correct the heading." });
    }
  }
  for (const column of known.filter((name) => !columns.includes(name))) {
    problems.push({ where: at.where, what: `column "${column}" is missing.`, remedy: "Add it, empty if unknown." });
  }
  return columns;
}
