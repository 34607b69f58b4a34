import type { BenchOptions } from "../bench-options.ts";
import type { BenchReport, FigureTable } from "../report/bench-report.ts";
import { currentSetting } from "../report/machine.ts";
import { paceOf, type Pace } from "../report/pace-of.ts";
import { PAUSE_MS, SETTLE_MS } from "../runners/polite-times.ts";
import { startWeb } from "../web/start-web.ts";
import { runOnce, type RunResult } from "./run-once.ts";

/** The least that issue and specification ask for. */
const MUST_SHARE = 0.95;
const SPARE_PAGES = 10;
const MIB = 1024 ** 2;

/** Our crawler with a second's pause after each answer: what pace it keeps, and what that costs. */
export async function measurePace(options: BenchOptions, tell: (line: string) => void): Promise<BenchReport> {
  const setting = currentSetting();
  const { hosts, seconds } = options;
  const pages = seconds + SETTLE_MS / 1000 + SPARE_PAGES;
  tell(`drawing ${hosts} hosts of ${pages} pages`);
  const web = await startWeb({ hosts, pages, warmUpHosts: 0, bodies: "kept" });
  tell(`crawling for ${seconds} s`);
  const made = await runOnce("ours-polite", web, seconds);
  web.close();
  if (made === null) throw new Error("our own runner is not installed");
  const { result, log } = made;
  const pace = paceOf(log, { ...result, pauseMs: PAUSE_MS });
  return {
    command: `node bench/main.ts polite --seconds ${seconds} --hosts ${hosts}`,
    setting,
    tables: [paceTable(pace, result)],
    notes: [
      `Over ${seconds} s after the first ${SETTLE_MS / 1000}. The pace is hosts ÷ (1 s + ${pace.latencyMs.toFixed(2)} ms), the time being the server's own from a request's head to the last byte of its answer. A gap is from the end of an answer to the next start on its host, both by the server's log, over the whole run.`,
    ],
    failures: paceFailures(pace, hosts),
    data: { setting, shape: web.shape, result, pace },
  };
}

function paceTable(pace: Pace, result: RunResult): FigureTable {
  const requests = (pace.perSecond * result.wallMs) / 1000;
  const figures = [
    ["hosts", `${pace.hosts}`],
    ["requests/s", pace.perSecond.toFixed(1)],
    ["of the pace", `${(pace.share * 100).toFixed(1)} %`],
    ["smallest gap", pace.smallestGapMs === null ? "none" : `${(pace.smallestGapMs / 1000).toFixed(4)} s`],
    ["gaps below 1 s", `${pace.shortGaps}`],
    ["cores", (result.cpuMs / result.wallMs).toFixed(2)],
    ["CPU ms a page", (result.cpuMs / requests).toFixed(2)],
    ["peak MB", (result.peakBytes / MIB).toFixed(0)],
    ["server cores", (result.server.cpuMs / result.wallMs).toFixed(2)],
  ] as const;
  return { headings: figures.map(([name]) => name), rows: [figures.map(([, figure]) => figure)] };
}

function paceFailures(pace: Pace, hosts: number): string[] {
  const failures: string[] = [];
  if (pace.hosts !== hosts) failures.push(`${pace.hosts} of ${hosts} hosts were asked.`);
  if (pace.share < MUST_SHARE) failures.push(`pace ${(pace.share * 100).toFixed(1)} %, at least 95 % wanted.`);
  if (pace.shortGaps > 0) failures.push(`${pace.shortGaps} gaps below ${PAUSE_MS} ms.`);
  return failures;
}
