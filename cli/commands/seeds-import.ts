import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stringify } from "csv-stringify/sync";
import { guardFormula } from "../../core/formula-guard.ts";
import type { Registry } from "../../core/registry.ts";
import { UserError } from "../../core/user-error.ts";
import { importDashlord } from "../../seeds/import/import-dashlord.ts";
import { importFiches } from "../../seeds/import/import-fiches.ts";
import { importRedirects, importRenames } from "../../seeds/import/import-renames.ts";
import { importServices } from "../../seeds/import/import-services.ts";
import { EMPTY_REGISTRY, type Imported, type LeftOut } from "../../seeds/import/import-source.ts";
import { readRegistry } from "../../seeds/read-registry.ts";
import { writeRegistry } from "../../seeds/write-registry.ts";
import type { Command } from "../command.ts";
import { registryCounts } from "../registry-counts.ts";

const SOURCES = ["dashlord", "services", "renames", "redirects", "fiches"] as const;
type Source = (typeof SOURCES)[number];

/** Files that each source takes, in order. */
const FILE_COUNTS: Readonly<Record<Source, number>> = { dashlord: 1, services: 1, renames: 1, redirects: 1, fiches: 3 };

/** `maillage seeds import`: adds open data to a registry. */
export const seedsImportCommand: Command = {
  name: "seeds import",
  summary: "add open data to a registry: State sites, renames, redirects, themes and life events",
  operands: [
    { name: "SOURCE", description: "kind of data", choices: SOURCES, count: "one" },
    {
      name: "FILE",
      description: "its files; fiches takes topics, theme links and life-event links",
      choices: null,
      count: "many",
    },
  ],
  options: [
    {
      name: "into",
      value: "FOLDER",
      kind: "text",
      description: "registry to add to, made when missing",
      default: "registry",
    },
    {
      name: "observed-on",
      value: "YYYY-MM-DD",
      kind: "date",
      description: "day on which the data were observed",
      default: "today",
    },
  ],
  run: async ({ operands, values, folder, clock }) => {
    const [source, ...files] = operands as [Source, ...string[]];
    const into = values.text("into") ?? "registry";
    const place = path.resolve(folder, into);
    const observedOn = values.text("observed-on") ?? new Date(clock.nowMs()).toISOString().slice(0, 10);
    const texts = readFiles(source, files, folder);
    const before = existsSync(path.join(place, "sites.csv")) ? readRegistry(place, into) : EMPTY_REGISTRY;
    const imported = importFrom(source, before, { files, texts, observedOn });
    mkdirSync(place, { recursive: true });
    for (const [file, text] of writeRegistry(imported.registry)) writeFileSync(path.join(place, file), text);
    addLeftOut(path.join(place, "left-out.csv"), source, imported.leftOut);
    const counts = registryCounts(imported.registry);
    const { leftOut } = imported;
    return {
      exit: "done",
      why: `${into}: ${counts.sites} sites; ${leftOut.length} rows of ${source} left out, with their reasons in left-out.csv.`,
      text: Object.entries(counts)
        .map(([what, count]) => `${what}: ${count}`)
        .join("\n"),
      document: { registry: into, source, counts, leftOut },
      warnings: [],
    };
  },
};

function importFrom(
  source: Source,
  registry: Registry,
  given: { readonly files: readonly string[]; readonly texts: readonly string[]; readonly observedOn: string },
): Imported {
  const [text = "", themeLinks = "", eventLinks = ""] = given.texts;
  const told = { file: given.files[0] ?? "", observedOn: given.observedOn };
  const importers: Readonly<Record<Source, () => Imported>> = {
    dashlord: () => importDashlord(registry, text, told),
    services: () => importServices(registry, text, told),
    renames: () => importRenames(registry, text, told),
    redirects: () => importRedirects(registry, text, told),
    fiches: () => importFiches(registry, { topics: text, themeLinks, eventLinks }),
  };
  return importers[source]();
}

function readFiles(source: Source, files: readonly string[], folder: string): string[] {
  const wanted = FILE_COUNTS[source];
  if (files.length !== wanted) {
    const what = `${source} takes ${wanted} ${wanted === 1 ? "file" : "files"}, got ${files.length}.`;
    throw new UserError("usage", [{ where: "FILE", what, remedy: "See: maillage seeds import --help." }]);
  }
  const missing = files.filter((file) => !existsSync(path.resolve(folder, file)));
  if (missing.length > 0) {
    const remedy = "Check the name.";
    throw new UserError(
      "input",
      missing.map((where) => ({ where, what: "there is no such file.", remedy })),
    );
  }
  return files.map((file) => readFileSync(path.resolve(folder, file), "utf8"));
}

/** What was not taken over stays on record, source by source. */
function addLeftOut(file: string, source: Source, leftOut: readonly LeftOut[]): void {
  const before = existsSync(file) ? readFileSync(file, "utf8") : "what,reason,import\n";
  const rows = leftOut.map(({ what, reason }) => [guardFormula(what), guardFormula(reason), source]);
  writeFileSync(file, before + stringify(rows, { record_delimiter: "\n" }));
}
