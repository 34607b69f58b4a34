import { gunzipSync } from "node:zlib";
import { Agent } from "undici";
import type { BenchHost } from "../web/web-shape.ts";
import { measuredCrawl } from "./measured-crawl.ts";
import type { CrawlCounts } from "./runner-job.ts";
import { scanHrefs } from "./scan-hrefs.ts";

/** Hosts under way at once: more gain nothing on loopback. */
const CONCURRENCY = 100;
const HEADERS = { "accept-encoding": "gzip", "user-agent": "bare" };

await measuredCrawl(crawlBare);

/** Every page of the hosts, breadth first, with nothing but a request, gunzip and a look for `href`: no rule, no store. */
async function crawlBare(hosts: readonly BenchHost[]): Promise<CrawlCounts> {
  const agent = new Agent({ connections: 1 });
  const waiting = hosts.values();
  const counts = { pages: 0, links: 0 };
  const work = async (): Promise<void> => {
    for (const { origin } of waiting) {
      const seen = await crawlHost(agent, origin);
      counts.pages += seen.pages;
      counts.links += seen.links;
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  await agent.close();
  return counts;
}

async function crawlHost(agent: Agent, origin: string): Promise<{ pages: number; links: number }> {
  const paths = new Set(["/"]);
  const counts = { pages: 0, links: 0 };
  // A set hands out what is added while it is walked.
  for (const path of paths) {
    const { body } = await agent.request({ origin, path, method: "GET", headers: HEADERS });
    const html = gunzipSync(await body.arrayBuffer()).toString("latin1");
    const hrefs = scanHrefs(html);
    counts.pages += 1;
    counts.links += hrefs.length;
    for (const href of hrefs) {
      if (!href.startsWith("/")) continue;
      const [target = ""] = href.split("#", 1);
      paths.add(target);
    }
  }
  return counts;
}
