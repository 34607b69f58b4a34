import { mkdtempSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import SqliteDatabase from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { slopeOf } from "../../bench/report/statistics.ts";
import { openStore } from "../../db/open-store.ts";
import { pageWith, webUnderTest } from "../support/crawl-web.ts";
import { crawledWebs, type CrawledWeb } from "../support/crawled-webs.ts";
import { measureCrawl } from "../support/measure-crawl.ts";
import type { FakePages } from "../support/serve-web.ts";

const KIB = 1024;
const crawled = crawledWebs();

/** Pages in a tree of five branches, each with a filler after it, given after a while. */
function tree(pages: number, filler: Buffer, answerMs = 0): FakePages {
  const page = (number: number): string =>
    pageWith(...[1, 2, 3, 4, 5].map((branch) => number * 5 + branch).flatMap((to) => (to < pages ? [`/${to}`] : [])));
  return {
    "*": (request, response) => {
      const number = request.url === "/" ? 0 : Number(/^\/(\d+)$/.exec(request.url ?? "")?.[1] ?? Number.NaN);
      setTimeout(() => {
        response.writeHead(Number.isNaN(number) ? 404 : 200, { "content-type": "text/html; charset=utf-8" });
        response.write(Number.isNaN(number) ? "none" : page(number).replace("<title>", `<title>${number} of `));
        response.end(filler);
      }, answerMs);
    },
  };
}

/** From the first request to the last answer, the longest time without a request, and most requests at once, in all and in the later half. */
function paceOf({ web }: CrawledWeb): {
  readonly tookMs: number;
  readonly longestMs: number;
  readonly mostAtOnce: number;
  readonly lateAtOnce: number;
} {
  const starts = web.log.map(({ startedMs }) => startedMs).toSorted((left, right) => left - right);
  const gaps = starts.slice(1).map((startMs, at) => startMs - starts[at]!);
  const atOnce = web.log.map(
    (one) => web.log.filter((other) => other.startedMs <= one.startedMs && one.startedMs < other.endedMs!).length,
  );
  const lastMs = Math.max(...web.log.map(({ endedMs }) => endedMs!));
  return {
    tookMs: lastMs - starts[0]!,
    longestMs: Math.max(...gaps),
    mostAtOnce: Math.max(...atOnce),
    lateAtOnce: Math.max(...atOnce.slice(atOnce.length / 2)),
  };
}

describe("a long crawl", () => {
  const pages = 500;
  const bodyBytes = 256 * KIB;

  /** Resident memory depends on when the collector runs: the best of three counts. */
  test(
    "F64: keeps no bodies: memory grows by less than a quarter of what it reads",
    { retry: 2, timeout: 60_000 },
    async () => {
      const filler = Buffer.from(`<!-- ${"x".repeat(bodyBytes)} -->`);
      const settings = { pageBudget: pages, zonePages: pages, maxSegmentShare: 1 };
      const { baseline, peak, samples, outcomes } = await measureCrawl(tree(pages, filler), settings);
      expect(outcomes).toEqual({ fetched: pages });
      expect(peak - baseline).toBeLessThan((pages * bodyBytes) / 2);
      // While the heap finds its size, growth says nothing.
      const late = samples.slice(Math.floor(samples.length / 3)).map((bytes, at) => [at, bytes] as const);
      const bytesPerPage = (slopeOf(late) * samples.length) / pages;
      expect(bytesPerPage).toBeLessThan(bodyBytes / 4);
    },
  );
});

test("F59: a reader that takes its time lets the log of a crawl be emptied all the while", async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "maillage-reader-")), "store.sqlite");
  const emptied: { readonly busy: number; readonly log: number; readonly checkpointed: number }[] = [];
  const pages = 200;
  let asked = 0;
  let look: (() => void) | null = null;
  const answers = tree(pages, Buffer.alloc(0));
  const watched: FakePages = {
    "*": (request, response) => {
      asked += 1;
      if (asked % 20 === 0) look?.();
      (answers["*"] as (...given: unknown[]) => void)(request, response);
    },
  };
  const under = await webUnderTest({ "a.example": watched }, { file, settings: { minRevisitMs: 0 } });
  await under.crawl();
  const other = new SqliteDatabase(file);
  const reading = openStore(file, { access: "read" });
  const slow = reading.linkReader(1).pages()[Symbol.iterator]();
  look = () => {
    expect(slow.next().done).toBe(false);
    emptied.push(...(other.pragma("wal_checkpoint(passive)") as typeof emptied));
  };
  try {
    expect(await under.crawl()).toMatchObject({ crawl: { id: 2, status: "closed" } });
    expect(emptied.length).toBeGreaterThan(8);
    expect(slow.next().done).toBe(false);
    for (const { busy, log, checkpointed } of emptied) expect([busy, checkpointed]).toEqual([0, log]);
    expect(emptied.at(-1)!.log).toBeGreaterThan(0);
  } finally {
    reading.close();
    other.close();
    await under.close();
  }
});

describe("a machine that is full", () => {
  const HOSTS = ["a.example", "b.example", "c.example", "d.example"];
  const pages = 25;
  const answerMs = 25;
  const served = Object.fromEntries(HOSTS.map((host) => [host, tree(pages, Buffer.alloc(0), answerMs)]));

  test("F66: a crawl goes on beside threads that want more than every core, all its hosts at once", async () => {
    const quiet = paceOf(await crawled(served));
    const end = new SharedArrayBuffer(4);
    const spin =
      'const end = new Int32Array(require("node:worker_threads").workerData); while (Atomics.load(end, 0) === 0);';
    const threads = Array.from(
      { length: 2 * availableParallelism() },
      () => new Worker(spin, { eval: true, workerData: end }),
    );
    try {
      const full = await crawled(served);
      for (const host of HOSTS) expect(full.coverage(host)).toMatchObject({ state: "complete", fetched: pages });
      const { tookMs, longestMs, mostAtOnce, lateAtOnce } = paceOf(full);
      expect(mostAtOnce).toBe(HOSTS.length);
      expect(lateAtOnce).toBeGreaterThan(1);
      expect(longestMs).toBeLessThan(2000);
      expect(tookMs).toBeLessThan(10 * quiet.tookMs + 5000);
    } finally {
      Atomics.store(new Int32Array(end), 0, 1);
      await Promise.all(threads.map(async (thread) => await thread.terminate()));
    }
  });
});
