import path from "node:path";
import { openStore } from "../../db/open-store.ts";
import type { Command, Report } from "../command.ts";
import { OUT, STORE } from "../common-options.ts";
import { loadConfiguration } from "../configuration.ts";
import { publishStore } from "../pipeline/publish-store.ts";
import type { FolderWritten } from "../pipeline/replace-folder.ts";
import { latestCrawl } from "../pipeline/score-store.ts";

/** `maillage publish`: the explorer as static files. */
export const publishCommand: Command = {
  name: "publish",
  summary: "write the explorer of the latest scored crawl as static files, with its open data",
  operands: [],
  options: [OUT, STORE],
  run: async (invocation) => {
    const configuration = loadConfiguration(invocation);
    const file = configuration.requiredText("store");
    const store = openStore(path.resolve(invocation.folder, file), { access: "read" });
    try {
      const name = configuration.requiredText("published");
      const crawl = latestCrawl(store, file);
      const written = await publishStore(store, crawl.id, path.resolve(invocation.folder, name));
      return publishReport(crawl.id, { ...written, folder: name });
    } finally {
      store.close();
    }
  },
};

function publishReport(crawlId: number, written: FolderWritten): Report {
  return {
    exit: "done",
    why: `Crawl ${crawlId} published: ${written.files} files in ${written.folder}. To look at it: maillage serve.`,
    text: `folder: ${written.folder}\nfiles: ${written.files}\nbytes: ${written.sizeBytes}`,
    document: { crawl: crawlId, folder: written.folder, files: written.files, bytes: written.sizeBytes },
    warnings: [],
  };
}
