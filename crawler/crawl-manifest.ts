import type { CrawlOptions } from "./crawl-options.ts";
import { requestHeaders } from "./page-request.ts";
import type { CrawlManifest } from "./store-port.ts";

/** With what a crawl is made: kept with it, so that it can be judged and repeated. */
export function crawlManifest(options: CrawlOptions): CrawlManifest {
  const { settings } = options;
  const { allowPrivateNetwork, insecureHosts, ...configuration } = settings;
  return {
    openedMs: options.clock.nowMs(),
    codeVersion: options.codeVersion,
    userAgent: requestHeaders(settings, options.codeVersion)["user-agent"] ?? "",
    registryHash: options.registryHash,
    configuration: {
      ...configuration,
      insecureHosts: [...insecureHosts].toSorted(),
      privateHosts: allowPrivateNetwork.size,
    },
    pageBudget: settings.pageBudget,
    zonePages: settings.zonePages,
    zoneDurationMs: settings.zoneDurationMs,
    maxSegmentShare: settings.maxSegmentShare,
    maxQueriesPerPath: settings.maxQueriesPerPath,
    siteIds: options.registry.sites.map((site) => site.id),
  };
}
