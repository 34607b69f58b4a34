import { UserError, type Problem } from "../core/user-error.ts";
import { settingsProblems } from "../crawler/settings-problems.ts";
import { defaultCrawlSettings, type CrawlSettings } from "../crawler/settings.ts";
import type { Invocation } from "./command.ts";
import { readConfiguration, type Configuration } from "./configuration.ts";

/** A configuration with which other people's machines may be asked. */
export interface CrawlConfiguration {
  readonly configuration: Configuration;
  readonly settings: CrawlSettings;
}

/** Reads what a crawl is configured with. Throws UserError ("usage") with every mistake in it, nobody to write to included. */
export function loadCrawlConfiguration(invocation: Invocation): CrawlConfiguration {
  const { configuration, problems } = readConfiguration(invocation);
  const settings = crawlSettings(configuration);
  const all = [...problems, ...settingsProblems(settings).filter((problem) => !isTold(problem, problems))];
  if (all.length > 0) throw new UserError("usage", all);
  return { configuration, settings };
}

/** The crawler's settings as configured; the crawler itself says what is wrong with them. */
export function crawlSettings(configuration: Configuration): CrawlSettings {
  return {
    ...defaultCrawlSettings,
    contactUrl: configuration.text("contact.url") ?? "",
    contactEmail: configuration.text("contact.email") ?? "",
    minDelayMs: configuration.integer("crawl.minDelayMs"),
    latencyFactor: configuration.integer("crawl.latencyFactor"),
    minAddressGapMs: configuration.integer("crawl.minAddressGapMs"),
    sharedRanges: configuration.list("crawl.sharedRanges"),
    maxConcurrency: configuration.integer("crawl.maxConcurrency"),
    pageBudget: configuration.integer("crawl.pageBudget"),
    zonePages: configuration.integer("crawl.zonePages"),
    maxDepthClicks: configuration.integer("crawl.maxDepthClicks"),
    maxRequestsPerDay: configuration.integer("crawl.maxRequestsPerDay"),
    maxBytesPerDay: configuration.integer("crawl.maxBytesPerDay"),
    maxChecksPerHost: configuration.integer("crawl.maxChecksPerHost"),
    window: configuration.window("crawl.window"),
    insecureHosts: new Set(configuration.list("crawl.insecureHosts")),
    forbiddenRobots: configuration.choice("crawl.forbiddenRobots", ["allow", "strict"]),
    rendering: configuration.choice("crawl.rendering", ["on", "off"]),
    allowPrivateNetwork: configuration.addresses("crawl.allowPrivateNetwork"),
  };
}

/** Whether the setting that a problem begins with was found wrong already, so that its default stands. */
function isTold(problem: Problem, told: readonly Problem[]): boolean {
  const [setting = ""] = problem.what.split(" ", 1);
  return told.some(({ what }) => what.startsWith(`${setting}:`));
}
