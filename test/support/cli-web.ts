import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import SqliteDatabase from "better-sqlite3";
import { expect, vi } from "vitest";
import { openStore } from "../../db/open-store.ts";
import { serveWeb, type FakePages, type FakeWeb } from "./serve-web.ts";
import { smallRegistry } from "./small-registry.ts";
import { writeProject } from "./write-project.ts";

/** A web on loopback beside the folder of a project that crawls it through the command line. */
export interface CliWeb {
  readonly web: FakeWeb;
  /** A fresh folder with registry and configuration, to run `crawl` in. */
  readonly project: () => string;
  /** Requests since the last `forget`. */
  readonly asked: () => number;
  /** Waits until there were so many of them. */
  readonly untilAsked: (count: number) => Promise<void>;
  /** The same by address. */
  readonly requests: () => ReadonlyMap<string, number>;
  readonly forget: () => void;
  readonly close: () => Promise<void>;
}

/** Serves a web, and writes projects that know it. */
export async function cliWeb(pages: Readonly<Record<string, FakePages>>): Promise<CliWeb> {
  const web = await serveWeb(pages);
  const registry = smallRegistry(...Object.keys(pages));
  let forgotten = 0;
  const asked = (): number => web.log.length - forgotten;
  return {
    web,
    project: () => {
      const folder = mkdtempSync(path.join(tmpdir(), "maillage-project-"));
      const crawl = {
        allowPrivateNetwork: Object.fromEntries(web.network),
        lookup: "none",
        rendering: "off",
        minDelayMs: 0,
        latencyFactor: 0,
        minAddressGapMs: 0,
      };
      writeProject(folder, { registry, crawl });
      return folder;
    },
    asked,
    untilAsked: async (count) => {
      await vi.waitFor(() => expect(asked()).toBeGreaterThanOrEqual(count), { timeout: 30_000, interval: 5 });
    },
    forget: () => {
      forgotten = web.log.length;
    },
    requests: () => {
      const counts = new Map<string, number>();
      for (const { host, path: askedPath } of web.log.slice(forgotten)) {
        const url = `https://${host}${askedPath}`;
        counts.set(url, (counts.get(url) ?? 0) + 1);
      }
      return counts;
    },
    close: web.close,
  };
}

/** File of a project's store. */
export function storeOf(folder: string): string {
  return path.join(folder, "maillage.sqlite");
}

/** A closed first crawl as lines; null while it is open, or not begun. */
export function dumpOf(folder: string): string[] | null {
  const store = openStore(storeOf(folder), { access: "read" });
  try {
    return store.latestCrawl()?.status === "closed" ? [...store.dump(1)] : null;
  } finally {
    store.close();
  }
}

/** What SQLite finds wrong with a project's store; `ok` when nothing is. */
export function integrityOf(folder: string): unknown {
  const db = new SqliteDatabase(storeOf(folder), { readonly: true });
  try {
    return db.pragma("quick_check", { simple: true });
  } finally {
    db.close();
  }
}
