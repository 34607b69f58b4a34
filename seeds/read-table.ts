import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { unguardFormula } from "../core/formula-guard.ts";
import { nearestName } from "../core/nearest-name.ts";
import type { Problem } from "../core/user-error.ts";
import { parseRecords, type PlacedRecord } from "./parse-records.ts";
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
  const columns = readHeader(header.cells, { file, where: `${shown}:${header.line}` }, problems);
  const read = rows.flatMap((row) => readRow(row, { columns, shown }, problems));
  return { rows: read, isWhole: problems.length === before };
}

function readRow(
  { cells, line }: PlacedRecord,
  at: { readonly columns: readonly string[]; readonly shown: string },
  problems: Problem[],
): TableRow[] {
  const where = `${at.shown}:${line}`;
  if (cells.length !== at.columns.length) {
    const what = `${cells.length} cells, the heading has ${at.columns.length}.`;
    problems.push({ where, what, remedy: "Put texts with commas between double quotes, and count the commas." });
    return [];
  }
  const read = (index: number): string => unguardFormula((cells[index] ?? "").trim());
  return [{ where, cells: Object.fromEntries(at.columns.map((column, index) => [column, read(index)])) }];
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
