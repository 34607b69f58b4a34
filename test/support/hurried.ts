import type { CrawlSettings } from "../../crawler/settings.ts";

/** Settings of a crawl that hurries nobody but our own loopback servers. */
export const HURRIED: Partial<CrawlSettings> = {
  contactUrl: "https://c.example/",
  contactEmail: "c@c.example",
  minDelayMs: 0,
  latencyFactor: 0,
  minAddressGapMs: 0,
  retryDelaysMs: [5, 5],
  throttleDelayMs: 5,
  parkMs: 20,
  maxIdleMs: 100,
};
