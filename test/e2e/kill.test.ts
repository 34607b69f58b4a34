import { once } from "node:events";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { openStore } from "../../db/open-store.ts";
import { runCli, startCli } from "../support/run-cli.ts";

const WORDS = ["demo", "--no-serve", "--as-of", "2026-10-03", "--sites", "30"];
const KILL_AFTER_MS = [900, 1200, 1500, 1900];

test("kill -9 in the middle of a crawl, several times, then crawl again: the store of an unbroken run", async () => {
  const [unbroken, broken] = [newFolder(), newFolder()];
  expect((await runCli(unbroken, ...WORDS)).code).toBe(0);
  let killedInCrawl = 0;
  for (const delayMs of KILL_AFTER_MS) {
    const child = startCli(broken, WORDS);
    setTimeout(() => child.kill("SIGKILL"), delayMs);
    await once(child, "close");
    if (existsSync(storeIn(broken)) && statusOf(broken) === "open") killedInCrawl += 1;
  }
  expect(killedInCrawl).toBeGreaterThan(0);
  expect((await runCli(broken, ...WORDS)).code).toBe(0);
  expect(dumpOf(broken)).toEqual(dumpOf(unbroken));
});

function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "maillage-kill-"));
}

function storeIn(folder: string): string {
  return path.join(folder, "maillage-demo/maillage.sqlite");
}

function statusOf(folder: string): string | null {
  try {
    const store = openStore(storeIn(folder), { access: "read" });
    const status = store.latestCrawl()?.status ?? null;
    store.close();
    return status;
  } catch {
    return null;
  }
}

function dumpOf(folder: string): string[] {
  const store = openStore(storeIn(folder), { access: "read" });
  expect(store.latestCrawl()).toMatchObject({ id: 1, status: "closed" });
  const lines = [...store.dump(1)];
  store.close();
  return lines;
}
