import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { defaultCrawlSettings, type CrawlSettings } from "../../crawler/settings.ts";

const page = readFileSync(new URL("../../docs/politeness.md", import.meta.url), "utf8");

/** What an owner must be told. */
const TOLD = [
  "minDelayMs",
  "latencyFactor",
  "maxAdaptiveDelayMs",
  "maxPerAddress",
  "minAddressGapMs",
  "throttleDelayMs",
  "maxRetryAfterMs",
  "pageBudget",
  "maxRequestsPerDay",
  "maxBytesPerDay",
  "maxBodyBytes",
  "connectTimeoutMs",
  "totalTimeoutMs",
  "maxRedirectHops",
  "retryDelaysMs",
  "parkAfterFailures",
  "parkMs",
  "maxParks",
  "robotsLifetimeMs",
  "robotsRetryMs",
  "minRevisitMs",
  "maxRevisitMs",
  "maxChecksPerHost",
  "renderTries",
  "renderRestMs",
] as const satisfies readonly (keyof CrawlSettings)[];

type Language = "en" | "fr";

/** A setting's default as the page writes it. */
function written(key: (typeof TOLD)[number], language: Language): string {
  const value = defaultCrawlSettings[key];
  if (typeof value !== "number") return value.map((one) => duration(one, language)).join(", ");
  if (key.endsWith("Ms")) return duration(value, language);
  if (key.includes("Bytes")) return `${value / (1024 * 1024)} ${language === "fr" ? "Mio" : "MiB"}`;
  if (key.endsWith("Factor")) return `${value} ×`;
  return language === "fr" ? String(value).replace(/(?<=\d)(?=(?:\d{3})+$)/g, " ") : value.toLocaleString("en");
}

function duration(durationMs: number, language: Language): string {
  const units: [number, string][] = [
    [2 * 86_400_000, language === "fr" ? "j" : "d"],
    [3_600_000, "h"],
    [60_000, "min"],
    [1000, "s"],
  ];
  const [atLeastMs, unit] = units.find(([ms]) => durationMs >= ms) ?? [1, "ms"];
  const unitMs = unit === "j" || unit === "d" ? 86_400_000 : atLeastMs;
  return `${durationMs / unitMs} ${unit}`;
}

function rows(language: Language): Map<string, string> {
  const [, table = ""] = new RegExp(`<!-- numbers:${language} -->\n([^]*?)<!-- /numbers -->`).exec(page) ?? [];
  const found = [...table.matchAll(/^\| [^|]+ \| ([^|]+) \| `(\w+)` \|$/gm)];
  return new Map(found.map(([, value = "", key = ""]) => [key, value]));
}

describe.each<Language>(["en", "fr"])("the page for site owners, %s", (language) => {
  test("tells every number of the contract, as the crawler's settings have it", () => {
    const expected = new Map(TOLD.map((key) => [key, written(key, language)]));
    expect(Object.fromEntries(rows(language))).toEqual(Object.fromEntries(expected));
  });
});

test("no other number stands in its prose", () => {
  const prose = page
    .replaceAll(/<!-- numbers:[^]*?<!-- \/numbers -->/g, "")
    .replaceAll(/<!-- log:start -->[^]*?<!-- log:end -->/g, "")
    .replaceAll(/```[^]*?```/g, "")
    .replaceAll(/`[^`]*`/g, "")
    .replaceAll(/RFC 9309/g, "")
    .replaceAll(/^\d\. /gm, "");
  expect(prose.match(/\d+/g)).toBeNull();
});

test("it has a place for a server's log", () => {
  expect(page).toMatch(/<!-- log:start -->\n[^]*<!-- log:end -->/);
});
