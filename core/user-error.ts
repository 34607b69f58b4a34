/** One thing that a person can put right: where it is, what is wrong with it, and how to mend it. */
export interface Problem {
  /** File with line (`seeds/sites.csv:41`), option (`--port`) or other place that the reader can open. */
  readonly where: string;
  readonly what: string;
  readonly remedy: string;
}

/** Why a command cannot go on: how it was called, what it was given to read, or the place that it writes to when it had begun. */
export type UserErrorKind = "usage" | "input" | "partial";

/** An error that its reader can mend. Carries every problem found, not only the first one. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly kind: UserErrorKind;
  readonly problems: readonly Problem[];

  constructor(kind: UserErrorKind, problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map(problemLine).join("\n"), options);
    this.kind = kind;
    this.problems = problems;
  }
}

/** One line per problem: `where: what Remedy`. */
export function problemLine(problem: Problem): string {
  return `${problem.where}: ${problem.what} ${problem.remedy}`;
}
