import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Registry } from "../core/registry.ts";
import { DEMO_DEFAULTS, demoWeb, type DemoWeb } from "../demo/demo-web.ts";
import type { PlannedSite } from "../demo/plan.ts";
import { respond, type DemoRequest } from "../demo/respond.ts";
import { runCrawl } from "./kill/killed-crawl.ts";
import { serveLoggedWeb, type TimedAnswer } from "./kill/logged-web.ts";
import { serverLogLines } from "./report/server-log.ts";
import { writeProject } from "../test/support/write-project.ts";

// `node bench/server-log.ts [--docs]`: crawls one site of the demo web by the real program with the pauses that everybody's
// host gets, and prints the server's log; `--docs` writes it into the page for site owners.

const DOCUMENT = fileURLToPath(new URL("../docs/politeness.md", import.meta.url));
const PAGES = 6;
/** Pages that answer slowly, and after how long. */
const SLOW_PAGES: ReadonlyMap<number, number> = new Map([[2, 1500]]);
/** A page that is asked for too soon for its server's liking, the first time. */
const THROTTLED_PAGE = 4;
const RETRY_AFTER_S = 8;

const web = demoWeb(DEMO_DEFAULTS);
const site = web.sites.find(({ defect, quirk, horizontal }) => defect === "normal" && quirk === "base" && !horizontal);
if (site === undefined) throw new Error("the demo web has no plain site");
const lines = await logOf(site);
process.stdout.write(`${lines.join("\n")}\n`);
if (process.argv.includes("--docs")) writeFileSync(DOCUMENT, withLog(readFileSync(DOCUMENT, "utf8"), lines));

async function logOf(crawled: PlannedSite): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "maillage-log-"));
  const served = await serveLoggedWeb({ ...web, sites: [crawled] }, hinderedAnswers(web));
  const network = Object.fromEntries(served.network);
  const crawl = { pageBudget: PAGES, rendering: "off", lookup: "none", allowPrivateNetwork: network };
  try {
    writeProject(folder, { registry: registryOfOne(crawled), crawl });
    const { code, stderr } = await runCrawl(folder, served, null);
    if (code !== 0) throw new Error(`the crawl ended with ${code}: ${stderr}`);
    return serverLogLines(served.log);
  } finally {
    await served.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function registryOfOne(crawled: PlannedSite): Registry {
  const sites = web.registry.sites.filter(({ id }) => id === crawled.id);
  return { sites, themes: [], lifeEvents: [], memberships: [], aliases: [], mandatedLinks: [], expectedLinks: [] };
}

/** Answers of the demo web, but for a page that is slow and one that asks for patience. */
function hinderedAnswers(of: DemoWeb): (request: DemoRequest) => TimedAnswer {
  const pages: string[] = [];
  return (request) => {
    const answer = respond(of, request);
    const isNew = answer.headers["content-type"]?.startsWith("text/html") === true && !pages.includes(request.target);
    if (answer.status !== 200 || !isNew) return { ...answer, afterMs: 0 };
    pages.push(request.target);
    if (pages.length !== THROTTLED_PAGE) return { ...answer, afterMs: SLOW_PAGES.get(pages.length) ?? 0 };
    const headers = { ...answer.headers, "retry-after": `${RETRY_AFTER_S}` };
    return { status: 429, headers, body: new Uint8Array(), afterMs: 0 };
  };
}

function withLog(document: string, log: readonly string[]): string {
  const block = `<!-- log:start -->\n\`\`\`\n${log.join("\n")}\n\`\`\`\n<!-- log:end -->`;
  return document.replace(/<!-- log:start -->[^]*<!-- log:end -->/, () => block);
}
