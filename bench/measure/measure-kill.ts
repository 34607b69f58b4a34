import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { randomInteger, seededRandom } from "../../core/seeded-random.ts";
import { demoWeb, type DemoWeb } from "../../demo/demo-web.ts";
import { registryOf } from "../../demo/registry-of.ts";
import type { BenchOptions } from "../bench-options.ts";
import { serveLoggedWeb, type LoggedWeb } from "../kill/logged-web.ts";
import { dumpOf, hasEnded, runCrawl, type CrawlLife } from "../kill/killed-crawl.ts";
import type { BenchReport } from "../report/bench-report.ts";
import { countByUrl } from "../report/kill-differences.ts";
import { compareCrawls, killFailures, killTable, type KilledCrawl, type UnbrokenCrawl } from "../report/kill-report.ts";
import { currentSetting } from "../report/machine.ts";
import { writeProject } from "../../test/support/write-project.ts";

const SEED = 7;
/** Pause of each host: the shortest that somebody else's host gets. */
const PAUSE_MS = 1000;
/**
 * After the first request of a process. All hosts ask when it comes, and again each pause: any moment of that is hit. A process
 * that lives shorter than a visit takes to be kept asks for the same page in each life.
 */
const KILL_AFTER_MS = { least: 1000, most: 5000 } as const;

/** Kills crawls of a demo web again and again, each until it ends, and compares what is left with a crawl that nobody killed. */
export async function measureKill(options: BenchOptions, tell: (line: string) => void): Promise<BenchReport> {
  const setting = currentSetting();
  const random = seededRandom(SEED);
  const demo = withoutDownSites(demoWeb({ seed: SEED, siteCount: options.hosts }));
  const web = await serveLoggedWeb(demo);
  const bench: KillBench = {
    web,
    demo,
    tell,
    killAfterMs: () => randomInteger(random, KILL_AFTER_MS.least, KILL_AFTER_MS.most),
  };
  try {
    tell(`crawling ${demo.sites.length} sites without a kill`);
    const unbroken = await unbrokenCrawl(bench);
    tell(`${unbroken.fetches.size} addresses asked for; ${unbroken.lines.length} lines in the dump`);
    const crawls: KilledCrawl[] = [];
    for (let left = options.kills; left > 0;) {
      const crawl = await killedCrawl(bench, unbroken, left);
      crawls.push(crawl);
      if (crawl.kills === 0) break;
      left -= crawl.kills;
    }
    return {
      command: `node bench/main.ts kill --kills ${options.kills} --hosts ${options.hosts}`,
      setting,
      tables: [killTable(unbroken, crawls)],
      notes: [
        `SIGKILL ${KILL_AFTER_MS.least} to ${KILL_AFTER_MS.most} ms after a process's first request, at random (seed ${SEED}); ${PAUSE_MS / 1000} s of pause a host, all of which ask when a process begins. A crawl is killed until it has asked for every address, then left to end; another one begins until the kills are used up. A restart is from the start of the process to its first request at a server, the pause that hosts get first included. Never asked for may be the address by which a host is probed for soft 404s, when a kill came between a home and its probe and no other page was there to judge.`,
      ],
      failures: killFailures(crawls, { kills: options.kills, pauseMs: PAUSE_MS }),
      data: { setting, lines: unbroken.lines.length, fetches: unbroken.fetches.size, crawls },
    };
  } finally {
    await web.close();
  }
}

interface KillBench {
  readonly web: LoggedWeb;
  readonly demo: DemoWeb;
  readonly tell: (line: string) => void;
  readonly killAfterMs: () => number;
}

/** Hosts where nobody listens are tried again after five minutes: nothing is learnt from waiting for them. */
function withoutDownSites(demo: DemoWeb): DemoWeb {
  const sites = demo.sites.filter(({ defect }) => defect !== "down");
  return { ...demo, sites, registry: registryOf(sites) };
}

async function unbrokenCrawl(bench: KillBench): Promise<UnbrokenCrawl> {
  return await inFolder(bench, async (folder) => {
    const { code, stderr } = await runCrawl(folder, bench.web, null);
    if (code !== 0) throw new Error(`the unbroken crawl ended with ${code}: ${stderr}`);
    return { ...dumpOf(folder), fetches: countByUrl(bench.web.log) };
  });
}

async function killedCrawl(bench: KillBench, unbroken: UnbrokenCrawl, mostKills: number): Promise<KilledCrawl> {
  return await inFolder(bench, async (folder) => {
    const lives: CrawlLife[] = [];
    let kills = 0;
    do {
      const isLast = kills === mostKills || countByUrl(bench.web.log).size >= unbroken.fetches.size;
      lives.push(await runCrawl(folder, bench.web, isLast ? null : bench.killAfterMs()));
      if (lives.at(-1)?.wasKilled === true) kills += 1;
    } while (lives.at(-1)?.wasKilled === true && !hasEnded(folder));
    const last = lives.at(-1);
    bench.tell(`${kills} kills, then ${last?.wasKilled === true ? "ended before the last" : last?.stderr.trim()}`);
    return compareCrawls(unbroken, { lives, kills, log: bench.web.log, ...dumpOf(folder) });
  });
}

/** Runs crawls in a folder of their own, with a log of their own. */
async function inFolder<Result>({ web, demo }: KillBench, run: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), "maillage-kill-"));
  const crawl = {
    minDelayMs: PAUSE_MS,
    latencyFactor: 0,
    rendering: "off",
    lookup: "none",
    allowPrivateNetwork: Object.fromEntries(web.network),
  };
  try {
    web.forget();
    writeProject(folder, { registry: demo.registry, crawl });
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
