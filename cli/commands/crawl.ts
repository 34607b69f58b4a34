import path from "node:path";
import { noResolver, systemResolver } from "../../crawler/fetch/resolver.ts";
import { UserError } from "../../core/user-error.ts";
import { defaultCrawlSettings, settingsProblems } from "../../crawler/settings.ts";
import { openStore } from "../../db/open-store.ts";
import { readRegistry } from "../../seeds/read-registry.ts";
import type { Command } from "../command.ts";
import { AS_OF, REGISTRY, STORE } from "../common-options.ts";
import { loadConfiguration, type Configuration } from "../configuration.ts";
import { coverageReport } from "../coverage-report.ts";
import { crawlIntoStore } from "../pipeline/crawl-into-store.ts";
import type { CrawlSettings } from "../../crawler/settings.ts";

/** `maillage crawl`: walks the sites of the registry and keeps every link. */
export const crawlCommand: Command = {
  name: "crawl",
  summary: "walk the sites of the registry and keep every link; goes on where it was stopped",
  operands: [],
  options: [
    AS_OF,
    {
      name: "pages",
      value: "NUMBER",
      kind: "integer",
      description: "pages asked for per site at most",
      default: "500",
    },
    REGISTRY,
    STORE,
  ],
  run: async (invocation) => {
    const configuration = loadConfiguration(invocation);
    const name = configuration.requiredText("registry");
    const registry = readRegistry(path.resolve(invocation.folder, name), name);
    const settings = crawlSettings(configuration);
    const problems = settingsProblems(settings);
    if (problems.length > 0) throw new UserError("usage", problems);
    const resolver = configuration.text("crawl.lookup") === "none" ? noResolver : systemResolver;
    const store = openStore(path.resolve(invocation.folder, configuration.requiredText("store")), { access: "write" });
    try {
      const { clock, progress, stop } = invocation;
      const summary = await crawlIntoStore({ registry, store, settings, resolver, clock, progress, stop });
      return coverageReport(summary);
    } finally {
      store.close();
    }
  },
};

/** The crawler's settings as configured; the crawler itself says what is wrong with them. */
export function crawlSettings(configuration: Configuration): CrawlSettings {
  return {
    ...defaultCrawlSettings,
    contactUrl: configuration.text("contact.url") ?? "",
    contactEmail: configuration.text("contact.email") ?? "",
    minDelayMs: configuration.integer("crawl.minDelayMs"),
    latencyFactor: configuration.integer("crawl.latencyFactor"),
    pageBudget: configuration.integer("crawl.pageBudget"),
    maxConcurrency: configuration.integer("crawl.maxConcurrency"),
    allowPrivateNetwork: configuration.addresses("crawl.allowPrivateNetwork"),
  };
}
