import { existsSync, rmSync, writeFileSync } from "node:fs";
import { UserError } from "../core/user-error.ts";

/** The file beside a store that tells every run to ask nothing. */
export function pauseFileOf(storeFile: string): string {
  return `${storeFile}.pause`;
}

/** Whether whoever writes into this store is to ask nothing for now. */
export function isPaused(storeFile: string): boolean {
  return existsSync(pauseFileOf(storeFile));
}

/** Pauses. False when it was paused already. */
export function pause(storeFile: string): boolean {
  if (isPaused(storeFile)) return false;
  writeFileSync(pauseFileOf(storeFile), "maillage pause\n");
  return true;
}

/** Ends the pause. False when there was none. */
export function endPause(storeFile: string): boolean {
  if (!isPaused(storeFile)) return false;
  rmSync(pauseFileOf(storeFile));
  return true;
}

/** Throws UserError while the store is paused; `shownAs` names the store. */
export function refuseWhilePaused(storeFile: string, shownAs: string): void {
  if (!isPaused(storeFile)) return;
  const what = "crawls into this store are paused; nothing was asked.";
  throw new UserError("input", [{ where: pauseFileOf(shownAs), what, remedy: "To go on, run: maillage pause --off." }]);
}

/** A look at the pause file while a run lasts. */
export interface PauseWatch {
  /** Aborted as soon as the file is there. */
  readonly signal: AbortSignal;
  /** Looks no more. */
  readonly end: () => void;
}

/** A pause ends a run within five seconds, the visits under way included. */
const LOOK_INTERVAL_MS = 500;

/** Looks for a pause file, again and again, until it is there or `end` is called. Null: never. */
export function watchPause(pauseFile: string | null, note: (line: string) => void): PauseWatch {
  const controller = new AbortController();
  if (pauseFile === null) return { signal: controller.signal, end: () => undefined };
  const timer = setInterval(() => {
    if (!existsSync(pauseFile)) return;
    clearInterval(timer);
    note("Paused: visits under way are being finished. To go on, run: maillage pause --off.");
    controller.abort();
  }, LOOK_INTERVAL_MS);
  timer.unref();
  return { signal: controller.signal, end: () => clearInterval(timer) };
}
