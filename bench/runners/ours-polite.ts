import { setTimeout as wait } from "node:timers/promises";
import { preciseNowMs } from "../web/request-log.ts";
import { crawlOurs } from "./crawl-ours.ts";
import { readJob, say } from "./measured-crawl.ts";
import { PAUSE_MS, SETTLE_MS } from "./polite-times.ts";
import { cpuMs, peakBytes } from "./process-account.ts";

// A second after each answer; the first seconds, when every host is asked at once, are outside the account.
const job = readJob();
const controller = new AbortController();
const settings = { minDelayMs: PAUSE_MS, latencyFactor: 0, maxConcurrency: job.hosts.length };
const { hosts, pages, folder } = job;
const crawl = crawlOurs({ hosts, pages, folder, settings, signal: controller.signal });

await wait(SETTLE_MS);
say({ event: "begin" });
const beginMs = preciseNowMs();
const cpuBeforeMs = cpuMs();
await wait(job.seconds * 1000);
const endMs = preciseNowMs();
const spent = { wallMs: endMs - beginMs, cpuMs: cpuMs() - cpuBeforeMs, beginMs, endMs };
controller.abort();
say({ event: "end", ...(await crawl), ...spent, peakBytes: peakBytes() });
