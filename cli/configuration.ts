import path from "node:path";
import type { Problem } from "../core/user-error.ts";
import { UserError } from "../core/user-error.ts";
import type { CrawlWindow } from "../crawler/settings.ts";
import type { Invocation } from "./command.ts";
import { readConfigurationFile, type FileSettings } from "./configuration-file.ts";
import { parseSetting } from "./parse-setting.ts";
import type { Setting, SettingValue } from "./setting.ts";
import { SETTINGS, type SettingPath } from "./settings-table.ts";

/** A setting's value and who gave it. */
export interface Resolved {
  readonly value: SettingValue;
  readonly origin: string;
}

/** The settings in force: option, then environment, then file, then default. */
export class Configuration {
  readonly #resolved: ReadonlyMap<string, Resolved>;
  readonly #folder: string;

  constructor(resolved: ReadonlyMap<string, Resolved>, folder: string) {
    this.#resolved = resolved;
    this.#folder = folder;
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

  /** One of the choices of a setting. */
  choice<Choice extends string>(setting: SettingPath, choices: readonly Choice[]): Choice {
    const found = choices.find((choice) => choice === this.text(setting));
    if (found === undefined) throw new RangeError(`setting ${setting} is none of ${choices.join(", ")}`);
    return found;
  }

  /** The texts of a list, empty when unset. */
  list(setting: SettingPath): readonly string[] {
    const value = this.#resolved.get(setting)?.value;
    return Array.isArray(value) ? (value as readonly string[]) : [];
  }

  /** The map of a setting, empty when unset. */
  addresses(setting: SettingPath): ReadonlyMap<string, string> {
    const value = this.#resolved.get(setting)?.value;
    return value instanceof Map ? value : new Map();
  }

  /** The hours of a setting, or null when it is unset. */
  window(setting: SettingPath): CrawlWindow | null {
    const value = this.#resolved.get(setting)?.value;
    return typeof value === "object" && value !== null && "timeZone" in value ? value : null;
  }

  /** A file that stands beside the configuration file unless its path is absolute. */
  besideFile(setting: SettingPath): string {
    return path.resolve(this.#folder, this.requiredText(setting));
  }

  /** Every setting with its origin, in the order of the table. */
  entries(): readonly (readonly [setting: string, resolved: Resolved])[] {
    return [...this.#resolved];
  }
}

/** Reads the configuration of an invocation. Throws UserError ("usage") with every mistake in it. */
export function loadConfiguration(invocation: Invocation): Configuration {
  const { configuration, problems } = readConfiguration(invocation);
  if (problems.length > 0) throw new UserError("usage", problems);
  return configuration;
}

/** The configuration of an invocation, defaults in place of what is wrong, and every mistake in it. */
export function readConfiguration(invocation: Invocation): {
  readonly configuration: Configuration;
  readonly problems: readonly Problem[];
} {
  const { file, problems } = readConfigurationFile(invocation.folder, invocation.values.text("config"));
  const found = [...problems];
  const resolved = new Map<string, Resolved>();
  for (const setting of SETTINGS) resolved.set(setting.path, resolve(setting, { invocation, file, problems: found }));
  return { configuration: new Configuration(resolved, file?.folder ?? invocation.folder), problems: found };
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
  const isUnset = (value: unknown): boolean =>
    value === undefined || value === "" || (value === null && setting.default === null);
  const [given, origin] = candidates.find(([value]) => !isUnset(value)) ?? [undefined, ""];
  if (given === undefined) return { value: setting.default, origin: setting.default === null ? "unset" : "default" };
  const parsed = parseSetting(setting, given);
  if (parsed.kind === "value") return { value: parsed.value, origin };
  const remedy = `It means: ${setting.description}.`;
  problems.push(...parsed.faults.map((what) => ({ where: origin, what, remedy })));
  return { value: setting.default, origin: "default" };
}

function optionValue(setting: Setting, invocation: Invocation): string | undefined {
  const { option } = setting;
  if (option === null || !invocation.values.isDeclared(option)) return undefined;
  return invocation.values.text(option) ?? undefined;
}
