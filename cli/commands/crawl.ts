import { existsSync } from "node:fs";
import path from "node:path";
import type { Registry } from "../../core/registry.ts";
import { UserError } from "../../core/user-error.ts";
import { noResolver, systemResolver, type Resolver } from "../../crawler/fetch/resolver.ts";
import type { Renderer } from "../../crawler/render/renderer.ts";
import { defaultCrawlSettings, type CrawlSettings } from "../../crawler/settings.ts";
import { openStore } from "../../db/open-store.ts";
import { readRegistry } from "../../seeds/read-registry.ts";
import type { Command, Invocation, Report } from "../command.ts";
import { AS_OF, REGISTRY, STORE } from "../common-options.ts";
import { coverageReport } from "../coverage-report.ts";
import { loadCrawlConfiguration, type CrawlConfiguration } from "../crawl-settings.ts";
import { readOptOuts } from "../opt-outs.ts";
import { isPaused, pauseFileOf, refuseWhilePaused } from "../pause-file.ts";
import { crawlIntoStore } from "../pipeline/crawl-into-store.ts";
import { dryRun } from "../pipeline/dry-run.ts";

/** `maillage crawl`: walks the sites of the registry and keeps every link. */
export const crawlCommand: Command = {
  name: "crawl",
  summary: "walk the sites of the registry and keep every link; goes on where it was stopped",
  operands: [],
  options: [
    AS_OF,
    {
      name: "dry-run",
      value: null,
      kind: "flag",
      description: "ask nobody and write nothing: tell what a crawl would do",
      default: null,
    },
    {
      name: "new",
      value: null,
      kind: "flag",
      description: "begin a new crawl; refuse while the latest has not ended",
      default: null,
    },
    {
      name: "pages",
      value: "NUMBER",
      kind: "integer",
      description: "pages asked for per site at most",
      default: String(defaultCrawlSettings.pageBudget),
    },
    REGISTRY,
    STORE,
  ],
  run: async (invocation) => {
    const configured = loadCrawlConfiguration(invocation);
    const { configuration, settings } = configured;
    const name = configuration.requiredText("registry");
    const privatePlaces = new Set(settings.allowPrivateNetwork.keys());
    const registry = readRegistry(path.resolve(invocation.folder, name), name, privatePlaces);
    const optOuts = readOptOuts(configuration.besideFile("crawl.optOutFile"));
    const storeFile = path.resolve(invocation.folder, configuration.requiredText("store"));
    if (invocation.values.has("dry-run")) {
      return dryRun({ registry, settings, optOuts, storeFile, nowMs: invocation.clock.nowMs });
    }
    refuseWhilePaused(storeFile, configuration.requiredText("store"));
    if (invocation.values.has("new")) refuseOpenCrawl(storeFile, configuration.requiredText("store"));
    return await crawl(invocation, { ...configured, registry, storeFile });
  },
};

async function crawl(
  invocation: Invocation,
  job: CrawlConfiguration & { readonly registry: Registry; readonly storeFile: string },
): Promise<Report> {
  const { configuration, settings, registry, storeFile } = job;
  const { clock, progress, stop } = invocation;
  const store = openStore(storeFile, { access: "write" });
  const resolver = configuration.text("crawl.lookup") === "none" ? noResolver : systemResolver;
  try {
    const summary = await crawlIntoStore({
      registry,
      store,
      settings,
      resolver,
      renderer: await rendererOf(invocation, settings, resolver),
      clock,
      progress,
      stop,
      optOutFile: configuration.besideFile("crawl.optOutFile"),
      pauseFile: pauseFileOf(storeFile),
    });
    const report = coverageReport(summary);
    const wasPaused = summary.crawl.status === "open" && isPaused(storeFile);
    const remedy = "To go on, run: maillage pause --off, then maillage crawl.";
    return wasPaused ? { ...report, why: `Crawl ${summary.crawl.id} is paused. ${remedy}` } : report;
  } finally {
    store.close();
  }
}

/** Null: pages are not rendered, since that is off or there is no browser. Playwright is loaded only here: it is slow to. */
async function rendererOf(
  invocation: Invocation,
  settings: CrawlSettings,
  resolver: Resolver,
): Promise<Renderer | null> {
  if (settings.rendering === "off") return null;
  const { findChromium } = await import("../../crawler/render/find-chromium.ts");
  const executablePath = findChromium(invocation.environment);
  if (executablePath === null) return null;
  const { playwrightRenderer } = await import("../../crawler/render/playwright-renderer.ts");
  return playwrightRenderer({ settings, resolver, clock: invocation.clock, executablePath });
}

/** Throws UserError when `--new` would leave an open crawl behind. */
function refuseOpenCrawl(storeFile: string, shownAs: string): void {
  if (!existsSync(storeFile)) return;
  const store = openStore(storeFile, { access: "read" });
  const latest = store.latestCrawl();
  store.close();
  if (latest?.status !== "open") return;
  const what = `crawl ${latest.id} in ${shownAs} has not ended.`;
  throw new UserError("usage", [
    { where: "--new", what, remedy: "Run maillage crawl without --new: it goes on with it." },
  ]);
}
