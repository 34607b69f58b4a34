import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { GroupCommit } from "../db/group-commit.ts";
import { Interner } from "../db/intern.ts";
import { openDatabase } from "../db/open-database.ts";
import { VisitWriter } from "../db/visit-writer.ts";
import { benchPages, benchSiteOf } from "./store-pages.ts";

/**
 * CPU of the writer for each page: `node bench/store-write.ts [sites] [rounds]`. 95 links in 12 blocks, 8 of which stand on
 * every page of their site; 14 links leave the site. Pages come site by site in turn, as in a crawl. Pages are made outside
 * of the measured time.
 */
const sites = Number(process.argv[2] ?? "650");
const rounds = Number(process.argv[3] ?? "20");

const folder = mkdtempSync(path.join(tmpdir(), "maillage-store-write-"));
const file = path.join(folder, "store.sqlite");
const { db, close } = openDatabase(file, "write");
db.prepare(
  "insert into crawl (id, status, opened_ms, registry_hash, manifest_json) values (1, 'open', 0, '', '{}')",
).run();
const commits = new GroupCommit(db);
const intern = new Interner(db, benchSiteOf);
const writer = new VisitWriter(db, { crawlId: 1, intern, siteOf: benchSiteOf });

// What the pages' making left behind must not be collected at the writer's expense.
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

let measured = 0;
for (let round = 0; round < rounds; round += 1) {
  const pages = benchPages(sites, round);
  collectGarbage();
  const before = process.cpuUsage();
  for (const page of pages) commits.run(() => writer.write(page));
  commits.flush();
  const { user, system } = process.cpuUsage(before);
  if (round > 0) measured += user + system;
  const [own, kernel] = [user, system].map((part) => (part / sites).toFixed(0));
  process.stdout.write(`round ${round}: ${own} µs of CPU a page, and ${kernel} in the kernel\n`);
}
const mean = measured / (sites * (rounds - 1));
close();
const pages = sites * rounds;
const perLink = statSync(file).size / (pages * 95);
process.stdout.write(
  `mean without the first round: ${mean.toFixed(0)} µs a page; ${perLink.toFixed(1)} bytes a link\n`,
);
rmSync(folder, { recursive: true });
