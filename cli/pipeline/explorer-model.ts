import type { ClassedEvidence, ExplorerModel } from "../../core/explorer-model.ts";
import { isoSeconds } from "../../core/clock.ts";
import type { Registry } from "../../core/registry.ts";
import type { ScoreResult } from "../../core/score.ts";
import type { SiteId } from "../../core/site.ts";
import type { Store } from "../../db/open-store.ts";

/** Everything that the explorer shows of one scored crawl. Evidence is read from the store when a page asks for it. */
export function explorerModel(store: Store, result: ScoreResult): ExplorerModel {
  const registry = store.registryOf(result.crawl.id);
  const linksByPair = new Map(result.siteLinks.map((link) => [pairKey(link.sourceId, link.targetId), link]));
  return {
    registry,
    result,
    snapshotDate: snapshotDate(result),
    isDemo: isDemoRegistry(registry),
    evidenceOf: (sourceId, targetId) => {
      const occurrences = linksByPair.get(pairKey(sourceId, targetId))?.evidence ?? [];
      const quotes = store.evidence(
        result.crawl.id,
        occurrences.map(({ ref }) => ref),
      );
      return quotes.flatMap((quote, index): ClassedEvidence[] => {
        const occurrence = occurrences[index];
        return occurrence === undefined ? [] : [{ ...quote, linkClass: occurrence.linkClass }];
      });
    },
  };
}

/** The day that a crawl speaks of: the one on which it was opened. */
export function snapshotDate(result: ScoreResult): string {
  return isoSeconds(result.crawl.openedMs).slice(0, 10);
}

/** Invented sites live under `.example`, which no real one can (RFC 6761 § 6.5). */
function isDemoRegistry(registry: Registry): boolean {
  return registry.sites.length > 0 && registry.sites.every((site) => new URL(site.home).hostname.endsWith(".example"));
}

function pairKey(sourceId: SiteId, targetId: SiteId): string {
  return `${sourceId} ${targetId}`;
}
