import { afterEach } from "vitest";
import type { Coverage } from "../../core/crawl-record.ts";
import type { CrawlSummary } from "../../crawler/crawl-sites.ts";
import { webUnderTest, type CrawlGiven, type WebUnderTest } from "./crawl-web.ts";
import type { FakePages, LoggedRequest, ServeOptions } from "./serve-web.ts";

/** A web that was crawled once. */
export interface CrawledWeb extends WebUnderTest {
  readonly summary: CrawlSummary;
  readonly coverage: (siteId: string) => Coverage;
  /** Addresses of a site that were not asked for, by reason. */
  readonly skips: (siteId: string) => Readonly<Record<string, number>>;
  /** Requests of a host, in order; of one path alone when it is given. */
  readonly requests: (host: string, path?: string) => LoggedRequest[];
}

/** What a web is crawled with, and how it is served. */
export type CrawledGiven = CrawlGiven & ServeOptions;

/** Serves and crawls webs in the tests of a file, and closes them after each. */
export function crawledWebs(): (pages: Record<string, FakePages>, given?: CrawledGiven) => Promise<CrawledWeb> {
  const opened: WebUnderTest[] = [];
  afterEach(async () => {
    for (const under of opened.splice(0)) await under.close();
  });
  return async (pages, { addressOf, ...given } = {}) => {
    const under = await webUnderTest(pages, given, addressOf === undefined ? {} : { addressOf });
    opened.push(under);
    const summary = await under.crawl();
    const coverage = (siteId: string): Coverage => summary.coverage.find((site) => site.siteId === siteId)!;
    return {
      ...under,
      summary,
      coverage,
      skips: (siteId) => Object.fromEntries(coverage(siteId).skipped),
      requests: (host, path) =>
        under.web.log.filter((entry) => entry.host === host && (path === undefined || entry.path === path)),
    };
  };
}

/** Milliseconds from the end of each answer to the next request, in order. */
export function gapsMs(requests: readonly LoggedRequest[]): number[] {
  return requests.slice(1).map((request, index) => request.startedMs - (requests[index]?.endedMs ?? request.startedMs));
}
