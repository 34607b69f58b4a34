import { createHash } from "node:crypto";
import { stringify } from "csv-stringify/sync";
import { guardFormula } from "../core/formula-guard.ts";
import type { Registry } from "../core/registry.ts";
import type { Theme } from "../core/theme.ts";
import { REGISTRY_FILES, type RegistryFile } from "./registry-files.ts";
import { sortedRegistry } from "./sorted-registry.ts";

type Row = readonly (string | null)[];

/** The files of a registry, name to CSV text, in which no spreadsheet finds a formula. The same registry always gives the same bytes. */
export function writeRegistry(registry: Registry): ReadonlyMap<RegistryFile, string> {
  const rows = rowsOf(sortedRegistry(registry));
  const files = Object.keys(REGISTRY_FILES) as RegistryFile[];
  return new Map(
    files.map((file) => {
      const guarded = rows[file].map((row) => row.map((cell) => (cell === null ? null : guardFormula(cell))));
      return [file, stringify([REGISTRY_FILES[file], ...guarded], { record_delimiter: "\n" })];
    }),
  );
}

/** SHA-256 of the written form, hexadecimal: two registries that say the same have the same one. */
export function registryHash(registry: Registry): string {
  const hash = createHash("sha256");
  for (const [file, text] of writeRegistry(registry)) hash.update(`${file}\n${text}`);
  return hash.digest("hex");
}

function rowsOf(registry: Registry): Record<RegistryFile, Row[]> {
  return {
    "sites.csv": registry.sites.map((site) => [
      site.id,
      site.name,
      site.prefixes.join(" "),
      site.home,
      site.owner,
      site.ministry,
      site.kind,
      site.horizontal ? "yes" : "no",
      site.source,
    ]),
    "themes.csv": registry.themes.map(topicRow),
    "life-events.csv": registry.lifeEvents.map(topicRow),
    "memberships.csv": registry.memberships.map((row) => [row.siteId, row.topicId, row.basis, row.source]),
    "aliases.csv": registry.aliases.map((row) => [row.siteId, row.prefix, row.from, row.until, row.source]),
    "mandated-links.csv": registry.mandatedLinks.map((row) => [row.targetId, row.label, row.source]),
    "expected-links.csv": registry.expectedLinks.map((row) => [
      row.sourceId,
      row.targetId,
      row.topicId,
      row.citedBy,
      row.citedOn,
      row.source,
    ]),
  };
}

function topicRow(topic: Theme): Row {
  return [topic.id, topic.labelFr, topic.labelEn, topic.entryPages.join(" "), topic.source];
}
