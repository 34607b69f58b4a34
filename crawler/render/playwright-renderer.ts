import type { Clock } from "../../core/clock.ts";
import type { Resolver } from "../fetch/resolver.ts";
import type { CrawlSettings } from "../settings.ts";
import { browserFailure, startBrowserRun, type BrowserRun } from "./browser-run.ts";
import { filteringProxy } from "./filtering-proxy.ts";
import type { Dial } from "./guarded-dial.ts";
import { GuardedPage } from "./guarded-page.ts";
import { mappedExchanges } from "./mapped-exchange.ts";
import { RENDER_LIMITS } from "./render-limits.ts";
import { renderPage } from "./render-page.ts";
import type { Renderer, RenderOrder, RenderResult } from "./renderer.ts";

/** What the renderer is made with. */
export interface RendererParts {
  readonly settings: CrawlSettings;
  readonly resolver: Resolver;
  readonly clock: Clock;
  /** A Chromium, best its headless shell; null: there is none, and every order is `unavailable`. */
  readonly executablePath: string | null;
  /** How checked hosts are connected to; given by tests alone. */
  readonly dial?: Dial;
  /** Further switches of Chromium; given by tests alone. */
  readonly flags?: readonly string[];
}

const NO_BROWSER: RenderResult = { kind: "unavailable", detail: "no Chromium on this machine" };

/** Renders in Chromium through Crawlee's PlaywrightCrawler. The browser starts with the first order. */
export function playwrightRenderer(parts: RendererParts): Renderer {
  const { settings, executablePath } = parts;
  if (executablePath === null) return { render: () => Promise.resolve(NO_BROWSER), close: () => Promise.resolve() };
  const stop = new AbortController();
  const { dial, resolver } = parts;
  const timeouts = { connectTimeoutMs: settings.connectTimeoutMs };
  const proxy = filteringProxy({ resolver, ...timeouts, ...(dial === undefined ? {} : { dial }) });
  let current: Promise<BrowserRun> | null = null;
  const startRun = async (): Promise<BrowserRun> => {
    const run = await startBrowserRun({
      settings,
      proxy,
      executablePath,
      flags: parts.flags ?? [],
      render: async (page, job, { guard, lane }) => {
        const mapped = mappedExchanges(settings.renderTimeoutMs);
        const guarded = new GuardedPage({ order: job.order, lane, mapped });
        try {
          job.settle(await renderPage(page, { guarded, guard, settings, clock: parts.clock, stop: stop.signal }));
        } finally {
          await mapped.close();
        }
      },
    });
    run.ended.catch((error: unknown) => {
      // Only a browser that does not start ends a run: the next order tries again.
      current = null;
      const detail = firstLine(error);
      run.queue.close(run.hasStarted() ? browserFailure(detail) : { kind: "unavailable", detail });
    });
    return run;
  };
  return {
    render: async (order: RenderOrder) => {
      if (stop.signal.aborted) return browserFailure("the renderer was closed");
      current ??= startRun();
      const run = await current;
      const result = run.queue.add(order);
      run.notify();
      return await result;
    },
    close: async () => {
      stop.abort();
      if (current !== null) await endRun(await current, parts.clock);
      current = null;
      await proxy.close();
    },
  };
}

/** Ends a run in peace if it can, and leaves no browser behind if it cannot. */
async function endRun(run: BrowserRun, clock: Clock): Promise<void> {
  run.queue.close(browserFailure("the renderer was closed"));
  const waited = new AbortController();
  const ended = run.ended.catch(() => undefined);
  await Promise.race([ended, clock.sleep(RENDER_LIMITS.closeMs, waited.signal).catch(() => undefined)]);
  waited.abort();
  run.killBrowsers();
  await ended;
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n", 1)[0] ?? "";
}
