import type { PlaywrightCrawlerOptions } from "crawlee";
import type { Page } from "playwright";
import { endingAtOnce, QUIET, removeForeignHandlers } from "../quiet-crawlee.ts";
import type { CrawlSettings } from "../settings.ts";
import type { FilteringProxy } from "./filtering-proxy.ts";
import { guardedPool, type PageWay } from "./guarded-pool.ts";
import { honestLauncher, launchOptions } from "./honest-launcher.ts";
import { loadCrawlee, type Crawlee } from "./load-crawlee.ts";
import { RENDER_LIMITS } from "./render-limits.ts";
import { RenderQueue, type RenderJob } from "./render-queue.ts";

/** What a run of the browser needs. */
export interface BrowserRunParts {
  readonly settings: CrawlSettings;
  readonly proxy: FilteringProxy;
  readonly executablePath: string;
  /** Switches of Chromium beside ours. */
  readonly flags: readonly string[];
  /** Renders a job in a fresh page of a guarded browser. Rejects only for mistakes of ours. */
  readonly render: (page: Page, job: RenderJob, way: PageWay) => Promise<void>;
}

/** Crawlee's life cycle over a queue of orders, with one browser that is replaced when it breaks. */
export interface BrowserRun {
  readonly queue: RenderQueue;
  /** Tells Crawlee that there is something to do. */
  readonly notify: () => void;
  /** Resolves when the run has ended; rejects with what ended it, such as a browser that does not start. */
  readonly ended: Promise<void>;
  /** Whether a browser ever started. */
  readonly hasStarted: () => boolean;
  readonly killBrowsers: () => void;
}

/** Above all our deadlines: a rendering that lasts longer is a bug. */
const HANDLER_TIMEOUT_SECONDS = 3600;
const POLL_SECONDS = 0.1;
const QUIET_INTERVAL_MS = 3_600_000;

/** Starts a run. */
export async function startBrowserRun(parts: BrowserRunParts): Promise<BrowserRun> {
  const crawlee = await loadCrawlee();
  const queue = new RenderQueue(
    ({ key, order }) => new crawlee.Request({ url: order.requestUrl, uniqueKey: key, skipNavigation: true }),
  );
  const launcher = honestLauncher();
  const pool = guardedPool(parts.settings, parts.proxy);
  // What belongs to no page has no business on the network: nothing is ever admitted here.
  const nowhere = await parts.proxy.openLane(1);
  const ownHandlers = new Set(process.listeners("SIGINT"));
  const options: PlaywrightCrawlerOptions = {
    ...quietOptions(crawlee),
    // Crawlee's types offer `requestManager`, its runtime check refuses it; it casts one to the other itself.
    requestQueue: queue as unknown as NonNullable<PlaywrightCrawlerOptions["requestQueue"]>,
    launchContext: {
      launcher: launcher.browserType,
      useIncognitoPages: true,
      launchOptions: launchOptions(parts.executablePath, nowhere.url, parts.flags),
    },
    browserPoolOptions: pool.options,
    requestHandler: async ({ page, request, id }) => {
      removeForeignHandlers(ownHandlers);
      const job = queue.jobOf(request);
      try {
        await parts.render(page, job, pool.wayOf(page, id));
      } catch (error) {
        job.reject(error);
      } finally {
        await pool.closeLane(id);
      }
    },
    failedRequestHandler: async ({ request, id }, error) => {
      await pool.closeLane(id);
      queue.fail(request, browserFailure(error.message));
    },
  };
  crawlee.log.setLevel(crawlee.log.LEVELS.OFF);
  const storage = { persistStorage: false, purgeOnStart: false, systemInfoIntervalMillis: QUIET_INTERVAL_MS };
  const crawler = new crawlee.PlaywrightCrawler(options, endingAtOnce(new crawlee.Configuration(storage)));
  pool.retireIn(crawler.browserPool);
  return {
    queue,
    notify: () => void crawler.autoscaledPool?.notify(),
    ended: crawler.run().then(() => undefined),
    hasStarted: pool.hasStarted,
    killBrowsers: launcher.killAll,
  };
}

/** A rendering that the browser did not begin or finish. */
export function browserFailure(detail: string): Extract<Awaited<ReturnType<RenderQueue["add"]>>, { kind: "failed" }> {
  const nothing = { durationMs: 0, requests: 0, sizeBytes: 0, address: null };
  return { kind: "failed", code: "browser", detail, ...nothing };
}

/** Everything that Crawlee would do on its own account, off. */
function quietOptions(crawlee: Crawlee): PlaywrightCrawlerOptions {
  const { maxContexts } = RENDER_LIMITS;
  return {
    ...QUIET,
    minConcurrency: maxContexts,
    maxConcurrency: maxContexts,
    requestHandlerTimeoutSecs: HANDLER_TIMEOUT_SECONDS,
    persistCookiesPerSession: false,
    headless: true,
    statisticsOptions: { persistenceOptions: { enable: false }, logIntervalSecs: HANDLER_TIMEOUT_SECONDS },
    log: crawlee.log.child({ prefix: "render", level: crawlee.log.LEVELS.OFF }),
    autoscaledPoolOptions: { desiredConcurrency: maxContexts, maybeRunIntervalSecs: POLL_SECONDS },
  };
}
