import type { PageMemory } from "./ports.ts";
import type { CrawlSettings } from "./settings.ts";

/** What to do about a page that earlier crawls know. `not-due`: their reading stands. */
export type Revisit = "not-due" | "conditional" | "whole";

/** How long a reading stands, in milliseconds: longer each time that the page was found unchanged (crawler.md § 4). */
export function revisitIntervalMs(memory: Pick<PageMemory, "unchangedRuns">, settings: CrawlSettings): number {
  return Math.min(settings.minRevisitMs * 2 ** memory.unchangedRuns, settings.maxRevisitMs);
}

/** Whether a page must be asked for again, and whether an answer that it is unchanged would do. Null: it is not known. */
export function revisitOf(memory: PageMemory | null, nowMs: number, settings: CrawlSettings): Revisit {
  if (memory === null) return "whole";
  const sinceSeenMs = nowMs - memory.seenMs;
  if (sinceSeenMs >= 0 && sinceSeenMs < revisitIntervalMs(memory, settings)) return "not-due";
  const hasValidator = memory.etag !== null || memory.lastModified !== null;
  return hasValidator && nowMs - memory.readMs < settings.maxRevisitMs ? "conditional" : "whole";
}

/** Headers that ask for a page only if it has changed (RFC 9110 § 13.1). */
export function conditionalHeaders(memory: PageMemory): Record<string, string> {
  return {
    ...(memory.etag === null ? {} : { "if-none-match": memory.etag }),
    ...(memory.lastModified === null ? {} : { "if-modified-since": memory.lastModified }),
  };
}
