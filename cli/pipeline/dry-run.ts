import { existsSync } from "node:fs";
import type { Coverage } from "../../core/crawl-record.ts";
import type { Registry } from "../../core/registry.ts";
import type { Site } from "../../core/site.ts";
import { parseRobots } from "../../crawler/robots/parse-robots.ts";
import { crawlDelaySeconds, mayFetch, robotsForStatus } from "../../crawler/robots/robots-access.ts";
import { ROBOTS_TOKEN } from "../../crawler/robots/robots-gate.ts";
import type { CrawlSettings } from "../../crawler/settings.ts";
import type { CrawlStore } from "../../crawler/store-port.ts";
import { openStore, type Store } from "../../db/open-store.ts";
import type { Report } from "../command.ts";
import { planCrawl, type CrawlPlan, type PlanInput } from "../crawl-plan.ts";
import { durationText } from "../duration-text.ts";
import { printable } from "../printable.ts";
import { textTable } from "../text-table.ts";

const HOSTS_SHOWN = 5;

/** What a dry run looks at. */
export interface DryRun {
  readonly registry: Registry;
  readonly settings: CrawlSettings;
  readonly optOuts: readonly string[];
  readonly storeFile: string;
  readonly nowMs: () => number;
}

/** Tells what a crawl would do, from the registry and what the store knows. Sends nothing and writes nothing. */
export function dryRun(run: DryRun): Report {
  if (!existsSync(run.storeFile)) return planReport(planCrawl(planInput(run, null)));
  const store = openStore(run.storeFile, { access: "read" });
  try {
    return planReport(planCrawl(planInput(run, store)));
  } finally {
    store.close();
  }
}

function planInput(run: DryRun, store: Store | null): PlanInput {
  const latest = store?.latestCrawl() ?? null;
  const coverage = new Map<string, Coverage>();
  if (store !== null && latest !== null) {
    for (const site of store.coverage(latest.id)) coverage.set(site.siteId, site);
  }
  const crawlStore = store?.crawlStore(() => null, run.nowMs) ?? null;
  return {
    registry: run.registry,
    settings: run.settings,
    optOuts: new Set(run.optOuts),
    coverageOf: (site) => coverage.get(site.id) ?? null,
    robotsOf: (site) => knownRobots(site, crawlStore),
  };
}

function knownRobots(site: Site, store: Pick<CrawlStore, "robotsOf"> | null): ReturnType<PlanInput["robotsOf"]> {
  const record = store?.robotsOf(new URL(site.home).origin) ?? null;
  if (record === null) return { verdict: "unknown", crawlDelayMs: null };
  const access = robotsForStatus(record.httpStatus);
  if (access === "disallow-all") return { verdict: "not-now", crawlDelayMs: null };
  if (access === "allow-all") return { verdict: "allowed", crawlDelayMs: null };
  const rules = parseRobots(record.body);
  const seconds = crawlDelaySeconds(rules, ROBOTS_TOKEN);
  const crawlDelayMs = seconds === null ? null : seconds * 1000;
  return { verdict: mayFetch(rules, ROBOTS_TOKEN, site.home) ? "allowed" : "disallowed", crawlDelayMs };
}

function planReport(plan: CrawlPlan): Report {
  const { robots, askingMs, days } = plan;
  const slowest = plan.hosts.slice(0, HOSTS_SHOWN);
  const rows = slowest.map((host) => [
    printable(host.host),
    String(host.pages),
    durationText(host.delayMs),
    durationText(host.durationMs),
  ]);
  const lines = [
    `sites: ${plan.sites}, on ${plan.hosts.length} hosts; ${plan.optedOut} left alone by their owners' wish`,
    `robots.txt as last read: ${robots.allowed} allow, ${robots.disallowed} forbid, ${robots["not-now"]} could not be read, ${robots.unknown} unknown`,
    `pages: ${plan.pages} at most`,
    `bytes: ${plan.sizeBytes === null ? "unknown before a first crawl" : `about ${plan.sizeBytes}`}`,
    `asking: ${durationText(askingMs)} at least, on ${days === 1 ? "1 day" : `${days} days`}`,
    "",
    textTable(["slowest host", "pages", "pause", "at least"], rows),
  ];
  return {
    exit: plan.sites === 0 ? "empty" : "done",
    why: `Nothing was asked: a crawl of ${plan.sites} sites would take ${durationText(askingMs)} at least.`,
    text: lines.join("\n"),
    document: { ...plan, hosts: plan.hosts.slice(0, HOSTS_SHOWN), hostCount: plan.hosts.length },
    warnings: [],
  };
}
