import { parse } from "csv-parse/sync";
import { UserError } from "../../core/user-error.ts";

/** Rows of a CSV text as objects. Throws UserError when a column that we need is missing or the text is no CSV. */
export function csvRows<Column extends string>(
  text: string,
  file: string,
  columns: readonly Column[],
): Readonly<Record<Column, string>>[] {
  let rows: Readonly<Record<Column, string>>[];
  try {
    rows = parse(text, { bom: true, columns: true, skip_empty_lines: true, relax_column_count: true });
  } catch (error) {
    const what = `is no valid CSV: ${error instanceof Error ? error.message : String(error)}.`;
    throw new UserError("input", [{ where: file, what, remedy: "Check that it is the right file." }], { cause: error });
  }
  const [first] = rows;
  const missing = first === undefined ? columns : columns.filter((column) => first[column] === undefined);
  if (missing.length === 0) return rows;
  const what = `has no column ${missing.join(", ")}.`;
  throw new UserError("input", [{ where: file, what, remedy: "Check that it is the right file." }]);
}
