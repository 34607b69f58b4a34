import { readFileSync, writeFileSync } from "node:fs";
import { UserError } from "../../core/user-error.ts";

/** Replaces what stands between `<!-- bench:NAME -->` and `<!-- /bench:NAME -->` of a document. Throws UserError without them. */
export function writeSection(file: string, name: string, text: string): void {
  writeFileSync(file, withSection(readFileSync(file, "utf8"), name, { text, file }));
}

/** The document with the named section's text replaced. */
export function withSection(
  document: string,
  name: string,
  by: { readonly text: string; readonly file: string },
): string {
  const [opening, closing] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const start = document.indexOf(opening);
  const end = document.indexOf(closing);
  if (start === -1 || end < start) {
    const what = `no section between ${opening} and ${closing}.`;
    throw new UserError("input", [{ where: by.file, what, remedy: "Write the two lines where the figures belong." }]);
  }
  return `${document.slice(0, start + opening.length)}\n${by.text}\n${document.slice(end)}`;
}
