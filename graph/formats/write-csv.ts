import { guardFormula } from "../../core/formula-guard.ts";

/** One cell: text, a number, or null for what is not known. */
export type CsvCell = string | number | null;
export type CsvTable = readonly (readonly CsvCell[])[];

/** `machine`: RFC 4180 with commas and no byte order mark. `excel`: semicolons, byte order mark, decimal commas. */
export type CsvDialect = "machine" | "excel";

const BYTE_ORDER_MARK = "\uFEFF";

/**
 * A table as CSV, lines ended by CRLF. Unknown values are empty cells, never 0. Text that a spreadsheet would compute gets
 * a leading apostrophe in both dialects; numbers never need one.
 */
export function writeCsv(rows: CsvTable, dialect: CsvDialect): string {
  const delimiter = dialect === "excel" ? ";" : ",";
  const lines = rows.map((row) => `${row.map((cell) => csvCell(cell, dialect)).join(delimiter)}\r\n`);
  return `${dialect === "excel" ? BYTE_ORDER_MARK : ""}${lines.join("")}`;
}

function csvCell(cell: CsvCell, dialect: CsvDialect): string {
  if (cell === null) return "";
  if (typeof cell === "number") return dialect === "excel" ? `${cell}`.replace(".", ",") : `${cell}`;
  const guarded = guardFormula(cell);
  const isPlain = !/[",;\r\n\t]|^\s|\s$/.test(guarded);
  return isPlain ? guarded : `"${guarded.replaceAll('"', '""')}"`;
}
