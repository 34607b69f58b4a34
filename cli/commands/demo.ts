import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { defaultCrawlSettings, type CrawlSettings } from "../../crawler/settings.ts";
import { noResolver } from "../../crawler/fetch/resolver.ts";
import { openStore } from "../../db/open-store.ts";
import { DEMO_DEFAULTS, demoWeb } from "../../demo/demo-web.ts";
import { serveDemoWeb } from "../../demo/serve-demo-web.ts";
import { truthJson } from "../../demo/truth.ts";
import { writeRegistry } from "../../seeds/write-registry.ts";
import type { Command, Invocation, Report } from "../command.ts";
import { AS_OF, PORT } from "../common-options.ts";
import { coverageReport } from "../coverage-report.ts";
import { crawlIntoStore } from "../pipeline/crawl-into-store.ts";
import { publishStore } from "../pipeline/publish-store.ts";
import { scoreStore } from "../pipeline/score-store.ts";
import { serveUntilStopped } from "../serve/serve-until-stopped.ts";
import { scoreReport } from "./score.ts";

const DEFAULT_FOLDER = "maillage-demo";

/** `maillage demo`: the whole pipeline on an invented web, then the explorer of it. */
export const demoCommand: Command = {
  name: "demo",
  summary: "crawl, score, publish and serve an invented web of public sites",
  operands: [],
  options: [
    AS_OF,
    {
      name: "folder",
      value: "FOLDER",
      kind: "text",
      description: "where everything is written",
      default: DEFAULT_FOLDER,
    },
    { name: "no-serve", value: null, kind: "flag", description: "end after publishing", default: null },
    PORT,
    {
      name: "seed",
      value: "NUMBER",
      kind: "integer",
      description: "which web to invent",
      default: String(DEMO_DEFAULTS.seed),
    },
    {
      name: "sites",
      value: "NUMBER",
      kind: "integer",
      description: "sites to invent",
      default: String(DEMO_DEFAULTS.siteCount),
    },
  ],
  run: async (invocation) => {
    const { values } = invocation;
    const name = values.text("folder") ?? DEFAULT_FOLDER;
    const folder = path.resolve(invocation.folder, name);
    const report = await buildDemo(invocation, folder);
    if (report.exit !== "done" || values.has("no-serve")) return report;
    invocation.progress.note(report.why);
    const address = await serveUntilStopped(invocation, path.join(folder, "public"));
    return { ...report, text: "", document: { ...report.document, address } };
  },
};

async function buildDemo(invocation: Invocation, folder: string): Promise<Report> {
  const { values, clock, progress, stop } = invocation;
  const web = demoWeb({
    seed: values.integer("seed") ?? DEMO_DEFAULTS.seed,
    siteCount: values.integer("sites") ?? DEMO_DEFAULTS.siteCount,
  });
  mkdirSync(path.join(folder, "registry"), { recursive: true });
  for (const [file, text] of writeRegistry(web.registry)) writeFileSync(path.join(folder, "registry", file), text);
  writeFileSync(path.join(folder, "truth.json"), truthJson(web));
  const store = openStore(path.join(folder, "maillage.sqlite"), { access: "write" });
  const servers = await serveDemoWeb(web);
  try {
    progress.note(`Crawling ${web.registry.sites.length} invented sites on this machine`);
    const settings = demoSettings(servers.network);
    const summary = await crawlIntoStore({
      registry: web.registry,
      store,
      settings,
      resolver: noResolver,
      clock,
      progress,
      stop,
      renderer: null,
      optOutFile: null,
      pauseFile: null,
    });
    if (summary.crawl.status === "open") return coverageReport(summary);
    const scored = scoreReport(scoreStore(store, summary.crawl.id));
    const written = await publishStore(store, summary.crawl.id, path.join(folder, "public"));
    const crawled = coverageReport(summary);
    return {
      ...scored,
      text: `${crawled.text}\n${scored.text}\nfiles published: ${written.files}`,
      document: { ...crawled.document, ...scored.document, files: written.files, folder: path.basename(folder) },
    };
  } finally {
    await servers.close();
    store.close();
  }
}

const RETRY_MS = 100;
const MAX_IDLE_MS = 1000;

/** Our own servers on our own machine need no pauses, and a server that is down will not come back. */
function demoSettings(network: ReadonlyMap<string, string>): CrawlSettings {
  return {
    ...defaultCrawlSettings,
    contactUrl: "https://maillage.example/robot",
    contactEmail: "robot@maillage.example",
    minDelayMs: 0,
    latencyFactor: 0,
    retryDelaysMs: [RETRY_MS, RETRY_MS],
    maxIdleMs: MAX_IDLE_MS,
    allowPrivateNetwork: network,
  };
}
