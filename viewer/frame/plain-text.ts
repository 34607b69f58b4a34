/** Controls that are no white space, and marks that turn the direction of what follows (Unicode TR 9). */
// oxlint-disable no-control-regex -- controls are what it looks for
const UNSAFE =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/g;

/** Text of others made fit to stand in a page: no control, no direction mark, at most `maxLength` characters. */
export function plainText(text: string, maxLength: number): string {
  const clean = text.toWellFormed().replaceAll(UNSAFE, "").replaceAll(/\s+/g, " ").trim();
  if (clean.length <= maxLength) return clean;
  return `${clean
    .slice(0, maxLength - 1)
    .toWellFormed()
    .replace(/\uFFFD$/, "")}…`;
}
