import { readFileSync } from "node:fs";
import path from "node:path";
import { nearestName } from "../core/nearest-name.ts";
import type { Problem } from "../core/user-error.ts";
import { SETTINGS } from "./settings-table.ts";

const DEFAULT_FILE = "maillage.config.json";
/** Names the schema for editors; no setting. */
const SCHEMA_KEY = "$schema";

/** What a configuration file says. */
export interface FileSettings {
  /** As the person named it. */
  readonly name: string;
  /** Folder in which it stands. */
  readonly folder: string;
  /** By dotted path. */
  readonly values: ReadonlyMap<string, unknown>;
}

/** Reads the file that was named, or the usual one if it is there; and what is wrong with it. */
export function readConfigurationFile(
  folder: string,
  given: string | null,
): { readonly file: FileSettings | null; readonly problems: readonly Problem[] } {
  const name = given ?? DEFAULT_FILE;
  const full = path.resolve(folder, name);
  const text = readText(full);
  if (text === null) {
    const remedy = "Check the name, or run: maillage init.";
    return { file: null, problems: given === null ? [] : [{ where: name, what: "cannot be read.", remedy }] };
  }
  const document = parseDocument(text);
  const file = { name, folder: path.dirname(full), values: flatten(document.kind === "object" ? document.value : {}) };
  if (document.kind === "object") return { file, problems: unknownKeys(name, file.values.keys()) };
  return { file, problems: [{ where: name, what: document.what, remedy: "Correct the file." }] };
}

/** Null when there is no such file, or it may not be read. */
function readText(file: string): string | null {
  try {
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch {
    return null;
  }
}

type ParsedDocument =
  | { readonly kind: "object"; readonly value: Readonly<Record<string, unknown>> }
  | { readonly kind: "bad"; readonly what: string };

function parseDocument(text: string): ParsedDocument {
  try {
    const value = JSON.parse(text) as unknown;
    return isObject(value) ? { kind: "object", value } : { kind: "bad", what: "holds no JSON object." };
  } catch (error) {
    return { kind: "bad", what: `is not JSON: ${error instanceof Error ? error.message : String(error)}.` };
  }
}

/** Leaves of the settings file by dotted path; the value of a setting that is an object is one leaf. */
function flatten(document: Readonly<Record<string, unknown>>, prefix = ""): Map<string, unknown> {
  const leaves = new Map<string, unknown>();
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
    .filter((key) => key !== SCHEMA_KEY && !known.some((name) => name === key))
    .map((key) => {
      const nearest = nearestName(key, known);
      const hint = nearest === null ? `Known: ${known.join(", ")}.` : `Did you mean "${nearest}"?`;
      return { where: file, what: `unknown setting "${key}". ${hint}`, remedy: "Correct or remove it." };
    });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
