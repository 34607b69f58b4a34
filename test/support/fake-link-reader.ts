import type { Coverage, LinkReader, StoredBlock, StoredPage, StoredTarget } from "../../core/crawl-record.ts";
import type { Zone } from "../../core/link.ts";
import type { Registry } from "../../core/registry.ts";
import { siteLookup } from "../../core/site-lookup.ts";
import { canonicalizeUrl, type CanonicalUrl } from "../../core/url.ts";

/** A link as a test writes it. */
export interface LinkLiteral {
  readonly to: string;
  readonly text?: string;
  readonly zone?: Zone;
  readonly rel?: readonly string[];
}

/** Pages by address, with their links in order. */
export type PageLiterals = Readonly<Record<string, readonly LinkLiteral[]>>;

/** What differs from a complete crawl. */
export interface ReaderOptions {
  readonly coverage?: Readonly<Record<string, Partial<Coverage>>>;
  /** Added to every id: results must not depend on it. */
  readonly idOffset?: number;
}

/** A crawl made of literals: a block per page and zone. Depth is the number of path segments. */
export function fakeLinkReader(registry: Registry, pages: PageLiterals, options: ReaderOptions = {}): LinkReader {
  const siteOf = siteLookup(registry);
  const offset = options.idOffset ?? 0;
  const ids = new Map<string, number>();
  const idOf = (url: CanonicalUrl): number => {
    if (!ids.has(url)) ids.set(url, offset + ids.size + 1);
    return ids.get(url)!;
  };
  const blocks: StoredBlock[] = [];
  const stored = Object.entries(pages).map(([address, links]): StoredPage => {
    const url = canonicalizeUrl(address)!;
    const blockIds: number[] = [];
    for (const zone of new Set(links.map((link) => link.zone ?? "main"))) {
      const blockId = offset + blocks.length + 1;
      const inZone = links.filter((link) => (link.zone ?? "main") === zone);
      blocks.push({
        blockId,
        zone,
        isShare: false,
        links: inZone.map((link, position) => ({
          position,
          targetId: idOf(canonicalizeUrl(link.to, address)!),
          anchor: link.text ?? link.to,
          kind: "hyperlink",
          rel: link.rel ?? [],
          hreflang: false,
        })),
      });
      blockIds.push(blockId);
    }
    const depthClicks = new URL(url).pathname.split("/").filter((part) => part !== "").length;
    return { pageId: idOf(url), url, siteId: siteOf(url)!, depthClicks, blockIds };
  });
  const targets = [...ids].map(([url, targetId]): StoredTarget => {
    const address = url as CanonicalUrl;
    const outcome = url in pages ? "fetched" : null;
    return { targetId, url: address, finalId: targetId, finalUrl: address, siteId: siteOf(address), outcome };
  });
  const coverage = registry.sites.map(({ id }): Coverage => {
    const fetched = stored.filter((page) => page.siteId === id).length;
    const counts = { known: fetched, fetched, failed: 0, blocked: 0, frontierLeft: 0, skipped: [] };
    const seen = { soft404s: 0, listed: null, sizeBytes: 0 };
    return {
      siteId: id,
      state: fetched === 0 ? "down" : "complete",
      reason: null,
      ...counts,
      ...seen,
      ...options.coverage?.[id],
    };
  });
  return {
    crawl: {
      id: 1,
      status: "closed",
      openedMs: Date.UTC(2026, 9, 3),
      closedMs: Date.UTC(2026, 9, 3),
      registryHash: "h",
    },
    pages: () =>
      stored.toSorted((left, right) =>
        left.siteId + left.depthClicks + left.url < right.siteId + right.depthClicks + right.url ? -1 : 1,
      ),
    blocks: () => blocks,
    targets: () => targets,
    coverage: () => coverage,
  };
}
