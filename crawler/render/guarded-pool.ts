import type { PlaywrightCrawler, PlaywrightCrawlerOptions } from "crawlee";
import type { Browser, Page } from "playwright";
import type { CrawlSettings } from "../settings.ts";
import type { FilteringProxy } from "./filtering-proxy.ts";
import type { ProxyLane } from "./proxy-lane.ts";
import { RENDER_LIMITS } from "./render-limits.ts";
import { guardRoutes, type RouteGuard } from "./route-guard.ts";

/** How the requests of one page are judged, and where they go. */
export interface PageWay {
  readonly guard: RouteGuard;
  readonly lane: ProxyLane;
}

/** Crawlee's pool of browsers, each guarded before its first page, each page on a lane of its own. */
export interface GuardedPool {
  readonly options: NonNullable<PlaywrightCrawlerOptions["browserPoolOptions"]>;
  /** Way of a page of this pool, by Crawlee's name of its context. Throws when it has none: a bug. */
  readonly wayOf: (page: Page, pageId: string) => PageWay;
  readonly closeLane: (pageId: string) => Promise<void>;
  /** Whether a browser ever started. */
  readonly hasStarted: () => boolean;
  /** Takes the pool itself, so that a browser that broke gets no further page. */
  readonly retireIn: (pool: PlaywrightCrawler["browserPool"]) => void;
}

/** Options and hooks of a pool whose contexts are fresh for each page. */
export function guardedPool(settings: CrawlSettings, proxy: FilteringProxy): GuardedPool {
  const guards = new WeakMap<Browser, RouteGuard>();
  const lanes = new Map<string, ProxyLane>();
  let hasStarted = false;
  let crawleePool: PlaywrightCrawler["browserPool"] | null = null;
  const options: GuardedPool["options"] = {
    useFingerprints: false,
    maxOpenPagesPerBrowser: RENDER_LIMITS.maxContexts,
    retireBrowserAfterPageCount: RENDER_LIMITS.pagesPerBrowser,
    retireInactiveBrowserAfterSecs: RENDER_LIMITS.browserIdleSeconds,
    operationTimeoutSecs: RENDER_LIMITS.openSeconds,
    postLaunchHooks: [
      async (_pageId, controller) => {
        guards.set(controller.browser, await guardRoutes(controller.browser, settings));
        controller.browser.once("disconnected", () => crawleePool?.retireBrowserController(controller));
        hasStarted = true;
      },
    ],
    prePageCreateHooks: [
      async (pageId, _controller, pageOptions) => {
        const lane = await proxy.openLane(RENDER_LIMITS.maxBytes);
        lanes.set(pageId, lane);
        // Nobody looks: emulating a screen only costs time.
        const isolated = { serviceWorkers: "block", acceptDownloads: false, viewport: null };
        Object.assign(pageOptions ?? {}, { ...isolated, proxy: { server: lane.url } });
      },
    ],
  };
  return {
    options,
    wayOf: (page, pageId) => {
      const browser = page.context().browser();
      const guard = browser === null ? undefined : guards.get(browser);
      const lane = lanes.get(pageId);
      if (guard === undefined || lane === undefined) throw new Error(`page ${pageId} is not guarded`);
      return { guard, lane };
    },
    closeLane: async (pageId) => {
      const lane = lanes.get(pageId);
      lanes.delete(pageId);
      await lane?.close();
    },
    hasStarted: () => hasStarted,
    retireIn: (own) => {
      crawleePool = own;
    },
  };
}
