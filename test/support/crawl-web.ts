import { systemClock } from "../../cli/system-clock.ts";
import type { Clock } from "../../core/clock.ts";
import type { Registry } from "../../core/registry.ts";
import { siteLookup } from "../../core/site-lookup.ts";
import type { CrawlOptions } from "../../crawler/crawl-options.ts";
import { crawlSites, type CrawlSummary } from "../../crawler/crawl-sites.ts";
import { noResolver, type Resolver } from "../../crawler/fetch/resolver.ts";
import type { PageReading } from "../../crawler/reading/page-reading.ts";
import type { Renderer } from "../../crawler/render/renderer.ts";
import { defaultCrawlSettings, type CrawlSettings } from "../../crawler/settings.ts";
import { openStore, type Store } from "../../db/open-store.ts";
import { HURRIED } from "./hurried.ts";
import { serveWeb, type FakePages, type FakeWeb, type ServeOptions } from "./serve-web.ts";
import { smallRegistry } from "./small-registry.ts";

/** What one crawl of a test may be given. */
export interface CrawlGiven {
  readonly settings?: Partial<CrawlSettings>;
  readonly registry?: Registry;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  readonly resolver?: Resolver;
  readonly renderer?: Renderer;
  readonly reading?: (registry: Registry) => PageReading;
  readonly optOuts?: CrawlOptions["optOuts"];
  /** File of the store; in memory unless told. */
  readonly file?: string;
}

/** A visit as the store keeps it, as far as tests look at it. */
export interface DumpedVisit {
  readonly url: string;
  readonly kind: string;
  readonly http_status: number | null;
  readonly detail: string | null;
  readonly is_final: number;
  readonly [column: string]: unknown;
}

/** A link as the store keeps it. */
export interface DumpedLink {
  /** Page that it stands on, and where it leads. */
  readonly link: string;
  readonly to: string;
  readonly [column: string]: unknown;
}

/** An address of the frontier as the store keeps it. */
export interface DumpedTask {
  readonly url: string;
  readonly purpose: string;
  readonly state: string;
  readonly skip_reason: string | null;
  readonly [column: string]: unknown;
}

/** A web on loopback with a store: crawl it, look at both sides. */
export interface WebUnderTest {
  readonly web: FakeWeb;
  readonly store: Store;
  /** Crawls, goes on with an open crawl, or crawls again. */
  readonly crawl: (given?: CrawlGiven) => Promise<CrawlSummary>;
  /** Paths asked of a host, in order. */
  readonly paths: (host: string) => string[];
  /** Paths of pages alone: without robots.txt, sitemaps and the probe for soft 404s. */
  readonly pagePaths: (host: string) => string[];
  /** Final visits of a crawl, by address. */
  readonly visits: (crawlId?: number) => DumpedVisit[];
  /** All visits of one address, first one first. */
  readonly attempts: (url: string, crawlId?: number) => DumpedVisit[];
  readonly links: (pageUrl: string, crawlId?: number) => DumpedLink[];
  /** Addresses of the frontier in their last state, by address. */
  readonly tasks: (crawlId?: number) => DumpedTask[];
  /** The same as `path kind status detail`. */
  readonly outcomes: (host: string, crawlId?: number) => string[];
  readonly close: () => Promise<void>;
}

const NO_PAGE = /^\/(?:robots\.txt|sitemap(?:_index)?\.xml|[0-9a-f]{24}\.html)$/;

/** Serves pages by host, and opens a store for their crawls. */
export async function webUnderTest(
  pages: Readonly<Record<string, FakePages>>,
  common: CrawlGiven = {},
  serving: ServeOptions = {},
): Promise<WebUnderTest> {
  const web = await serveWeb(pages, serving);
  const store = openStore(common.file ?? ":memory:", { access: "write" });
  const paths = (host: string): string[] => web.log.filter((entry) => entry.host === host).map((entry) => entry.path);
  const dumped = <Line>(name: "visit" | "frontier", crawlId: number): Line[] =>
    [...store.dump(crawlId)].flatMap((line) => {
      const { [name]: value } = JSON.parse(line) as Partial<Record<typeof name, Line>>;
      return value === undefined ? [] : [value];
    });
  const visits = (crawlId = 1): DumpedVisit[] =>
    dumped<DumpedVisit>("visit", crawlId).filter((visit) => visit.is_final === 1);
  return {
    web,
    store,
    crawl: async (given = {}) => await crawlIt({ web, store, hosts: Object.keys(pages) }, { ...common, ...given }),
    paths,
    pagePaths: (host) => paths(host).filter((path) => !NO_PAGE.test(path)),
    visits,
    attempts: (url, crawlId = 1) => dumped<DumpedVisit>("visit", crawlId).filter((visit) => visit.url === url),
    links: (pageUrl, crawlId = 1) =>
      [...store.dump(crawlId)]
        .map((line) => JSON.parse(line) as DumpedLink)
        .filter(({ link, to }) => link === pageUrl && to !== undefined),
    tasks: (crawlId = 1) => dumped<DumpedTask>("frontier", crawlId),
    outcomes: (host, crawlId = 1) =>
      visits(crawlId)
        .filter(({ url }) => new URL(url).host === host)
        .map(({ url, kind, http_status, detail }) =>
          [new URL(url).pathname + new URL(url).search, kind, http_status, detail].join(" "),
        ),
    close: async () => {
      store.close();
      await web.close();
    },
  };
}

async function crawlIt(
  served: { readonly web: FakeWeb; readonly store: Store; readonly hosts: readonly string[] },
  given: CrawlGiven,
): Promise<CrawlSummary> {
  const { web, store } = served;
  const registry = given.registry ?? smallRegistry(...served.hosts);
  const clock = given.clock ?? systemClock(null);
  const siteOf = siteLookup(registry);
  return await crawlSites({
    registry,
    registryHash: "hash",
    codeVersion: "0.0.0",
    store: store.crawlStore(siteOf, clock.nowMs),
    settings: { ...defaultCrawlSettings, ...HURRIED, allowPrivateNetwork: web.network, ...given.settings },
    resolver: given.resolver ?? noResolver,
    renderer: given.renderer ?? null,
    ...(given.reading === undefined ? {} : { reading: given.reading(registry) }),
    optOuts: given.optOuts ?? (() => []),
    clock,
    siteOf,
    signal: given.signal ?? new AbortController().signal,
    onOpen: (crawl) => store.saveRegistry(crawl.id, registry),
    onProgress: () => undefined,
  });
}

/** A page with links in its text. */
export function pageWith(...hrefs: readonly string[]): string {
  const links = hrefs.map((href) => `<a href="${href}">to ${href}</a>`).join(" ");
  return `<!doctype html><html lang="en"><head><title>${hrefs.length} links</title></head><body><main><p>${links}</p></main></body></html>`;
}
