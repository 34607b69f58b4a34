import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openStore, type Store } from "../../db/open-store.ts";
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
  return fromStore(folder, (store) => ({ lines: [...store.dump(1)], isClosed: isClosed(store) }));
}

/** Whether a folder's crawl has ended: another process would begin a second one. */
export function hasEnded(folder: string): boolean {
  return fromStore(folder, isClosed);
}

function fromStore<Result>(folder: string, read: (store: Store) => Result): Result {
  const store = openStore(path.join(folder, STORE), { access: "read" });
  try {
    return read(store);
  } finally {
    store.close();
  }
}

function isClosed(store: Store): boolean {
  const crawl = store.latestCrawl();
  return crawl?.id === 1 && crawl.status === "closed";
}
