import { Configuration } from "crawlee";
import { crawlWithCrawlee } from "./crawl-with-crawlee.ts";
import { measuredCrawl } from "./measured-crawl.ts";

// Crawlee by somebody who knows it: nothing written, no sessions, no slow start.
const CONCURRENCY = 100;

await measuredCrawl(
  async (hosts) =>
    await crawlWithCrawlee(hosts, {
      options: {
        useSessionPool: false,
        persistCookiesPerSession: false,
        maxConcurrency: CONCURRENCY,
        autoscaledPoolOptions: { desiredConcurrency: CONCURRENCY, maybeRunIntervalSecs: 0.05 },
        statisticsOptions: { persistenceOptions: { enable: false } },
      },
      configuration: new Configuration({ persistStorage: false, purgeOnStart: false }),
    }),
);
