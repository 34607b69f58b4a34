import type { Clock } from "../core/clock.ts";
import type { ExitName } from "./exit-code.ts";
import type { OptionValues } from "./option-values.ts";
import type { Progress } from "./progress.ts";

/** One option of a command: what the parser, the help and the README know of it. */
export interface Option {
  readonly name: string;
  /** What its value is called in help, with the unit; null for a flag. */
  readonly value: string | null;
  readonly kind: "flag" | "text" | "integer" | "date";
  readonly description: string;
  /** As printed in help; null when there is none. */
  readonly default: string | null;
}

/** A word after the command that is no option. */
export interface Operand {
  readonly name: string;
  readonly description: string;
  /** Allowed values, or null for any. */
  readonly choices: readonly string[] | null;
  readonly count: "one" | "optional" | "many";
}

/** Where a command reads and writes. */
export interface Streams {
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  readonly isTerminal: boolean;
}

/** What a command is called with. */
export interface Invocation {
  readonly operands: readonly string[];
  readonly values: OptionValues;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folder that relative paths start from. */
  readonly folder: string;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly streams: Streams;
  /** Aborted at the first Ctrl-C or SIGTERM: finish what runs, begin nothing new. */
  readonly stop: AbortSignal;
}

/** What a command did. */
export interface Report {
  readonly exit: ExitName;
  /** One sentence, the last line that the reader sees. */
  readonly why: string;
  /** Results for a person; "" when there are none. Ends without a line feed. */
  readonly text: string;
  /** The same for machines: the body of the `--json` document. */
  readonly document: Readonly<Record<string, unknown>>;
  readonly warnings: readonly string[];
}

/** A verb of the command line. */
export interface Command {
  /** One word, or two (`seeds check`). */
  readonly name: string;
  readonly summary: string;
  readonly operands: readonly Operand[];
  readonly options: readonly Option[];
  readonly run: (invocation: Invocation) => Promise<Report>;
}
