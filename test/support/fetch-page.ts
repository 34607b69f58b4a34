import { systemClock } from "../../cli/system-clock.ts";
import type { Fetcher, FetchOrder, FetchResult } from "../../crawler/fetch/fetcher.ts";
import { noResolver, type Resolver } from "../../crawler/fetch/resolver.ts";
import { undiciFetcher } from "../../crawler/fetch/undici-fetcher.ts";
import { isPageType } from "../../crawler/page-request.ts";
import { defaultCrawlSettings, type CrawlSettings } from "../../crawler/settings.ts";

/** What a test changes of a fetcher. */
export interface FetcherChanges {
  readonly resolver?: Resolver;
  readonly registeredHosts?: ReadonlySet<string>;
  readonly settings?: Partial<CrawlSettings>;
}

/** A real fetcher that reaches the hosts of `network` (`host:port` to origin) and, unless told otherwise, no other. */
export function fetcherOn(network: Readonly<Record<string, string>>, changes: FetcherChanges = {}): Fetcher {
  const allowPrivateNetwork = new Map(Object.entries(network));
  return undiciFetcher({
    settings: { ...defaultCrawlSettings, ...changes.settings, allowPrivateNetwork },
    resolver: changes.resolver ?? noResolver,
    clock: systemClock(null),
    ...(changes.registeredHosts === undefined ? {} : { registeredHosts: changes.registeredHosts }),
  });
}

/** Asks for a page as the crawl does, 100,000 bytes of it at most unless the order says more. */
export async function fetchPage(fetcher: Fetcher, url: string, order: Partial<FetchOrder> = {}): Promise<FetchResult> {
  const headers = { "user-agent": "test", "accept-encoding": "gzip" };
  return await fetcher.fetch({ url, method: "GET", headers, maxBodyBytes: 100_000, wantsBody: isPageType, ...order });
}

/** The text of an answer's body; of anything else, what it is. */
export function textOf(result: FetchResult): string {
  return result.kind === "answer" ? Buffer.from(result.body).toString() : JSON.stringify(result);
}
