import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openStore, type Store } from "../../db/open-store.ts";
import type { Registry } from "../../core/registry.ts";
import { writeRegistry } from "../../seeds/write-registry.ts";
import { preciseNowMs } from "../web/request-log.ts";
import type { LoggedWeb } from "./logged-web.ts";

const CLI = fileURLToPath(new URL("../../cli/main.ts", import.meta.url));
const STORE = "maillage.sqlite";

/** How one process of a crawl lived. */
export interface CrawlLife {
  /** From the start of the process to its first request at a server; null when it asked for nothing. */
  readonly firstRequestMs: number | null;
  readonly wasKilled: boolean;
  /** Exit code; null when it was killed. */
  readonly code: number | null;
  readonly stderr: string;
}

/** Makes a folder that `maillage crawl` can be run in: configuration and registry. */
export function prepareFolder(folder: string, from: { readonly registry: Registry; readonly crawl: object }): void {
  mkdirSync(path.join(folder, "registry"), { recursive: true });
  for (const [file, text] of writeRegistry(from.registry)) writeFileSync(path.join(folder, "registry", file), text);
  const contact = { url: "https://bench.example/", email: "bench@bench.example" };
  const configuration = { registry: "registry", store: STORE, contact, crawl: from.crawl };
  writeFileSync(path.join(folder, "maillage.config.json"), JSON.stringify(configuration));
}

/** Runs `maillage crawl` in a folder; kills it with SIGKILL some time after its first request, null: lets it end. */
export async function runCrawl(folder: string, web: LoggedWeb, killAfterMs: number | null): Promise<CrawlLife> {
  const startMs = preciseNowMs();
  const first = web.nextRequest().then(() => preciseNowMs() - startMs);
  const child = spawn(process.execPath, [CLI, "crawl", "--no-progress"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
  const end = once(child, "close").then(() => null);
  const firstRequestMs = await Promise.race([first, end]);
  if (killAfterMs !== null && firstRequestMs !== null) {
    await Promise.race([wait(killAfterMs), end]);
    child.kill("SIGKILL");
  }
  await end;
  return { firstRequestMs, wasKilled: child.signalCode === "SIGKILL", code: child.exitCode, stderr };
}

/** The canonical dump of a folder's only crawl, and whether that has ended. */
export function dumpOf(folder: string): { readonly lines: readonly string[]; readonly isClosed: boolean } {
  const store = openStore(path.join(folder, STORE), { access: "read" });
  try {
    return { lines: [...store.dump(1)], isClosed: isClosed(store) };
  } finally {
    store.close();
  }
}

/** Whether a folder's crawl has ended: another process would begin a second one. */
export function hasEnded(folder: string): boolean {
  const store = openStore(path.join(folder, STORE), { access: "read" });
  try {
    return isClosed(store);
  } finally {
    store.close();
  }
}

function isClosed(store: Store): boolean {
  const crawl = store.latestCrawl();
  return crawl?.id === 1 && crawl.status === "closed";
}
