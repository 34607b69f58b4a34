import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright";
import { afterAll, beforeAll, expect } from "vitest";
import { serveExplorer, type ExplorerServer } from "../../cli/serve/explorer-server.ts";
import { launchBrowser } from "./launch-browser.ts";
import { runCli } from "./run-cli.ts";

/** The demo's explorer being served, and browsers to look at it. */
export interface ExploredDemo {
  readonly published: string;
  readonly address: () => string;
  readonly browser: () => Browser;
  /** Opens a page; fails the test for any error on its console and any request to another origin. */
  readonly visit: <Value>(
    address: string,
    options: BrowserContextOptions & { readonly hasWebGl?: boolean },
    look: (page: Page) => Promise<Value>,
  ) => Promise<Value>;
}

/** Publishes and serves the demo around the tests of a file. */
export function exploredDemo(): ExploredDemo {
  const folder = mkdtempSync(path.join(tmpdir(), "maillage-explorer-"));
  const published = path.join(folder, "maillage-demo/public");
  let server: ExplorerServer;
  let browser: Browser;
  let withoutWebGl: Browser;
  beforeAll(async () => {
    expect((await runCli(folder, "demo", "--no-serve", "--as-of", "2026-10-03")).code).toBe(0);
    server = await serveExplorer(published, 0);
    browser = await launchBrowser({ webgl: true });
    withoutWebGl = await launchBrowser({ webgl: false });
  });
  afterAll(async () => {
    await browser.close();
    await withoutWebGl.close();
    await server.close();
  });
  return {
    published,
    address: () => server.address,
    browser: () => browser,
    async visit(address, options, look) {
      const { hasWebGl = true, ...contextOptions } = options;
      const context = await (hasWebGl ? browser : withoutWebGl).newContext(contextOptions);
      const page = await context.newPage();
      const faults = faultsOf(page, server.address);
      await page.goto(server.address + address);
      const value = await look(page);
      await context.close();
      expect(faults).toEqual([]);
      return value;
    },
  };
}

/** What goes wrong on a page, from now on. */
function faultsOf(page: Page, origin: string): string[] {
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(origin)) faults.push(`asked ${request.url()}`);
  });
  return faults;
}
