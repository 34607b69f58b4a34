import type { Coverage, CrawlInfo, Evidence, LinkReader, OccurrenceRef } from "../core/crawl-record.ts";
import type { Registry } from "../core/registry.ts";
import type { ScoreResult } from "../core/score.ts";
import type { SiteIndex } from "../core/site-index.ts";
import type { CrawlStore } from "../crawler/ports.ts";
import { canonicalDump } from "./canonical-dump.ts";
import { readCoverage } from "./coverage-rows.ts";
import { latestCrawl } from "./crawl-rows.ts";
import { EvidenceReader } from "./evidence-reader.ts";
import { inlinks, type InlinkPage, type InlinkQuery } from "./inlinks.ts";
import { openDatabase } from "./open-database.ts";
import { readRegistrySnapshot, saveRegistrySnapshot } from "./registry-rows.ts";
import { readScores, saveScores } from "./score-rows.ts";
import { siteTallies } from "./site-tallies.ts";
import { SqliteCrawlStore } from "./sqlite-crawl-store.ts";
import { SqliteLinkReader } from "./sqlite-link-reader.ts";
import { openCoverage } from "./open-coverage.ts";

/** One file that holds crawls, their links and scores. */
export interface Store {
  /** The crawler's side. `siteOf` names the site of every address stored; `nowMs` is the wall clock. */
  readonly crawlStore: (siteOf: SiteIndex["siteOf"], nowMs: () => number) => CrawlStore;
  readonly latestCrawl: () => CrawlInfo | null;
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
  /** A crawl's content without numbers, times and order of arrival, a line a fact. */
  readonly dump: (crawlId: number) => Iterable<string>;
  readonly close: () => void;
}

/**
 * Opens a store's file. Writing makes it when missing, brings it to the newest schema and keeps other writers out.
 * Throws UserError ("input"): missing, no store, newer schema, or being written by another process.
 */
export function openStore(file: string, options: { readonly access: "write" | "read" }): Store {
  const { db, close } = openDatabase(file, options.access);
  const evidenceReaders = new Map<number, EvidenceReader>();
  const evidenceReader = (crawlId: number): EvidenceReader => {
    const reader = evidenceReaders.get(crawlId) ?? new EvidenceReader(db, crawlId);
    evidenceReaders.set(crawlId, reader);
    return reader;
  };
  const coverage = (crawlId: number): readonly Coverage[] => {
    const closed = readCoverage(db, crawlId);
    return closed.length > 0 ? closed : openCoverage(siteTallies(db, crawlId));
  };
  return {
    crawlStore: (siteOf, nowMs) => new SqliteCrawlStore(db, { siteOf, nowMs }),
    latestCrawl: () => latestCrawl(db),
    linkReader: (crawlId) => new SqliteLinkReader(db, crawlId, () => coverage(crawlId)),
    coverage,
    saveRegistry: (crawlId, registry) => saveRegistrySnapshot(db, crawlId, registry),
    registryOf: (crawlId) => readRegistrySnapshot(db, crawlId),
    saveScores: (result) => saveScores(db, result),
    scoresOf: (crawlId) => readScores(db, crawlId),
    evidence: (crawlId, refs) => refs.map((ref) => evidenceReader(crawlId).quote(ref)),
    inlinks: (crawlId, query) => inlinks(db, crawlId, query),
    dump: (crawlId) => canonicalDump(db, crawlId),
    close,
  };
}
