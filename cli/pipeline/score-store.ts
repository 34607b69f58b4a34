import type { CrawlInfo } from "../../core/crawl-record.ts";
import type { ScoreResult } from "../../core/score.ts";
import { UserError } from "../../core/user-error.ts";
import type { Store } from "../../db/open-store.ts";
import { scoreCrawl } from "../../graph/score-crawl.ts";

/** Scores a crawl and keeps the result beside it. */
export function scoreStore(store: Store, crawlId: number): ScoreResult {
  const result = scoreCrawl({ registry: store.registryOf(crawlId), reader: store.linkReader(crawlId) });
  store.saveScores(result);
  return result;
}

/** The scores of a crawl. Throws UserError when it has none yet. */
export function savedScores(store: Store, crawlId: number): ScoreResult {
  const result = store.scoresOf(crawlId);
  if (result !== null) return result;
  throw new UserError("input", [
    { where: `crawl ${crawlId}`, what: "has not been scored.", remedy: "Run: maillage score." },
  ]);
}

/** The latest crawl of a store. Throws UserError when there is none. */
export function latestCrawl(store: Store, file: string): CrawlInfo {
  const crawl = store.latestCrawl();
  if (crawl !== null) return crawl;
  throw new UserError("input", [{ where: file, what: "holds no crawl.", remedy: "Run: maillage crawl." }]);
}
