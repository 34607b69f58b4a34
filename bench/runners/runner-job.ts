import type { BenchHost } from "../web/web-shape.ts";

/** What a runner's process is given, in a JSON file that its only argument names. */
export interface RunnerJob {
  readonly hosts: readonly BenchHost[];
  readonly warmUpHosts: readonly BenchHost[];
  readonly pages: number;
  /** A folder of the run's own, removed after it. */
  readonly folder: string;
  /** `polite` only: how long to measure after the first seconds. */
  readonly seconds: number;
}

/** What a runner counted in one crawl; null: it does not say. */
export interface CrawlCounts {
  readonly pages: number;
  readonly links: number | null;
}

/** What a runner's process says of its measured crawl, by its own account. */
export interface RunnerReport extends CrawlCounts {
  readonly wallMs: number;
  /** User and system time of the whole process, threads included. */
  readonly cpuMs: number;
  /** Largest resident set of the process so far, warm-up included. */
  readonly peakBytes: number;
  /** When the measured part began and ended: milliseconds since 1970. */
  readonly beginMs: number;
  readonly endMs: number;
}

/** What a process holds at a moment. */
export interface ProcessSample {
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly residentBytes: number;
  /** Of them in use or waiting for the collector in V8's heap. */
  readonly heapBytes: number;
  /** Sockets, timers and other things that libuv holds open. */
  readonly handles: number;
  /** File descriptors. */
  readonly files: number;
}

/** Lines that a runner writes; any other line is its own affair. */
export type RunnerLine =
  | { readonly event: "begin" }
  | ({ readonly event: "sample" } & ProcessSample)
  | ({ readonly event: "end" } & RunnerReport)
  | { readonly event: "not-installed" };
