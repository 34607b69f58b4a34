import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { PageWrite } from "../crawler/ports.ts";
import { closeCrawl } from "../db/close-crawl.ts";
import { GroupCommit } from "../db/group-commit.ts";
import { Interner } from "../db/intern.ts";
import { openDatabase } from "../db/open-database.ts";
import { PageMemories } from "../db/page-memory.ts";
import { VisitWriter } from "../db/visit-writer.ts";
import { benchPages, benchSiteOf } from "./store-pages.ts";

/**
 * CPU of the writer for each page: `node bench/store-write.ts [sites] [rounds]`. 95 links in 12 blocks, 8 of which stand on
 * every page of their site; 14 links leave the site. Pages come site by site in turn, as in a crawl, and are made outside of
 * the measured time. Then what closing the crawl costs, and a second crawl that finds every page unchanged.
 */
const sites = Number(process.argv[2] ?? "650");
const rounds = Number(process.argv[3] ?? "20");
/** The first rounds learn which blocks repeat. */
const WARM_UP = 3;

// What the pages' making left behind must not be collected at the writer's expense.
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const folder = mkdtempSync(path.join(tmpdir(), "maillage-store-write-"));
const file = path.join(folder, "store.sqlite");
const { db, close } = openDatabase(file, "write");
const commits = new GroupCommit(db);
const intern = new Interner(db, benchSiteOf);
const insertCrawl = db.prepare(
  "insert into crawl (id, status, opened_ms, registry_hash, manifest_json) values (?, 'open', 0, '', '{}')",
);

const read = writeCrawl(1, (page) => page);
const pages = sites * rounds;
const closing = cpuMicros(() => closeCrawl(db, commits, { crawlId: 1, coverage: [], closedMs: 0 })) / pages;
const bytes = statSync(file).size / (pages * 95);
const memories = new PageMemories(db);
const unchanged = writeCrawl(2, (page) => {
  const frame = { url: page.task.url, startedMs: 9, durationMs: 9, sizeBytes: 0 };
  return {
    ...page,
    links: [],
    visit: { ...frame, kind: "unchanged", httpStatus: 304 },
    earlier: memories.of(page.task.url),
  };
});
close();
rmSync(folder, { recursive: true });
process.stdout.write(`read: ${read}\nclosing: ${closing.toFixed(0)} µs a page, ${bytes.toFixed(1)} bytes a link\n`);
process.stdout.write(`unchanged: ${unchanged}\n`);

/** Writes one crawl; says what a page costs, as median and range over its rounds. */
function writeCrawl(crawlId: number, made: (page: PageWrite) => PageWrite): string {
  insertCrawl.run(crawlId);
  const writer = new VisitWriter(db, { crawlId, intern, siteOf: benchSiteOf });
  const costs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const writes = benchPages(sites, round).map(made);
    collectGarbage();
    const spent = cpuMicros(() => {
      for (const page of writes) commits.run(() => writer.write(page));
      commits.flush();
    });
    if (round >= WARM_UP) costs.push(spent / sites);
  }
  costs.sort((left, right) => left - right);
  const [least = 0, median = 0, most = 0] = [costs[0], costs[costs.length >> 1], costs.at(-1)];
  return `${median.toFixed(0)} µs a page (${least.toFixed(0)} to ${most.toFixed(0)})`;
}

function cpuMicros(step: () => void): number {
  const before = process.cpuUsage();
  step();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
