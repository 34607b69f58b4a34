import { chromium, type Browser, type BrowserType, type LaunchOptions } from "playwright";
import { CHROMIUM_FLAGS, REVOKED_DEFAULTS, honestFlags } from "./chromium-flags.ts";

/** Browsers that were started, so that none is left behind. */
export interface HonestLauncher {
  /** What Crawlee takes for Playwright's `chromium`. */
  readonly browserType: BrowserType;
  /** Kills every browser that still runs, with all its processes. */
  readonly killAll: () => void;
}

/** Starts Chromium as it is: without what Crawlee adds to hide an automated browser, and without signal handlers. */
export function honestLauncher(): HonestLauncher {
  const processIds = new Set<number>();
  const launch = async (options: LaunchOptions = {}): Promise<Browser> => {
    const browser = await chromium.launch({
      ...options,
      args: honestFlags(options.args ?? []),
      ignoreDefaultArgs: [...REVOKED_DEFAULTS],
    });
    const processId = await processIdOf(browser);
    processIds.add(processId);
    browser.once("disconnected", () => {
      // What lost its connection may still run: a browser that hangs.
      kill(processId);
      processIds.delete(processId);
    });
    return browser;
  };
  const browserType = { name: () => "chromium", launch } as unknown as BrowserType;
  const killAll = (): void => {
    for (const processId of processIds) kill(processId);
    processIds.clear();
  };
  return { browserType, killAll };
}

/** Options of a browser behind a proxy. Stopping is ours, so Playwright handles no signal; the sandbox goes only for root. */
export function launchOptions(executablePath: string, proxyUrl: string, flags: readonly string[] = []): LaunchOptions {
  return {
    executablePath,
    headless: true,
    args: [...CHROMIUM_FLAGS, ...flags],
    proxy: { server: proxyUrl },
    chromiumSandbox: process.getuid?.() !== 0,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  };
}

async function processIdOf(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return processInfo.find(({ type }) => type === "browser")?.id ?? 0;
}

/** Playwright gives each browser a process group of its own, except on Windows. */
function kill(processId: number): void {
  if (processId <= 0) return;
  try {
    process.kill(process.platform === "win32" ? processId : -processId, "SIGKILL");
  } catch {
    // It had ended.
  }
}
