import { CheerioCrawler, log, type CheerioCrawlerOptions, type Configuration } from "crawlee";
import type { BenchHost } from "../web/web-shape.ts";
import type { CrawlCounts } from "./runner-job.ts";

/** Crawlee's CheerioCrawler over all pages of the hosts: target and text of every link are read, nothing is kept. */
export async function crawlWithCrawlee(
  hosts: readonly BenchHost[],
  given: { readonly options: CheerioCrawlerOptions; readonly configuration: Configuration },
): Promise<CrawlCounts> {
  log.setLevel(log.LEVELS.ERROR);
  const counts = { pages: 0, links: 0 };
  const options: CheerioCrawlerOptions = {
    ...given.options,
    requestHandler: async ({ $, enqueueLinks }) => {
      const links = $("a[href]")
        .toArray()
        .map((element) => ({ href: $(element).attr("href"), text: $(element).text() }));
      counts.pages += 1;
      counts.links += links.length;
      await enqueueLinks();
    },
  };
  await new CheerioCrawler(options, given.configuration).run(hosts.map(({ origin }) => `${origin}/`));
  return counts;
}
