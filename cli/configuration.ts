import { readFileSync } from "node:fs";
import path from "node:path";
import { nearestName } from "../core/nearest-name.ts";
import { UserError, type Problem } from "../core/user-error.ts";
import type { Invocation } from "./command.ts";
import { SETTINGS, type Setting, type SettingPath } from "./settings-table.ts";

const DEFAULT_FILE = "maillage.config.json";

type Value = string | number | ReadonlyMap<string, string> | null;

/** A setting's value and who gave it. */
export interface Resolved {
  readonly value: Value;
  readonly origin: string;
}

/** The settings in force: option, then environment, then file, then default. */
export class Configuration {
  readonly #resolved: ReadonlyMap<string, Resolved>;

  constructor(resolved: ReadonlyMap<string, Resolved>) {
    this.#resolved = resolved;
  }

  /** The text of a setting, or null when it is unset. */
  text(setting: SettingPath): string | null {
    const value = this.#resolved.get(setting)?.value;
    return typeof value === "string" ? value : null;
  }

  /** The text of a setting that has a default. */
  requiredText(setting: SettingPath): string {
    const text = this.text(setting);
    if (text === null) throw new RangeError(`setting ${setting} has no default`);
    return text;
  }

  /** The number of a setting that has a default. */
  integer(setting: SettingPath): number {
    return Number(this.#resolved.get(setting)?.value);
  }

  /** The map of a setting, empty when unset. */
  addresses(setting: SettingPath): ReadonlyMap<string, string> {
    const value = this.#resolved.get(setting)?.value;
    return value instanceof Map ? value : new Map();
  }

  /** Every setting with its origin, in the order of the table. */
  entries(): readonly (readonly [setting: string, resolved: Resolved])[] {
    return [...this.#resolved];
  }
}

/** Reads the configuration of an invocation. Throws UserError ("usage") with every mistake in it. */
export function loadConfiguration(invocation: Invocation): Configuration {
  const problems: Problem[] = [];
  const file = readFile(invocation, problems);
  const resolved = new Map<string, Resolved>();
  for (const setting of SETTINGS) resolved.set(setting.path, resolve(setting, { invocation, file, problems }));
  if (problems.length > 0) throw new UserError("usage", problems);
  return new Configuration(resolved);
}

interface FileSettings {
  readonly name: string;
  readonly values: ReadonlyMap<string, unknown>;
}

function readFile(invocation: Invocation, problems: Problem[]): FileSettings | null {
  const given = invocation.values.text("config");
  const name = given ?? DEFAULT_FILE;
  let text: string;
  try {
    text = readFileSync(path.resolve(invocation.folder, name), "utf8");
  } catch {
    if (given !== null) {
      problems.push({ where: name, what: "cannot be read.", remedy: "Check the name, or run: maillage init." });
    }
    return null;
  }
  try {
    const values = flatten(JSON.parse(text) as unknown);
    problems.push(...unknownKeys(name, values.keys()));
    return { name, values };
  } catch (error) {
    const what = `is not JSON: ${error instanceof Error ? error.message : String(error)}.`;
    problems.push({ where: name, what, remedy: "Correct the file." });
    return null;
  }
}

/** Leaves of the settings file by dotted path; the value of an `addresses` setting is one leaf. */
function flatten(document: unknown, prefix = ""): Map<string, unknown> {
  const leaves = new Map<string, unknown>();
  if (!isObject(document)) return leaves;
  for (const [key, value] of Object.entries(document)) {
    const name = prefix === "" ? key : `${prefix}.${key}`;
    const isLeaf = !isObject(value) || SETTINGS.some((setting) => setting.path === name);
    if (isLeaf) leaves.set(name, value);
    else for (const [inner, leaf] of flatten(value, name)) leaves.set(inner, leaf);
  }
  return leaves;
}

function unknownKeys(file: string, keys: Iterable<string>): Problem[] {
  const known = SETTINGS.map((setting) => setting.path);
  return [...keys]
    .filter((key) => key !== "$schema" && !known.some((name) => name === key))
    .map((key) => {
      const nearest = nearestName(key, known);
      const hint = nearest === null ? `Known: ${known.join(", ")}.` : `Did you mean "${nearest}"?`;
      return { where: file, what: `unknown setting "${key}". ${hint}`, remedy: "Correct or remove it." };
    });
}

function resolve(
  setting: Setting,
  context: { readonly invocation: Invocation; readonly file: FileSettings | null; readonly problems: Problem[] },
): Resolved {
  const { invocation, file, problems } = context;
  const candidates: (readonly [value: unknown, origin: string])[] = [
    [optionValue(setting, invocation), `option --${setting.option}`],
    [invocation.environment[setting.variable], `environment ${setting.variable}`],
    [file?.values.get(setting.path), `file ${file?.name}`],
  ];
  const [given, origin] = candidates.find(([value]) => value !== undefined && value !== "") ?? [undefined, ""];
  if (given === undefined) return { value: setting.default, origin: setting.default === null ? "unset" : "default" };
  const value = parseValue(setting, given);
  if (value !== null) return { value, origin };
  const what = `${setting.path}: expected ${EXPECTED[setting.kind]}, got ${JSON.stringify(given)}.`;
  problems.push({ where: origin, what, remedy: `It is the ${setting.description}.` });
  return { value: setting.default, origin: "default" };
}

const EXPECTED = {
  text: "a text",
  integer: "a whole number",
  addresses: "an object of host:port to origin",
} as const satisfies Record<Setting["kind"], string>;

function optionValue(setting: Setting, invocation: Invocation): string | undefined {
  const { option } = setting;
  if (option === null || !invocation.values.isDeclared(option)) return undefined;
  return invocation.values.text(option) ?? undefined;
}

function parseValue(setting: Setting, given: unknown): Value {
  if (setting.kind === "text") return typeof given === "string" ? given : null;
  if (setting.kind === "integer") return /^\d{1,9}$/.test(String(given)) ? Number(given) : null;
  const document = typeof given === "string" ? parseJson(given) : given;
  if (!isObject(document)) return null;
  const entries = Object.entries(document);
  if (entries.some(([, origin]) => typeof origin !== "string" || !URL.canParse(origin))) return null;
  return new Map(entries.map(([host, origin]) => [host, String(origin)]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
