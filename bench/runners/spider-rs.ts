import { fileURLToPath } from "node:url";
import type { BenchHost } from "../web/web-shape.ts";
import { measuredCrawl, say } from "./measured-crawl.ts";
import { optionalPackage } from "./optional-package.ts";
import type { CrawlCounts } from "./runner-job.ts";

/** What is used of the package's `Website`: see its index.d.ts. */
interface Website {
  withRespectRobotsTxt(isRespected: boolean): Website;
  withUserAgent(userAgent: string): Website;
  build(): Website;
  crawl(): Promise<void>;
  /** Pages crawled. */
  readonly size: number;
}
interface SpiderPackage {
  readonly Website: new (address: string) => Website;
}

/** Hosts under way at once, each with the package's own concurrency: more gain nothing, one costs as much a page. */
const CONCURRENCY = 20;

const spider = optionalPackage("@spider-rs/spider-rs", fileURLToPath(import.meta.url)) as SpiderPackage | null;
if (spider === null) say({ event: "not-installed" });
else await measuredCrawl(async (hosts) => await crawlWithSpider(spider, hosts));

/**
 * All pages of the hosts by spider-rs as it is quickest: pages and links stay inside, only their number comes out. It
 * reads addresses of its own host, each once a page, and no text: its number of links cannot be compared.
 */
async function crawlWithSpider({ Website }: SpiderPackage, hosts: readonly BenchHost[]): Promise<CrawlCounts> {
  const waiting = hosts.values();
  let pages = 0;
  const work = async (): Promise<void> => {
    for (const { origin } of waiting) {
      const website = new Website(`${origin}/`).withRespectRobotsTxt(true).withUserAgent("spider-rs").build();
      await website.crawl();
      pages += website.size;
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return { pages, links: null };
}
