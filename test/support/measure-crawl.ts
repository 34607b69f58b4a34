import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { CrawlSettings } from "../../crawler/settings.ts";
import { serveWeb, type FakePages } from "./serve-web.ts";

/** What a crawl in a process of its own took. */
export interface MeasuredCrawl {
  /** Resident memory before the crawl, and at most during it, in bytes. */
  readonly baseline: number;
  readonly peak: number;
  /** Resident memory while it went on, 100 a second, in bytes. */
  readonly samples: readonly number[];
  /** Its final visits by kind, `kind:code` for failures. */
  readonly outcomes: Readonly<Record<string, number>>;
}

/** A small heap is collected often: what stays in it is what is kept. */
const SMALL_HEAP = "--max-old-space-size=128";
const child = fileURLToPath(new URL("measured-child.ts", import.meta.url));

/** Crawls one host from another process than the one that serves it, so that memory is the crawler's alone. */
export async function measureCrawl(pages: FakePages, settings: Partial<CrawlSettings>): Promise<MeasuredCrawl> {
  const web = await serveWeb({ "a.example": pages });
  try {
    const given = JSON.stringify({ origin: web.network.get("a.example:443"), settings });
    const run = spawn(process.execPath, [SMALL_HEAP, child, given], { stdio: ["ignore", "pipe", "inherit"] });
    const [printed] = await Promise.all([text(run.stdout), once(run, "close")]);
    if (run.exitCode !== 0) throw new Error(`the crawl ended with ${run.exitCode}`);
    return JSON.parse(printed) as MeasuredCrawl;
  } finally {
    await web.close();
  }
}
