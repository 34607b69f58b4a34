import type { ExplorerRenderer, PublishedFile } from "../../core/explorer-model.ts";
import { UserError } from "../../core/user-error.ts";
import type { Store } from "../../db/open-store.ts";
import { csvTables } from "../../graph/formats/csv-tables.ts";
import { writeCsv } from "../../graph/formats/write-csv.ts";
import { writeGexf } from "../../graph/formats/write-gexf.ts";
import { mapDocument } from "../../graph/layout/map-document.ts";
import { explorerModel } from "./explorer-model.ts";
import { savedScores } from "./score-store.ts";
import { replaceFolder, type FolderWritten } from "./replace-folder.ts";

/** Writes the explorer of a scored crawl into a folder, whole or not at all. */
export async function publishStore(store: Store, crawlId: number, folder: string): Promise<FolderWritten> {
  const { renderExplorer } = await loadRenderer();
  const model = explorerModel(store, savedScores(store, crawlId));
  const map = mapDocument(model.registry, model.result, model.snapshotDate);
  return replaceFolder(folder, allFiles());

  function* allFiles(): Generator<PublishedFile> {
    yield* renderExplorer(model, map);
    for (const [name, rows] of csvTables(model.registry, model.result)) {
      yield { path: `downloads/${name}`, content: writeCsv(rows, "machine") };
      yield { path: `downloads/${name.replace(/\.csv$/, ".excel.csv")}`, content: writeCsv(rows, "excel") };
    }
    yield { path: "downloads/graph.gexf", content: writeGexf(model.registry, model.result, model.snapshotDate) };
  }
}

/** The pages' code is JSX: it only exists compiled. */
async function loadRenderer(): Promise<ExplorerRenderer> {
  const place = import.meta.url.includes("/dist/node/") ? "../../../viewer/pages" : "../../dist/viewer/pages";
  try {
    return (await import(new URL(`${place}/render-explorer.js`, import.meta.url).href)) as ExplorerRenderer;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND")) throw error;
    const what = "the explorer's pages are not built.";
    throw new UserError("usage", [{ where: "dist/viewer", what, remedy: "Run: npm run prepare." }], { cause: error });
  }
}
