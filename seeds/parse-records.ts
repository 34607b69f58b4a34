import { CsvError, parse } from "csv-parse/sync";
import type { Problem } from "../core/user-error.ts";

/** The cells of a row with the line on which it begins. */
export interface PlacedRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

const REMEDY = "Close each quote, and write a quote inside a text twice.";

/** Rows of a CSV file but for blank lines; null when the bytes are no CSV text, which goes to `problems`. */
export function parseRecords(bytes: Buffer, shown: string, problems: Problem[]): PlacedRecord[] | null {
  let decoded: string;
  try {
    decoded = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    problems.push({ where: shown, what: "is not UTF-8.", remedy: "Save it as CSV UTF-8." });
    return null;
  }
  const isWindowsText = /^[^\n]*\r\n/.test(decoded);
  const text = isWindowsText ? decoded.replaceAll("\r\n", "\n") : decoded;
  try {
    return placedRecords(text);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { line, what } = placedError(error, text);
    problems.push({ where: `${shown}:${line}`, what: `no valid CSV: ${what}.`, remedy: REMEDY });
    return null;
  }
}

/** Lines are counted here: csv-parse counts to the end of a row, and takes a lone carriage return for a line. */
function placedRecords(text: string): PlacedRecord[] {
  const options = { raw: true, relax_column_count: true, record_delimiter: "\n" } as const;
  const records = parse(text, options) as unknown as { readonly raw: string; readonly record: readonly string[] }[];
  let line = 1;
  return records.flatMap(({ raw, record }) => {
    const placed = { line, cells: record };
    line += raw.split("\n").length - 1;
    return record.length === 1 && record[0]?.trim() === "" ? [] : [placed];
  });
}

/** A quote that stays open is told where its row begins: csv-parse names the end of the file. */
function placedError(error: CsvError, text: string): { readonly line: number; readonly what: string } {
  if (error.code !== "CSV_QUOTE_NOT_CLOSED") return { line: Number(error["lines"]), what: error.message };
  const unread = String(error["raw"]);
  const line = text.slice(0, text.length - unread.length).split("\n").length;
  return { line, what: "a quote is opened in this row and never closed" };
}
