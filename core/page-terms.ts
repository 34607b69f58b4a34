import type { PageText } from "./visit.ts";

/** A page's words as text: a line for each count, which comes first, its words after it. Words hold no white space. */
export function encodeTerms(terms: PageText["terms"]): string {
  const lines: string[][] = [];
  let line: string[] = [];
  let lineCount: number | null = null;
  for (const [term, count] of terms) {
    if (count !== lineCount) {
      line = [String(count)];
      lines.push(line);
      lineCount = count;
    }
    line.push(term);
  }
  return lines.map((words) => words.join(" ")).join("\n");
}

/** The words again, in their order. */
export function decodeTerms(text: string): [term: string, count: number][] {
  if (text === "") return [];
  return text.split("\n").flatMap((line) => {
    const [count, ...words] = line.split(" ");
    return words.map((word): [string, number] => [word, Number(count)]);
  });
}
