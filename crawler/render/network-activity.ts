import type { CDPSession } from "playwright";
import type { Clock } from "../../core/clock.ts";

/** Longest pause between two looks at a page that still waits for answers. */
const LOOK_MS = 25;

/** Requests of a page that are under way, and when the last one began or ended. */
export interface NetworkActivity {
  /** Resolves once nothing was under way for `quietMs`; rejects when the signal is aborted. */
  readonly untilQuiet: (quietMs: number, signal: AbortSignal) => Promise<void>;
}

/** Watches a page's requests from now on, through a session whose `Network` domain is on. */
export function watchActivity(session: CDPSession, clock: Clock): NetworkActivity {
  const pending = new Set<string>();
  let lastMs = clock.monotonicMs();
  session.on("Network.requestWillBeSent", ({ requestId }) => {
    pending.add(requestId);
    lastMs = clock.monotonicMs();
  });
  const settle = ({ requestId }: { readonly requestId: string }): void => {
    pending.delete(requestId);
    lastMs = clock.monotonicMs();
  };
  session.on("Network.loadingFinished", settle);
  session.on("Network.loadingFailed", settle);
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
