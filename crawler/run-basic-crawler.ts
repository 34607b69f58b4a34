import { BasicCrawler, Configuration, CriticalError, log, type BasicCrawlerOptions } from "@crawlee/basic";
import type { FrontierRequestManager, LeasedTask } from "./frontier-request-manager.ts";
import { endingAtOnce, QUIET, removeForeignHandlers } from "./quiet-crawlee.ts";

/** Above all our deadlines and rests within a visit: one that lasts longer is a bug. */
const HANDLER_TIMEOUT_SECONDS = 1800;
/** How often Crawlee measures a load that decides nothing here: it weighs all its measures before each task. */
const SELDOM_SECONDS = 60;
/** How often Crawlee looks for work when nobody told it that there is some. */
const POLL_SECONDS = 0.05;
const POOL: NonNullable<BasicCrawlerOptions["autoscaledPoolOptions"]> = {
  maybeRunIntervalSecs: POLL_SECONDS,
  snapshotterOptions: { eventLoopSnapshotIntervalSecs: SELDOM_SECONDS, clientSnapshotIntervalSecs: SELDOM_SECONDS },
};

/** Gives our manager's calls neither a time-out nor another try: they answer at once, and what they throw is a bug. */
class OwnCrawler extends BasicCrawler {
  protected override async _timeoutAndRetry<Result>(call: () => Promise<Result>): Promise<Result> {
    return await call();
  }
}

/**
 * Runs Crawlee's life cycle over our frontier until it is finished. Everything that Crawlee would do on its own account is
 * off: storages, sessions, retries, robots, scaling, its log and its handling of Ctrl-C.
 */
export async function runBasicCrawler(
  manager: FrontierRequestManager,
  concurrency: number,
  visit: (leased: LeasedTask) => Promise<void>,
): Promise<void> {
  const ownHandlers = new Set(process.listeners("SIGINT"));
  let bug: unknown = null;
  const options: BasicCrawlerOptions = {
    ...QUIET,
    // Crawlee's types offer `requestManager`, its runtime check refuses it; it casts one to the other itself.
    requestQueue: manager as unknown as NonNullable<BasicCrawlerOptions["requestQueue"]>,
    minConcurrency: concurrency,
    maxConcurrency: concurrency,
    requestHandlerTimeoutSecs: HANDLER_TIMEOUT_SECONDS,
    statisticsOptions: { persistenceOptions: { enable: false }, logIntervalSecs: HANDLER_TIMEOUT_SECONDS },
    log: log.child({ prefix: "crawl", level: log.LEVELS.OFF }),
    autoscaledPoolOptions: { ...POOL, desiredConcurrency: concurrency },
    requestHandler: async ({ request }) => {
      removeForeignHandlers(ownHandlers);
      try {
        await visit(manager.leasedTask(request));
      } catch (error) {
        bug = error;
        throw new CriticalError("a visit failed in our own code", { cause: error });
      }
    },
  };
  log.setLevel(log.LEVELS.OFF);
  const configuration = new Configuration({
    persistStorage: false,
    purgeOnStart: false,
    systemInfoIntervalMillis: SELDOM_SECONDS * 1000,
  });
  const crawler = new OwnCrawler(options, endingAtOnce(configuration));
  manager.onDue(() => {
    crawler.autoscaledPool?.notify().catch((error: unknown) => {
      bug ??= error;
    });
  });
  try {
    await crawler.run();
  } catch (error) {
    throw bug ?? error;
  }
}
