import type { Page, Request } from "playwright";
import type { Clock } from "../../core/clock.ts";

/** Longest pause between two looks at a page that still waits for answers. */
const LOOK_MS = 25;

/** Requests of a page that are under way, and when the last one began or ended. */
export interface NetworkActivity {
  /** Resolves once nothing was under way for `quietMs`; rejects when the signal is aborted. */
  readonly untilQuiet: (quietMs: number, signal: AbortSignal) => Promise<void>;
}

/** Watches a page's requests from now on. */
export function watchActivity(page: Page, clock: Clock): NetworkActivity {
  const pending = new Set<Request>();
  let lastMs = clock.monotonicMs();
  page.on("request", (request) => {
    pending.add(request);
    lastMs = clock.monotonicMs();
  });
  const settle = (request: Request): void => {
    pending.delete(request);
    lastMs = clock.monotonicMs();
  };
  page.on("requestfinished", settle);
  page.on("requestfailed", settle);
  return {
    untilQuiet: async (quietMs, signal) => {
      for (;;) {
        signal.throwIfAborted();
        const quietForMs = clock.monotonicMs() - lastMs;
        if (pending.size === 0 && quietForMs >= quietMs) return;
        await clock.sleep(pending.size === 0 ? quietMs - quietForMs : LOOK_MS, signal);
      }
    },
  };
}
