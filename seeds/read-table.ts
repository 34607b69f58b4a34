import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { CsvError, parse } from "csv-parse/sync";
import { nearestName } from "../core/nearest-name.ts";
import type { Problem } from "../core/user-error.ts";
import { REGISTRY_FILES, type RegistryFile } from "./registry-files.ts";

/** A row with its place. */
export interface TableRow {
  /** `seeds/sites.csv:41` */
  readonly where: string;
  readonly cells: Readonly<Record<string, string>>;
}

/** Where a registry is, and how its reader knows it. */
export interface RegistryPlace {
  readonly folder: string;
  /** Name of the folder in messages. */
  readonly shownAs: string;
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Rows of one file of a registry; its mistakes are added to `problems`. A missing file has no rows, but for sites.csv. */
export function readTable(place: RegistryPlace, file: RegistryFile, problems: Problem[]): TableRow[] {
  const shown = path.posix.join(place.shownAs, file);
  const full = path.join(place.folder, file);
  if (!existsSync(full)) {
    const remedy = "Write it, or run: maillage init.";
    if (file === "sites.csv") problems.push({ where: shown, what: "there is no such file.", remedy });
    return [];
  }
  const records = parseRecords(readFileSync(full), shown, problems);
  const [header, ...rows] = records;
  if (header === undefined) return [];
  const columns = readHeader(header.record, { file, where: `${shown}:1` }, problems);
  return rows.flatMap(({ record, info }) => {
    const where = `${shown}:${info.lines}`;
    if (record.length !== header.record.length) {
      const what = `${record.length} cells, the heading has ${header.record.length}.`;
      problems.push({ where, what, remedy: "Put texts with commas between double quotes, and count the commas." });
      return [];
    }
    return [
      { where, cells: Object.fromEntries(columns.map((column, index) => [column, (record[index] ?? "").trim()])) },
    ];
  });
}

function parseRecords(bytes: Buffer, shown: string, problems: Problem[]): ParsedRecord[] {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    problems.push({ where: shown, what: "is not UTF-8.", remedy: "Save it as CSV UTF-8." });
    return [];
  }
  try {
    const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true } as const;
    return parse(text, options) as unknown as ParsedRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = "lines" in error ? `:${String(error["lines"])}` : "";
    problems.push({ where: `${shown}${line}`, what: `no valid CSV: ${error.message}.`, remedy: "Close the quotes." });
    return [];
  }
}

function readHeader(
  header: readonly string[],
  at: { readonly file: RegistryFile; readonly where: string },
  problems: Problem[],
): string[] {
  const known: readonly string[] = REGISTRY_FILES[at.file];
  const columns = header.map((cell) => cell.trim());
  for (const column of columns.filter((name) => !known.includes(name))) {
    const nearest = nearestName(column, known);
    const hint = nearest === null ? `Known: ${known.join(", ")}.` : `Did you mean "${nearest}"?`;
    problems.push({ where: at.where, what: `unknown column "${column}". ${hint}`, remedy: "Correct the heading." });
  }
  for (const column of known.filter((name) => !columns.includes(name))) {
    problems.push({ where: at.where, what: `column "${column}" is missing.`, remedy: "Add it, empty if unknown." });
  }
  return columns;
}
