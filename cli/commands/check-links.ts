import path from "node:path";
import { siteLookup } from "../../core/site-lookup.ts";
import { noResolver, systemResolver } from "../../crawler/fetch/resolver.ts";
import { openStore } from "../../db/open-store.ts";
import { checkLinksReport } from "../check-links-report.ts";
import type { Command } from "../command.ts";
import { AS_OF, STORE } from "../common-options.ts";
import { loadCrawlConfiguration } from "../crawl-settings.ts";
import { readOptOuts } from "../opt-outs.ts";
import { pauseFileOf, refuseWhilePaused } from "../pause-file.ts";
import { checkLinksInStore } from "../pipeline/check-links-in-store.ts";
import { openCheckNetwork } from "../pipeline/open-check-network.ts";
import { latestCrawl } from "../pipeline/score-store.ts";

/** `maillage check-links`: whether what the sites link to outside the registry is still there. */
export const checkLinksCommand: Command = {
  name: "check-links",
  summary: "ask whether the link targets outside the registry are still there; broken after two looks a day apart",
  operands: [],
  options: [
    AS_OF,
    { name: "broken", value: null, kind: "flag", description: "list those that are broken for sure", default: null },
    STORE,
  ],
  run: async (invocation) => {
    const { configuration, settings } = loadCrawlConfiguration(invocation);
    const optOutFile = configuration.besideFile("crawl.optOutFile");
    readOptOuts(optOutFile);
    const file = configuration.requiredText("store");
    const storeFile = path.resolve(invocation.folder, file);
    refuseWhilePaused(storeFile, file);
    openStore(storeFile, { access: "read" }).close();
    const store = openStore(storeFile, { access: "write" });
    try {
      const crawl = latestCrawl(store, file);
      const registry = store.registryOf(crawl.id);
      const { clock, progress, stop } = invocation;
      const result = await checkLinksInStore({
        crawl,
        registry,
        crawlStore: store.crawlStore(siteLookup(registry), clock.nowMs),
        targets: store.targetStore(),
        settings,
        resolver: configuration.text("crawl.lookup") === "none" ? noResolver : systemResolver,
        clock,
        progress,
        stop,
        optOutFile,
        pauseFile: pauseFileOf(storeFile),
        openNetwork: openCheckNetwork,
      });
      return checkLinksReport(crawl, result, { settings, isBrokenListed: invocation.values.has("broken") });
    } finally {
      store.close();
    }
  },
};
