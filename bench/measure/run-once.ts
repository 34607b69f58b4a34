import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ProcessSample, RunnerReport } from "../runners/runner-job.ts";
import { startRunner, type RunnerName } from "../runners/start-runner.ts";
import { countRequests, type LoggedRequest, type RequestCounts } from "../web/request-log.ts";
import type { BenchWeb } from "../web/start-web.ts";

/** One run of one runner: its own account and the server's. */
export interface RunResult extends RunnerReport {
  readonly server: RequestCounts & { readonly cpuMs: number };
}

/** A run with what was logged and sampled: requests to the warm-up's hosts are left out of the log. */
export interface LoggedRun {
  readonly result: RunResult;
  readonly log: readonly LoggedRequest[];
  readonly samples: readonly ProcessSample[];
}

/** Runs one runner over a web, in an empty folder. Null: not installed. */
export async function runOnce(name: RunnerName, web: BenchWeb, seconds: number): Promise<LoggedRun | null> {
  const folder = mkdtempSync(path.join(tmpdir(), "maillage-bench-"));
  const samples: ProcessSample[] = [];
  const { hosts, warmUpHosts } = web;
  const { pages } = web.shape;
  try {
    web.forget();
    const job = { hosts, warmUpHosts, pages, folder, seconds };
    const ears = { onBegin: web.mark, onSample: (sample: ProcessSample) => void samples.push(sample) };
    const report = await startRunner(name, job, ears);
    if (report === null) return null;
    const { log, cpuMs } = await web.log();
    const measured = log.filter(({ host }) => host < hosts.length);
    const server = { ...countRequests(measured), cpuMs };
    return { result: { ...report, server }, log: measured, samples };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
