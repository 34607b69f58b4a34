import path from "node:path";
import { Configuration } from "crawlee";
import { crawlWithCrawlee } from "./crawl-with-crawlee.ts";
import { measuredCrawl, readJob } from "./measured-crawl.ts";

// Crawlee as it comes; only its files go into the run's own folder.
process.env["CRAWLEE_STORAGE_DIR"] = path.join(readJob().folder, "crawlee");
await measuredCrawl(
  async (hosts) => await crawlWithCrawlee(hosts, { options: {}, configuration: Configuration.getGlobalConfig() }),
);
