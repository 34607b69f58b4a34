import { nearestName } from "../core/nearest-name.ts";
import type { CrawlWindow } from "../crawler/settings.ts";

/** Hours of a crawl understood, or every fault of them. */
export type ParsedWindow =
  | { readonly kind: "value"; readonly value: CrawlWindow }
  | { readonly kind: "faults"; readonly faults: readonly string[] };

const KEYS = ["from", "until", "timeZone"] as const;
const HOUR = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** Reads `{ "from": "22:00", "until": "06:00", "timeZone": "Europe/Paris" }`; `path` names the setting in faults. */
export function parseWindow(path: string, given: unknown): ParsedWindow {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    return fault(`${path}: expected an object with from, until and timeZone, got ${JSON.stringify(given)}.`);
  }
  const { from, until, timeZone } = given as Partial<Record<(typeof KEYS)[number], unknown>>;
  const faults = [
    ...unknownKeys(path, Object.keys(given)),
    ...hourFaults(`${path}.from`, from),
    ...hourFaults(`${path}.until`, until),
    ...timeZoneFaults(`${path}.timeZone`, timeZone),
  ];
  if (faults.length > 0) return { kind: "faults", faults };
  if (from === until) return fault(`${path}: from and until are the same hour, ${JSON.stringify(from)}.`);
  return { kind: "value", value: { from: String(from), until: String(until), timeZone: String(timeZone) } };
}

function fault(text: string): ParsedWindow {
  return { kind: "faults", faults: [text] };
}

function unknownKeys(path: string, keys: readonly string[]): string[] {
  return keys
    .filter((key) => !KEYS.some((known) => known === key))
    .map((key) => {
      const nearest = nearestName(key, KEYS);
      return `${path}: unknown key "${key}". ${nearest === null ? `Known: ${KEYS.join(", ")}.` : `Did you mean "${nearest}"?`}`;
    });
}

function hourFaults(path: string, hour: unknown): string[] {
  if (typeof hour === "string" && HOUR.test(hour)) return [];
  return [`${path}: expected an hour from "00:00" to "23:59", got ${JSON.stringify(hour) ?? "nothing"}.`];
}

function timeZoneFaults(path: string, timeZone: unknown): string[] {
  if (typeof timeZone === "string" && isTimeZone(timeZone)) return [];
  const nearest = typeof timeZone === "string" ? nearestName(timeZone, Intl.supportedValuesOf("timeZone")) : null;
  const hint = nearest === null ? "" : ` Did you mean "${nearest}"?`;
  return [
    `${path}: expected an IANA time zone like "Europe/Paris", got ${JSON.stringify(timeZone) ?? "nothing"}.${hint}`,
  ];
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "" && !/^[+-]/.test(name);
  } catch {
    return false;
  }
}
