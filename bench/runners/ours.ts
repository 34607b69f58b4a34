import { UNHURRIED, crawlOurs } from "./crawl-ours.ts";
import { measuredCrawl } from "./measured-crawl.ts";

await measuredCrawl(
  async (hosts, { pages, folder }) =>
    await crawlOurs({ hosts, pages, folder, settings: UNHURRIED, signal: new AbortController().signal }),
);
