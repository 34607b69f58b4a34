/** Beginnings that make a spreadsheet compute a cell, full-width forms included, after any white space (OWASP, CSV injection). */
const FORMULA = /^'*(?:[\s\u200B]*[=+\-@＝＋－＠]|[\t\r\n])/;

/** The text of a CSV cell that no spreadsheet computes: with an apostrophe before what looks like a formula, else as it is. */
export function guardFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** What `guardFormula` was given: the text without the apostrophe that keeps a formula from being computed. */
export function unguardFormula(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
