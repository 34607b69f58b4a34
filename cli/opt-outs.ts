import { appendFileSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { problemLine, UserError, type Problem } from "../core/user-error.ts";
import { parseHostName } from "./host-name.ts";

/** What an opt-out file says: the hosts that can be understood, and what is wrong with other lines. */
export interface OptOutLines {
  readonly hosts: readonly string[];
  readonly problems: readonly Problem[];
}

/** Hosts whose owners want to be left alone, in the order of the file, each once; none when there is no file. Throws UserError with every bad line. */
export function readOptOuts(file: string): readonly string[] {
  const { hosts, problems } = parseOptOuts(readText(file), path.basename(file));
  if (problems.length > 0) throw new UserError("input", problems);
  return hosts;
}

/** Reads one host a line; `#` begins a comment. */
export function parseOptOuts(text: string, shownAs: string): OptOutLines {
  const hosts = new Set<string>();
  const problems: Problem[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const written = line.replace(/#.*/, "").trim();
    if (written === "") continue;
    const parsed = parseHostName(written);
    if (parsed.kind === "host") hosts.add(parsed.host);
    else problems.push({ where: `${shownAs}:${index + 1}`, what: parsed.what, remedy: parsed.remedy });
  }
  return { hosts: [...hosts], problems };
}

/**
 * Reads the file again at each call, while a crawl runs: what it holds now, none without a file. What is wrong with it is
 * told once and keeps no other line from being heard; it never throws.
 */
export function optOutReader(file: string | null, note: (line: string) => void): () => readonly string[] {
  const told = new Set<string>();
  return () => {
    if (file === null) return [];
    const { hosts, problems } = glance(file);
    for (const line of problems.map(problemLine)) {
      if (!told.has(line)) note(line);
      told.add(line);
    }
    return hosts;
  };
}

function glance(file: string): OptOutLines {
  try {
    return parseOptOuts(readText(file), path.basename(file));
  } catch (error) {
    if (error instanceof UserError) return { hosts: [], problems: error.problems };
    throw error;
  }
}

/** Adds a host to the file, made when missing. False when it stands there already. */
export function addOptOut(file: string, host: string): boolean {
  const text = readText(file);
  if (readOptOuts(file).includes(host)) return false;
  mkdirSync(path.dirname(file), { recursive: true });
  const isOpenLine = text !== "" && !text.endsWith("\n");
  appendFileSync(file, `${isOpenLine ? "\n" : ""}${host}\n`);
  return true;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    const what = `cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
    throw new UserError("input", [{ where: file, what, remedy: "Make it readable: nobody is asked without it." }]);
  }
}
