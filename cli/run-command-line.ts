import { UserError, problemLine } from "../core/user-error.ts";
import { commandHelp, programHelp } from "./help.ts";
import { COMMANDS } from "./commands.ts";
import type { Command, Invocation, Report, Streams } from "./command.ts";
import { loadConfiguration } from "./configuration.ts";
import { EXIT_CODES } from "./exit-code.ts";
import type { OptionValues } from "./option-values.ts";
import { parseArguments } from "./parse-arguments.ts";
import { createProgress } from "./progress.ts";
import { printable, printableLine } from "./printable.ts";
import { printedConfiguration } from "./printed-configuration.ts";
import { stopSignals, type StopSignals } from "./stop-signals.ts";
import { systemClock } from "./system-clock.ts";
import { codeVersion } from "./code-version.ts";

/** Version of the `--json` documents: raise it when a field changes its meaning. */
const SCHEMA_VERSION = 1;

/** Runs one command line in this process. Returns the exit code; never throws for what a person can mend. */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  const streams = processStreams();
  if (words.length === 1 && words[0] === "--version") {
    streams.writeOut(`${codeVersion()}\n`);
    return EXIT_CODES.done.code;
  }
  const isJson = words.includes("--json");
  try {
    const { command, values, operands } = parseArguments(words, COMMANDS);
    if (command === null) return answerWithoutCommand(values, streams);
    if (values.has("help")) {
      streams.writeOut(`${commandHelp(command)}\n`);
      return EXIT_CODES.done.code;
    }
    return await runCommand(command, { values, operands, streams });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return answerUserError(error, { streams, isJson });
  }
}

function answerWithoutCommand(values: OptionValues, streams: Streams): number {
  const help = `${programHelp(COMMANDS)}\n`;
  if (values.has("help")) {
    streams.writeOut(help);
    return EXIT_CODES.done.code;
  }
  streams.writeError(`${help}\nmaillage: which command?\n`);
  return EXIT_CODES.usage.code;
}

async function runCommand(
  command: Command,
  call: { readonly values: OptionValues; readonly operands: readonly string[]; readonly streams: Streams },
): Promise<number> {
  const { values, operands, streams } = call;
  const clock = systemClock(values.isDeclared("as-of") ? values.text("as-of") : null);
  const signals = stopSignals(streams);
  const invocation: Invocation = {
    operands,
    values,
    environment: process.env,
    folder: process.cwd(),
    clock,
    progress: createProgress(streams.writeError, progressStyle(values, streams), clock),
    streams,
    stop: signals.signal,
  };
  if (values.has("print-config")) {
    streams.writeOut(`${printedConfiguration(loadConfiguration(invocation), values.has("json"))}\n`);
    return EXIT_CODES.done.code;
  }
  try {
    const report = await command.run(invocation);
    invocation.progress.end();
    return printReport(command, report, { values, streams, signals });
  } finally {
    invocation.progress.end();
    signals.forget();
  }
}

function printReport(
  command: Command,
  report: Report,
  to: { readonly values: OptionValues; readonly streams: Streams; readonly signals: StopSignals },
): number {
  const { values, streams } = to;
  const code = report.exit === "interrupted" ? to.signals.exitCode() : EXIT_CODES[report.exit].code;
  if (values.has("json")) {
    const exit = { code, why: report.why };
    const document = { schemaVersion: SCHEMA_VERSION, command: command.name, ...report.document };
    streams.writeOut(`${JSON.stringify({ ...document, warnings: report.warnings, exit }, null, 2)}\n`);
  } else if (report.text !== "") {
    streams.writeOut(`${printable(report.text)}\n`);
  }
  if (values.has("quiet") && report.exit === "done") return code;
  for (const warning of report.warnings) streams.writeError(`warning: ${printableLine(warning)}\n`);
  streams.writeError(`${printableLine(report.why)}\n`);
  return code;
}

function answerUserError(error: UserError, to: { readonly streams: Streams; readonly isJson: boolean }): number {
  const exit = EXIT_CODES[error.kind];
  if (to.isJson) {
    const document = {
      schemaVersion: SCHEMA_VERSION,
      problems: error.problems,
      exit: { code: exit.code, why: exit.meaning },
    };
    to.streams.writeOut(`${JSON.stringify(document, null, 2)}\n`);
  }
  const count = error.problems.length;
  const noun = count === 1 ? "problem" : "problems";
  const told = error.kind === "partial" ? noun : `${noun}, nothing written`;
  const lines = error.problems.map((problem) => printableLine(problemLine(problem)));
  to.streams.writeError(`${lines.join("\n")}\n${count} ${told}: ${exit.meaning}.\n`);
  return exit.code;
}

function progressStyle(values: OptionValues, streams: Streams): Parameters<typeof createProgress>[1] {
  return {
    format: values.text("log-format") === "json" ? "json" : "text",
    isTerminal: streams.isTerminal,
    isQuiet: values.has("quiet"),
    hasProgress: !values.has("no-progress"),
  };
}

function processStreams(): Streams {
  return {
    writeOut: (text) => void process.stdout.write(text),
    writeError: (text) => void process.stderr.write(text),
    isTerminal: process.stderr.isTTY,
  };
}
