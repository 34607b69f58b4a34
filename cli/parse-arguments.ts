import { nearestName } from "../core/nearest-name.ts";
import { UserError, type Problem } from "../core/user-error.ts";
import type { Command, Operand, Option } from "./command.ts";
import { COMMON_OPTIONS } from "./common-options.ts";
import { OptionValues } from "./option-values.ts";

/** A command line understood. `command` is null when only help or the version was asked for. */
export interface ParsedArguments {
  readonly command: Command | null;
  readonly values: OptionValues;
  readonly operands: readonly string[];
}

/** Finds the command and reads its options. Throws UserError with every mistake on the line. */
export function parseArguments(words: readonly string[], commands: readonly Command[]): ParsedArguments {
  const { command, rest } = findCommand(words, commands);
  const declared = [...COMMON_OPTIONS, ...(command?.options ?? [])];
  const { given, operands, problems } = readWords(rest, declared);
  const isAsking = given.has("help") || given.has("print-config");
  if (!isAsking && command !== null) problems.push(...operandProblems(operands, command));
  if (problems.length > 0) throw new UserError("usage", problems);
  const names = declared.map((option) => option.name);
  return { command, values: new OptionValues(names, given), operands };
}

function findCommand(
  words: readonly string[],
  commands: readonly Command[],
): { command: Command | null; rest: string[] } {
  const verbs = words.filter((word) => !word.startsWith("-")).slice(0, 2);
  const name = [verbs.join(" "), verbs[0]].find((candidate) => commands.some((command) => command.name === candidate));
  const command = commands.find((candidate) => candidate.name === name) ?? null;
  if (command !== null) {
    const used = command.name.split(" ");
    return { command, rest: words.filter((word) => word !== used[0] || used.shift() === undefined) };
  }
  const [first] = verbs;
  if (first === undefined) return { command: null, rest: [...words] };
  throw new UserError("usage", [unknownCommand(verbs.join(" "), commands)]);
}

function unknownCommand(typed: string, commands: readonly Command[]): Problem {
  const family = commands
    .map((command) => command.name)
    .filter((name) => name.startsWith(`${typed.split(" ", 1)[0]} `));
  const nearest = nearestName(
    typed,
    commands.map((command) => command.name),
  );
  const hint =
    family.length > 0 ? `Known: ${family.join(", ")}.` : nearest === null ? "" : `Did you mean "${nearest}"?`;
  return { where: "maillage", what: `unknown command "${typed}". ${hint}`.trimEnd(), remedy: "See: maillage --help." };
}

interface WordsRead {
  readonly given: Map<string, string | true>;
  readonly operands: string[];
  readonly problems: Problem[];
}

function readWords(words: readonly string[], declared: readonly Option[]): WordsRead {
  const read: WordsRead = { given: new Map(), operands: [], problems: [] };
  const queue = [...words];
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word === "--") {
      read.operands.push(...queue);
      break;
    }
    if (word === "-h") word = "--help";
    if (word.startsWith("--")) readOption(word, { declared, queue, read });
    else read.operands.push(word);
  }
  return read;
}

function readOption(
  word: string,
  context: { readonly declared: readonly Option[]; readonly queue: string[]; readonly read: WordsRead },
): void {
  const [, name = "", inline] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  const option = context.declared.find((candidate) => candidate.name === name);
  if (option === undefined) {
    const nearest = nearestName(
      name,
      context.declared.map((candidate) => candidate.name),
    );
    const hint = nearest === null ? "" : ` Did you mean --${nearest}?`;
    context.read.problems.push({
      where: `--${name}`,
      what: `unknown option.${hint}`,
      remedy: "See: maillage <command> --help.",
    });
    return;
  }
  const value = option.value === null ? (inline ?? true) : (inline ?? context.queue.shift());
  const problem = valueProblem(option, value);
  if (problem === null && value !== undefined) context.read.given.set(name, value);
  else if (problem !== null) context.read.problems.push(problem);
}

function valueProblem(option: Option, value: string | true | undefined): Problem | null {
  const where = `--${option.name}`;
  if (option.kind === "flag") {
    return value === true ? null : { where, what: `takes no value, got "${value}".`, remedy: `Write ${where} alone.` };
  }
  if (typeof value !== "string" || value === "") {
    return { where, what: "needs a value.", remedy: `Write ${where} ${option.value}.` };
  }
  if (option.kind === "integer" && !/^\d{1,9}$/.test(value)) {
    return { where, what: `expected a whole number, got "${value}".`, remedy: `Write ${where} ${option.value}.` };
  }
  if (option.kind === "date" && !isDate(value)) {
    return {
      where,
      what: `expected a day as YYYY-MM-DD, got "${value}".`,
      remedy: `Write for example ${where} 2026-10-03.`,
    };
  }
  return null;
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

function operandProblems(given: readonly string[], command: Command): Problem[] {
  const remedy = `See: maillage ${command.name} --help.`;
  const missing = command.operands
    .filter((operand, index) => operand.count !== "optional" && given[index] === undefined)
    .map((operand) => ({ where: `maillage ${command.name}`, what: `${operand.name} is missing.`, remedy }));
  const last = command.operands.at(-1);
  const extra = last?.count === "many" ? [] : given.slice(command.operands.length);
  return [
    ...missing,
    ...command.operands.flatMap((operand, index) => choiceProblem(operand, given[index])),
    ...extra.map((word) => ({ where: `maillage ${command.name}`, what: `unexpected "${word}".`, remedy })),
  ];
}

function choiceProblem(operand: Operand, word: string | undefined): Problem[] {
  if (word === undefined || operand.choices === null || operand.choices.includes(word)) return [];
  const what = `unknown value "${word}". Known: ${operand.choices.join(", ")}.`;
  return [{ where: operand.name, what, remedy: "Choose one of them." }];
}
