import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { ProcessSample, RunnerJob, RunnerLine, RunnerReport } from "./runner-job.ts";

/** The Python that Debian's packages belong to; one from elsewhere may stand before it in the path. */
export const DEBIAN_PYTHON = "/usr/bin/python3";

/** Runners by name: the program and the file that it runs. */
export const RUNNERS = {
  ours: ["node", "ours.ts"],
  bare: ["node", "bare.ts"],
  "crawlee-default": ["node", "crawlee-default.ts"],
  "crawlee-tuned": ["node", "crawlee-tuned.ts"],
  scrapy: [DEBIAN_PYTHON, "../peers/scrapy_links.py"],
  "spider-rs": ["node", "spider-rs.ts"],
  "ours-polite": ["node", "ours-polite.ts"],
  "ours-soak": ["node", "ours-soak.ts"],
} as const;
export type RunnerName = keyof typeof RUNNERS;

const TIMEOUT_MS = 3_600_000;

/** Who listens while a runner runs. */
export interface RunnerEars {
  /** Its warm-up is over. */
  readonly onBegin: () => void;
  readonly onSample: (sample: ProcessSample) => void;
}

/**
 * Runs a job in a process of its own. Null: the runner's program or its
 * packages are not installed. Throws when it fails otherwise, or takes an hour.
 */
export async function startRunner(name: RunnerName, job: RunnerJob, ears: RunnerEars): Promise<RunnerReport | null> {
  const jobFile = path.join(job.folder, "job.json");
  writeFileSync(jobFile, JSON.stringify(job));
  const [program, file] = RUNNERS[name];
  const child = spawn(
    program === "node" ? process.execPath : program,
    [fileURLToPath(new URL(file, import.meta.url)), jobFile],
    { stdio: ["ignore", "pipe", "inherit"], timeout: TIMEOUT_MS },
  );
  const ended = new Promise<"missing" | number | null>((resolve, reject) => {
    child.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") resolve("missing");
      else reject(error);
    });
    child.on("close", resolve);
  });
  let report: RunnerReport | null = null;
  let isMissing = false;
  for await (const text of createInterface({ input: child.stdout })) {
    const line = lineOf(text);
    if (line?.event === "begin") ears.onBegin();
    else if (line?.event === "sample") ears.onSample(line);
    else if (line?.event === "end") report = line;
    else if (line?.event === "not-installed") isMissing = true;
  }
  const code = await ended;
  if (isMissing || code === "missing") return null;
  if (report === null || code !== 0) throw new Error(`runner ${name} ended with ${code} and no report`);
  return report;
}

function lineOf(text: string): RunnerLine | null {
  return text.startsWith('{"event"') ? (JSON.parse(text) as RunnerLine) : null;
}
