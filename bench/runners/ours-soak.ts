import { preciseNowMs } from "../web/request-log.ts";
import { UNHURRIED, crawlOurs } from "./crawl-ours.ts";
import { measuredCrawl, say } from "./measured-crawl.ts";
import { openFiles, residentBytes } from "./process-account.ts";

// Which page a sample belongs to is read from the server's log: nothing here depends on what the crawler tells.
const SAMPLE_EVERY_MS = 200;

const timer = setInterval(() => {
  say({
    event: "sample",
    atMs: preciseNowMs(),
    residentBytes: residentBytes(),
    heapBytes: process.memoryUsage().heapUsed,
    handles: process.getActiveResourcesInfo().length,
    files: openFiles(),
  });
}, SAMPLE_EVERY_MS);
await measuredCrawl(
  async (hosts, { pages, folder }) =>
    await crawlOurs({ hosts, pages, folder, settings: UNHURRIED, signal: new AbortController().signal }),
);
clearInterval(timer);
