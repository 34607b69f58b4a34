import type { Streams } from "./command.ts";

/** How the person asked us to stop. */
export interface StopSignals {
  /** Aborted at the first SIGINT or SIGTERM. The second one ends the process at once. */
  readonly signal: AbortSignal;
  /** 130 after SIGINT, 143 after SIGTERM. */
  readonly exitCode: () => number;
  /** Takes our handlers away. */
  readonly forget: () => void;
}

const CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** Listens to SIGINT and SIGTERM. Both ends are safe: what is committed stays, the rest is resumed. */
export function stopSignals(streams: Streams): StopSignals {
  const controller = new AbortController();
  let code: number = CODES.SIGINT;
  const onSignal = (name: NodeJS.Signals): void => {
    code = name === "SIGTERM" ? CODES.SIGTERM : CODES.SIGINT;
    // oxlint-disable-next-line unicorn/no-process-exit -- the second signal means now; the store is safe at any moment
    if (controller.signal.aborted) process.exit(code);
    streams.writeError("\nStopping: visits under way are being finished. Once more to stop now.\n");
    controller.abort();
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  return {
    signal: controller.signal,
    exitCode: () => code,
    forget: () => {
      process.off("SIGINT", onSignal);
      process.off("SIGTERM", onSignal);
    },
  };
}
