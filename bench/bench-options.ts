import { parseArgs } from "node:util";
import { UserError, type Problem } from "../core/user-error.ts";

/** Runners that `crawl` compares, in the order of its tables. */
export const COMPARED = ["ours", "bare", "crawlee-default", "crawlee-tuned", "scrapy", "spider-rs"] as const;
export type Compared = (typeof COMPARED)[number];

const BENCHES = ["crawl", "polite", "soak", "kill"] as const;

/** What to measure and how, as the command line says. */
export interface BenchOptions {
  readonly bench: (typeof BENCHES)[number];
  readonly rounds: number;
  readonly hosts: number;
  /** Per host with `crawl`, in all with `soak`. */
  readonly pages: number;
  readonly seconds: number;
  /** Times that a crawl is killed, with `kill`. */
  readonly kills: number;
  readonly only: readonly Compared[];
  /** File that receives every number; null: none. */
  readonly json: string | null;
  /** Markdown tables on standard output instead of plain ones. */
  readonly isMarkdown: boolean;
  /** The section of docs/benchmarks.md is written anew. */
  readonly isForDocs: boolean;
}

const DEFAULTS = {
  crawl: { hosts: 650, pages: 10 },
  polite: { hosts: 650, pages: 0 },
  soak: { hosts: 250, pages: 100_000 },
  kill: { hosts: 40, pages: 0 },
} as const;

/** How to call the bench. */
export const BENCH_HELP = `node bench/main.ts crawl   [--rounds 3] [--hosts 650] [--pages 10] [--only ${COMPARED.join(",")}]
node bench/main.ts polite  [--seconds 60] [--hosts 650]
node bench/main.ts soak    [--pages 100000] [--hosts 250]
node bench/main.ts kill    [--kills 50] [--hosts 40]
each with [--json FILE] [--markdown] [--docs]`;

/** The options in command-line words. Throws UserError ("usage") for words and values that are not known. */
export function parseBenchOptions(words: readonly string[]): BenchOptions {
  const { values, positionals } = parsedWords(words);
  const [word = "", ...others] = positionals;
  const bench = BENCHES.find((known) => known === word);
  if (bench === undefined || others.length > 0) {
    const given = positionals.length === 0 ? "nothing" : `"${positionals.join(" ")}"`;
    throw usage("bench", `expected one of ${BENCHES.join(", ")}; got ${given}.`);
  }
  return {
    bench,
    rounds: wholeNumber("--rounds", values.rounds ?? "3"),
    hosts: wholeNumber("--hosts", values.hosts ?? `${DEFAULTS[bench].hosts}`),
    pages: DEFAULTS[bench].pages === 0 ? 0 : wholeNumber("--pages", values.pages ?? `${DEFAULTS[bench].pages}`),
    seconds: wholeNumber("--seconds", values.seconds ?? "60"),
    kills: wholeNumber("--kills", values.kills ?? "50"),
    only: values.only === undefined ? COMPARED : values.only.split(",").map(comparedName),
    json: values.json ?? null,
    isMarkdown: values.markdown === true,
    isForDocs: values.docs === true,
  };
}

function parsedWords(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        rounds: { type: "string" },
        hosts: { type: "string" },
        pages: { type: "string" },
        seconds: { type: "string" },
        kills: { type: "string" },
        only: { type: "string" },
        json: { type: "string" },
        markdown: { type: "boolean" },
        docs: { type: "boolean" },
      },
    });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw usage("bench", error.message);
  }
}

function wholeNumber(option: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw usage(option, `expected a whole number from 1; got "${text}".`);
}

function comparedName(text: string): Compared {
  const name = COMPARED.find((known) => known === text);
  if (name === undefined) throw usage("--only", `unknown runner "${text}". Known: ${COMPARED.join(", ")}.`);
  return name;
}

function usage(where: string, what: string): UserError {
  const problem: Problem = { where, what, remedy: `Usage:\n${BENCH_HELP}` };
  return new UserError("usage", [problem]);
}
