import type { Database } from "better-sqlite3";
import type { Coverage, CrawlInfo, Evidence, LinkReader, OccurrenceRef } from "../core/crawl-record.ts";
import type { Registry } from "../core/registry.ts";
import type { ScoreResult } from "../core/score.ts";
import type { SiteIndex } from "../core/site-index.ts";
import { siteLookup } from "../core/site-lookup.ts";
import type { SiteId } from "../core/site.ts";
import type { CrawlStore, TargetStore } from "../crawler/store-port.ts";
import { canonicalDump } from "./canonical-dump.ts";
import { readCoverage } from "./coverage-rows.ts";
import { lastOpenMs, latestCrawl } from "./crawl-rows.ts";
import { EvidenceReader } from "./evidence-reader.ts";
import { GroupCommit } from "./group-commit.ts";
import { impact, type HostImpact } from "./impact.ts";
import { inlinks, type InlinkPage, type InlinkQuery } from "./inlinks.ts";
import { Interner } from "./intern.ts";
import { openDatabase } from "./open-database.ts";
import { readRegistrySnapshot, saveRegistrySnapshot } from "./registry-rows.ts";
import { readScores, saveScores } from "./score-rows.ts";
import { siteTallies } from "./site-tallies.ts";
import { SqliteCrawlStore } from "./sqlite-crawl-store.ts";
import { SqliteLinkReader } from "./sqlite-link-reader.ts";
import { openCoverage } from "./open-coverage.ts";
import { SqliteTargetStore } from "./target-rows.ts";

/** One file that holds crawls, their links and scores. */
export interface Store {
  /** The crawler's side. `siteOf` names the site of every address stored; `nowMs` is the wall clock. */
  readonly crawlStore: (siteOf: SiteIndex["siteOf"], nowMs: () => number) => CrawlStore;
  /** The state of link targets outside the registry, which must have been saved with the latest crawl. */
  readonly targetStore: () => TargetStore;
  readonly latestCrawl: () => CrawlInfo | null;
  /** The latest time that the open crawl holds, milliseconds since 1970: no time after it is earlier. Null: none is open. */
  readonly lastOpenMs: () => number | null;
  readonly linkReader: (crawlId: number) => LinkReader;
  /** What a crawl saw of each site, by id; `pending` while it is open. */
  readonly coverage: (crawlId: number) => readonly Coverage[];
  readonly saveRegistry: (crawlId: number, registry: Registry) => void;
  readonly registryOf: (crawlId: number) => Registry;
  readonly saveScores: (result: ScoreResult) => void;
  readonly scoresOf: (crawlId: number) => ScoreResult | null;
  /** The quoted links, in the order asked for. */
  readonly evidence: (crawlId: number, refs: readonly OccurrenceRef[]) => readonly Evidence[];
  readonly inlinks: (crawlId: number, query: InlinkQuery) => InlinkPage;
  /** What a crawl did to the hosts of a site, or to all of them when it is null; by host. */
  readonly impact: (crawlId: number, siteId: SiteId | null) => readonly HostImpact[];
  /** A crawl's content without numbers, times and order of arrival, a line a fact. */
  readonly dump: (crawlId: number) => Iterable<string>;
  readonly close: () => void;
}

/**
 * Opens a store's file. Writing makes it when missing, brings it to the newest schema and keeps other writers out.
 * Throws UserError ("input"): missing, no store, newer schema, disk full, or being written by another process.
 */
export function openStore(file: string, options: { readonly access: "write" | "read" }): Store {
  const { db, close } = openDatabase(file, options.access);
  const commits = new GroupCommit(db);
  const coverage = (crawlId: number): readonly Coverage[] => {
    const closed = readCoverage(db, crawlId);
    return closed.length > 0 ? closed : openCoverage(siteTallies(db, crawlId));
  };
  const written = <Result>(step: () => Result): Result => {
    const result = commits.run(step);
    commits.flush();
    return result;
  };
  const evidence = evidenceReaders(db);
  return {
    crawlStore: (siteOf, nowMs) => new SqliteCrawlStore(db, { siteOf, nowMs, commits }),
    targetStore: () => targetStore(db, commits),
    latestCrawl: () => latestCrawl(db),
    lastOpenMs: () => lastOpenMs(db),
    linkReader: (crawlId) => new SqliteLinkReader(db, crawlId, () => coverage(crawlId)),
    coverage,
    saveRegistry: (crawlId, registry) => written(() => saveRegistrySnapshot(db, crawlId, registry)),
    registryOf: (crawlId) => readRegistrySnapshot(db, crawlId),
    saveScores: (result) => written(() => saveScores(db, result)),
    scoresOf: (crawlId) => readScores(db, crawlId),
    evidence: (crawlId, refs) => refs.map((ref) => evidence(crawlId).quote(ref)),
    inlinks: (crawlId, query) => inlinks(db, crawlId, query),
    impact: (crawlId, siteId) => impact(db, crawlId, siteId),
    dump: (crawlId) => canonicalDump(db, crawlId),
    close: () => {
      try {
        commits.flush();
      } finally {
        close();
      }
    },
  };
}

/** One reader a crawl, made when it is first asked for. */
function evidenceReaders(db: Database): (crawlId: number) => EvidenceReader {
  const readers = new Map<number, EvidenceReader>();
  return (crawlId) => {
    const reader = readers.get(crawlId) ?? new EvidenceReader(db, crawlId);
    readers.set(crawlId, reader);
    return reader;
  };
}

function targetStore(db: Database, commits: GroupCommit): TargetStore {
  const crawl = latestCrawl(db);
  const siteOf = crawl === null ? () => null : siteLookup(readRegistrySnapshot(db, crawl.id));
  const intern = new Interner(db, siteOf);
  return new SqliteTargetStore(db, { intern, run: (step) => commits.run(step) });
}
