import { isoSeconds } from "../core/clock.ts";
import type { HostImpact, RobotsVerdict } from "../db/impact.ts";
import type { Report } from "./command.ts";
import { printable } from "./printable.ts";
import { textTable } from "./text-table.ts";

const ROBOTS_MEANINGS: Readonly<Record<RobotsVerdict["meaning"], string>> = {
  parse: "its rules are followed",
  "allow-all": "there are no rules",
  "disallow-all": "nothing is asked until it can be read",
};

/** The owner impact report: one host in full, several in a table. */
export function impactReport(crawlId: number, impacts: readonly HostImpact[]): Report {
  const requests = impacts.reduce((sum, impact) => sum + countOf(impact.requests), 0);
  const bytes = impacts.reduce((sum, impact) => sum + impact.sizeBytes, 0);
  const hosts = impacts.length === 1 ? "1 host" : `${impacts.length} hosts`;
  const isEmpty = impacts.length === 0;
  return {
    exit: isEmpty ? "empty" : "done",
    why: isEmpty
      ? `Crawl ${crawlId} asked no such host.`
      : `Crawl ${crawlId} asked ${hosts}: ${requests} requests, ${bytes} bytes received.`,
    text: impacts.length > 1 ? impactTable(impacts) : impacts.map(hostText).join("\n"),
    document: { crawl: crawlId, hosts: impacts.map(hostDocument) },
    warnings: [],
  };
}

function impactTable(impacts: readonly HostImpact[]): string {
  const headings = [
    "host",
    "requests",
    "bytes",
    "429",
    "mean answer",
    "slowest",
    "mean pause",
    "shortest",
    "robots",
    "first",
  ];
  const rows = impacts.map((impact) => [
    printable(impact.host),
    String(countOf(impact.requests)),
    String(impact.sizeBytes),
    String(impact.throttled),
    milliseconds(impact.meanResponseMs),
    milliseconds(impact.slowestResponseMs),
    milliseconds(impact.meanPauseMs),
    milliseconds(impact.shortestPauseMs),
    impact.robots === null ? "not read" : String(impact.robots.httpStatus ?? "no answer"),
    isoSeconds(impact.firstMs),
  ]);
  return textTable(headings, rows);
}

function hostText(impact: HostImpact): string {
  return [
    `host: ${impact.host}`,
    `requests: ${countOf(impact.requests)} (${pairs(impact.requests)})`,
    `received: ${impact.sizeBytes} bytes`,
    `answers: ${pairs(impact.outcomes)}`,
    `told to slow down (429): ${impact.throttled}`,
    `time to answer: ${milliseconds(impact.meanResponseMs)} on average, ${milliseconds(impact.slowestResponseMs)} at most`,
    `pause before our next request: ${milliseconds(impact.meanPauseMs)} on average, ${milliseconds(impact.shortestPauseMs)} at least`,
    `robots.txt: ${robotsText(impact.robots)}`,
    `period: ${isoSeconds(impact.firstMs)} to ${isoSeconds(impact.lastMs)}`,
    `address: ${impact.addresses.length === 0 ? "not known" : impact.addresses.join(", ")}`,
    `hosts at the same address: ${impact.sharedWith.length === 0 ? "none" : impact.sharedWith.join(", ")}`,
  ]
    .map(printable)
    .join("\n");
}

function hostDocument(impact: HostImpact): Readonly<Record<string, unknown>> {
  const { requests, outcomes, firstMs, lastMs, ...rest } = impact;
  return {
    ...rest,
    requests: Object.fromEntries(requests),
    outcomes: Object.fromEntries(outcomes),
    first: isoSeconds(firstMs),
    last: isoSeconds(lastMs),
  };
}

function robotsText(robots: HostImpact["robots"]): string {
  if (robots === null) return "not read";
  const status = robots.httpStatus === null ? "no answer" : `status ${robots.httpStatus}`;
  return `${status}: ${ROBOTS_MEANINGS[robots.meaning]}`;
}

function pairs(counts: readonly (readonly [name: string, count: number])[]): string {
  return counts.map(([name, count]) => `${name} ${count}`).join(", ");
}

function countOf(counts: readonly (readonly [name: string, count: number])[]): number {
  return counts.reduce((sum, [, count]) => sum + count, 0);
}

function milliseconds(durationMs: number | null): string {
  return durationMs === null ? "-" : `${Math.round(durationMs)} ms`;
}
