import type { BenchOptions, Compared } from "../bench-options.ts";
import type { BenchReport } from "../report/bench-report.ts";
import { crawlTables, type CrawlRun } from "../report/crawl-tables.ts";
import { currentSetting } from "../report/machine.ts";
import { PAGE_LINKS } from "../web/render-bench-page.ts";
import { startWeb } from "../web/start-web.ts";
import { runOnce } from "./run-once.ts";

const WARM_UP_HOSTS = 30;

/** Our crawler and its peers over the same pages, in turn, a few times over. */
export async function measureCrawl(options: BenchOptions, tell: (line: string) => void): Promise<BenchReport> {
  const setting = currentSetting();
  const { hosts, pages, rounds, only } = options;
  tell(`drawing ${hosts} hosts of ${pages} pages`);
  const web = await startWeb({ hosts, pages, warmUpHosts: WARM_UP_HOSTS, bodies: "kept" });
  const runs: CrawlRun[] = [];
  const missing = new Set<Compared>();
  for (let round = 0; round < rounds; round += 1) {
    for (const runner of orderOf(only, round)) {
      if (missing.has(runner)) continue;
      const made = await runOnce(runner, web, 0);
      if (made === null) {
        missing.add(runner);
        tell(`${runner}: not installed`);
        continue;
      }
      const run = { runner, round, ...made.result };
      runs.push(run);
      tell(`round ${round + 1} of ${rounds}: ${runnerLine(run)}`);
    }
  }
  web.close();
  return {
    command: `node bench/main.ts crawl --rounds ${rounds} --hosts ${hosts} --pages ${pages} --only ${only.join(",")}`,
    setting,
    tables: crawlTables(runs, [...missing]),
    notes: [
      `${hosts} hosts of ${pages} pages each, ${hosts * pages} pages a run, 58 kB of HTML and ${PAGE_LINKS} links a page, gzip made beforehand; median of ${rounds} rounds (least to most).`,
      "Ratios are taken inside a round. CPU of a crawler is user and system time of its process; the server's is apart. Loading and a warm-up crawl of 30 other hosts are outside the account, peak memory has them in.",
    ],
    failures: runs.flatMap((run) => differences(run, hosts * pages)),
    data: { setting, shape: web.shape, runs, missing: [...missing] },
  };
}

/** Every other round backwards: whoever comes first finds the machine as whoever comes last does. */
function orderOf(names: readonly Compared[], round: number): readonly Compared[] {
  return round % 2 === 0 ? names : names.toReversed();
}

function runnerLine(run: CrawlRun): string {
  const { pages, distinctPages, robots, others } = run.server;
  const perSecond = (pages / run.wallMs) * 1000;
  return `${run.runner}: ${perSecond.toFixed(0)} pages/s, ${(run.cpuMs / pages).toFixed(2)} ms CPU a page; the server counted ${pages} pages (${distinctPages} distinct), ${robots} robots.txt, ${others} others`;
}

/** The same pages, each once, and all their links: or the comparison is none. */
function differences(run: CrawlRun, expected: number): string[] {
  const { server, runner, round } = run;
  const found: string[] = [];
  const where = `${runner}, round ${round + 1}`;
  if (server.pages !== expected || server.distinctPages !== expected || run.pages !== expected) {
    found.push(
      `${where}: ${expected} pages were to be fetched once; the server counted ${server.pages}, ${server.distinctPages} of them distinct, the crawler ${run.pages}.`,
    );
  }
  if (run.links !== null && run.links !== expected * PAGE_LINKS) {
    found.push(`${where}: ${expected * PAGE_LINKS} links were to be read; ${run.links} were.`);
  }
  return found;
}
