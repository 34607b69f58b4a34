import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openStore } from "../../db/open-store.ts";
import { csvTables } from "../../graph/formats/csv-tables.ts";
import { writeCsv, type CsvDialect } from "../../graph/formats/write-csv.ts";
import { writeGexf } from "../../graph/formats/write-gexf.ts";
import { UserError } from "../../core/user-error.ts";
import type { Command, Invocation } from "../command.ts";
import { STORE } from "../common-options.ts";
import { loadConfiguration } from "../configuration.ts";
import { snapshotDate } from "../pipeline/explorer-model.ts";
import { latestCrawl, savedScores } from "../pipeline/score-store.ts";

const FORMATS = ["gexf", "csv"];
const DIALECTS: readonly CsvDialect[] = ["machine", "excel"];

/** `maillage export`: the site graph for Gephi, the tables for spreadsheets. */
export const exportCommand: Command = {
  name: "export",
  summary: "write the scored site graph for other programs",
  operands: [{ name: "FORMAT", description: "kind of file", choices: FORMATS, count: "one" }],
  options: [
    {
      name: "dialect",
      value: "DIALECT",
      kind: "text",
      description: "csv: machine (comma) or excel (semicolon, decimal comma)",
      default: "machine",
    },
    STORE,
    {
      name: "to",
      value: "PATH",
      kind: "text",
      description: "file for gexf, folder for csv",
      default: "maillage.gexf, maillage-csv",
    },
  ],
  run: async (invocation) => {
    const file = loadConfiguration(invocation).requiredText("store");
    const store = openStore(path.resolve(invocation.folder, file), { access: "read" });
    try {
      const crawl = latestCrawl(store, file);
      const result = savedScores(store, crawl.id);
      const registry = store.registryOf(crawl.id);
      const files =
        invocation.operands[0] === "gexf"
          ? [{ name: target(invocation, "maillage.gexf"), text: writeGexf(registry, result, snapshotDate(result)) }]
          : csvTables(registry, result)
              .entries()
              .map(([table, rows]) => ({
                name: path.join(target(invocation, "maillage-csv"), table),
                text: writeCsv(rows, dialect(invocation)),
              }))
              .toArray();
      for (const { name, text } of files) writeWithFolder(path.resolve(invocation.folder, name), text);
      const names = files.map(({ name }) => name);
      return {
        exit: "done",
        why: `Crawl ${crawl.id} exported: ${names.length} ${names.length === 1 ? "file" : "files"}.`,
        text: names.join("\n"),
        document: { crawl: crawl.id, files: names },
        warnings: [],
      };
    } finally {
      store.close();
    }
  },
};

function target(invocation: Invocation, fallback: string): string {
  return invocation.values.text("to") ?? fallback;
}

function dialect(invocation: Invocation): CsvDialect {
  const given = invocation.values.text("dialect") ?? "machine";
  const known = DIALECTS.find((candidate) => candidate === given);
  if (known !== undefined) return known;
  const what = `unknown dialect "${given}". Known: ${DIALECTS.join(", ")}.`;
  throw new UserError("usage", [{ where: "--dialect", what, remedy: "Choose one of them." }]);
}

function writeWithFolder(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
