import { existsSync } from "node:fs";
import { chromium } from "playwright";

const SYSTEM_PATHS: readonly string[] = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Path of a Chromium: `CHROMIUM_PATH`, else the one that Playwright installed, else the system's; null when there is none. */
export function findChromium(environment: Readonly<Record<string, string | undefined>>): string | null {
  const named = environment["CHROMIUM_PATH"] ?? "";
  if (named !== "") return named;
  return [chromium.executablePath(), ...SYSTEM_PATHS].find((path) => path !== "" && existsSync(path)) ?? null;
}
