import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Invocation } from "../../cli/command.ts";
import { OptionValues } from "../../cli/option-values.ts";
import { fakeClock } from "../support/fake-clock.ts";

/** What a test calls a command with. */
export interface GivenInvocation {
  /** Text of maillage.config.json. */
  readonly file?: string;
  readonly environment?: Record<string, string>;
  readonly options?: Record<string, string | true>;
  readonly operands?: readonly string[];
  /** Folder to run in; a new one when left out. */
  readonly folder?: string;
}

const DECLARED = ["config", "store", "registry", "pages", "new", "dry-run", "list", "off", "impact", "broken"];

/** A new folder of the temporary one. */
export function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "maillage-command-"));
}

/** An invocation in a folder of its own, on a fake clock. */
export function fakeInvocation(given: GivenInvocation = {}): Invocation {
  const folder = given.folder ?? newFolder();
  if (given.file !== undefined) writeFileSync(path.join(folder, "maillage.config.json"), given.file);
  return {
    operands: given.operands ?? [],
    values: new OptionValues(DECLARED, new Map(Object.entries(given.options ?? {}))),
    environment: given.environment ?? {},
    folder,
    clock: fakeClock(),
    progress: { tell: () => undefined, note: () => undefined, end: () => undefined },
    streams: { writeOut: () => undefined, writeError: () => undefined, isTerminal: false },
    stop: new AbortController().signal,
  };
}
