import { readFileSync } from "node:fs";
import { parseSync } from "vite";

/** A regular expression of the product, and where it stands. */
export interface FoundRegex {
  readonly file: string;
  readonly pattern: string;
  readonly flags: string;
}

/** What stands in one source file: the literals, and how many are made of texts. */
export interface RegexesOfFile {
  readonly literals: readonly FoundRegex[];
  readonly madeCount: number;
}

/** Every regular expression of a source file, as the parser of the language finds them. */
export function regexesIn(root: string, file: string): RegexesOfFile {
  const { program, errors } = parseSync(file, readFileSync(`${root}/${file}`, "utf8"));
  if (errors.length > 0) throw new Error(`${file} does not parse`);
  const literals: FoundRegex[] = [];
  let madeCount = 0;
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if (isRegexLiteral(node)) literals.push({ file, ...node.regex });
    if ("callee" in node && isNamed(node.callee, "RegExp")) madeCount += 1;
    for (const child of Object.values(node)) visit(child);
  };
  visit(program);
  return { literals, madeCount };
}

function isRegexLiteral(
  node: object,
): node is { readonly regex: { readonly pattern: string; readonly flags: string } } {
  return "regex" in node && typeof node.regex === "object" && node.regex !== null;
}

function isNamed(node: unknown, name: string): boolean {
  return typeof node === "object" && node !== null && "name" in node && node.name === name;
}

/** Pieces of text that a pattern may stumble over: its own characters and words, and what classes of characters match. */
export function hostilePieces(pattern: string): string[] {
  const words = pattern.replaceAll(/\\u[0-9a-fA-F]{4}|\\./g, " ").match(/[A-Za-z0-9!:;=<>"'&%#@-]+/g) ?? [];
  const classes = [" ", "\t", "\r", "\n", "a", "A", "1", ".", ",", "-", "_", "/", ":", "=", "<", ">", "%41", "\u00E9"];
  return [...new Set([...words, ...words.flatMap((word) => word.split("")), ...classes])];
}
