import ipaddr from "ipaddr.js";
import { nearestName } from "../core/nearest-name.ts";
import { parseWindow } from "./parse-window.ts";
import type { Setting, SettingValue } from "./setting.ts";

/** A value understood, or every fault of it: `crawl.pageBudget: expected a whole number, got "many".` */
export type ParsedSetting =
  | { readonly kind: "value"; readonly value: SettingValue }
  | { readonly kind: "faults"; readonly faults: readonly string[] };

type SettingOf<Kind extends Setting["kind"]> = Extract<Setting, { kind: Kind }>;

/** Reads what was given for a setting, in the file or as a text. */
export function parseSetting(setting: Setting, given: unknown): ParsedSetting {
  if (setting.kind === "text") return typeof given === "string" ? value(given) : unexpected(setting, "a text", given);
  if (setting.kind === "integer") return parseInteger(setting, given);
  if (setting.kind === "choice") return parseChoice(setting, given);
  if (setting.kind === "list") return parseList(setting, given);
  if (setting.kind === "addresses") return parseAddresses(setting, given);
  return parseWindow(setting.path, fromText(given));
}

const DIGITS = /^\d{1,15}$/;
const HOST = /^(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;
const HOST_AND_PORT = /^[^\s/]+:\d{1,5}$/;

function parseInteger(setting: SettingOf<"integer">, given: unknown): ParsedSetting {
  const isNumber = typeof given === "number" || typeof given === "string";
  if (!isNumber || !DIGITS.test(String(given))) return unexpected(setting, "a whole number", given);
  const number = Number(given);
  if (number >= setting.min && number <= setting.max) return value(number);
  return unexpected(setting, `${setting.min} to ${setting.max}`, given);
}

function parseChoice(setting: SettingOf<"choice">, given: unknown): ParsedSetting {
  const found = setting.choices.find((choice) => choice === given);
  if (found !== undefined) return value(found);
  const nearest = typeof given === "string" ? nearestName(given, setting.choices) : null;
  const hint = nearest === null ? "" : ` Did you mean "${nearest}"?`;
  const expected = setting.choices.map((choice) => `"${choice}"`).join(" or ");
  return faults([`${setting.path}: expected ${expected}, got ${JSON.stringify(given)}.${hint}`]);
}

function parseList(setting: SettingOf<"list">, given: unknown): ParsedSetting {
  const items = typeof given === "string" ? splitList(given) : given;
  if (!Array.isArray(items)) return unexpected(setting, "a list of texts", given);
  const isSound = setting.items === "host" ? isHost : isRange;
  const expected = setting.items === "host" ? "host or host:port" : "a network in CIDR notation, like 192.0.2.0/24";
  const wrong = items.filter((item) => !isSound(item));
  if (wrong.length > 0) {
    return faults(wrong.map((item) => `${setting.path}: expected ${expected}, got ${JSON.stringify(item)}.`));
  }
  return value(items.map((item) => String(item).toLowerCase()));
}

function parseAddresses(setting: SettingOf<"addresses">, given: unknown): ParsedSetting {
  const document = fromText(given);
  if (!isObject(document)) return unexpected(setting, "an object of host:port to origin", given);
  const wrong = Object.entries(document).filter(
    ([host, origin]) => !HOST_AND_PORT.test(host) || typeof origin !== "string" || !URL.canParse(origin),
  );
  if (wrong.length === 0) {
    return value(new Map(Object.entries(document).map(([host, origin]) => [host, String(origin)])));
  }
  return faults(
    wrong.map(
      ([host, origin]) =>
        `${setting.path}: expected an object of host:port to origin, got ${JSON.stringify({ [host]: origin })}.`,
    ),
  );
}

function isHost(item: unknown): boolean {
  return typeof item === "string" && HOST.test(item);
}

function isRange(item: unknown): boolean {
  return typeof item === "string" && ipaddr.isValidCIDR(item);
}

/** Environment variables are texts: objects come as JSON. */
function fromText(given: unknown): unknown {
  if (typeof given !== "string") return given;
  try {
    return JSON.parse(given) as unknown;
  } catch {
    return given;
  }
}

/** As an environment variable a list comes with commas, or as JSON. */
function splitList(text: string): unknown {
  if (text.trimStart().startsWith("[")) return fromText(text);
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function isObject(document: unknown): document is Readonly<Record<string, unknown>> {
  return typeof document === "object" && document !== null && !Array.isArray(document);
}

function unexpected(setting: Setting, expected: string, given: unknown): ParsedSetting {
  return faults([`${setting.path}: expected ${expected}, got ${JSON.stringify(given)}.`]);
}

function value(parsed: SettingValue): ParsedSetting {
  return { kind: "value", value: parsed };
}

function faults(texts: readonly string[]): ParsedSetting {
  return { kind: "faults", faults: texts };
}
