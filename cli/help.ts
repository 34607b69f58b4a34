import type { Command, Operand, Option } from "./command.ts";
import { COMMON_OPTIONS } from "./common-options.ts";
import { EXIT_CODES } from "./exit-code.ts";

/** Help of the whole program: what README quotes. */
export function programHelp(commands: readonly Command[]): string {
  const rows = commands.map((command): [string, string] => [usageWords(command), command.summary]);
  return [
    "maillage: maps the links between public web sites, and quotes every one of them",
    "",
    "Usage: maillage <command> [options]",
    "",
    "Commands, in the order of the data:",
    ...aligned(rows),
    "",
    "Options of every command:",
    ...aligned(COMMON_OPTIONS.map(optionRow)),
    "",
    "Exit codes:",
    ...aligned(Object.values(EXIT_CODES).map(({ code, meaning }): [string, string] => [String(code), meaning])),
    "",
    "maillage <command> --help tells the options of a command.",
  ].join("\n");
}

/** Help of one command. */
export function commandHelp(command: Command): string {
  const operands = command.operands.map((operand): [string, string] => [operand.name, operandText(operand)]);
  return [
    `maillage ${command.name}: ${command.summary}`,
    "",
    `Usage: maillage ${usageWords(command)} [options]`,
    ...(operands.length === 0 ? [] : ["", ...aligned(operands)]),
    ...(command.options.length === 0 ? [] : ["", "Options:", ...aligned(command.options.map(optionRow))]),
    "",
    "Options of every command:",
    ...aligned(COMMON_OPTIONS.map(optionRow)),
  ].join("\n");
}

function usageWords(command: Command): string {
  return [command.name, ...command.operands.map(operandWord)].join(" ");
}

function operandWord(operand: Operand): string {
  const word = operand.choices === null ? operand.name : operand.choices.join("|");
  if (operand.count === "optional") return `[${word}]`;
  return operand.count === "many" ? `${word}...` : word;
}

function operandText(operand: Operand): string {
  return operand.choices === null ? operand.description : `${operand.description}: ${operand.choices.join(", ")}`;
}

function optionRow(option: Option): [string, string] {
  const left = option.value === null ? `--${option.name}` : `--${option.name} ${option.value}`;
  return [left, option.default === null ? option.description : `${option.description} (default: ${option.default})`];
}

function aligned(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
