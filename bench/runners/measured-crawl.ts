import { readFileSync } from "node:fs";
import { preciseNowMs } from "../web/request-log.ts";
import type { BenchHost } from "../web/web-shape.ts";
import { cpuMs, peakBytes } from "./process-account.ts";
import type { CrawlCounts, RunnerJob, RunnerLine } from "./runner-job.ts";

/** The job that this process was started with. */
export function readJob(): RunnerJob {
  return JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as RunnerJob;
}

/**
 * Crawls the warm-up's hosts, then the measured ones, with the same function, and reports the second crawl alone: all
 * runners pay for loading and for cold code outside the account.
 */
export async function measuredCrawl(
  crawl: (hosts: readonly BenchHost[], job: RunnerJob) => Promise<CrawlCounts>,
): Promise<void> {
  const job = readJob();
  await crawl(job.warmUpHosts, job);
  say({ event: "begin" });
  const beginMs = preciseNowMs();
  const cpuBeforeMs = cpuMs();
  const counts = await crawl(job.hosts, job);
  const endMs = preciseNowMs();
  const spent = { wallMs: endMs - beginMs, cpuMs: cpuMs() - cpuBeforeMs, peakBytes: peakBytes(), beginMs, endMs };
  say({ event: "end", ...counts, ...spent });
}

/** Writes a line for whoever started this process. */
export function say(line: RunnerLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
