import type { Visit, VisitOf } from "../core/visit.ts";
import type { PageMemory, PageWrite } from "../crawler/ports.ts";
import type { WrittenBlocks } from "./block-writer.ts";
import type { Interner } from "./intern.ts";

/** Values of a row of `visit`, by column as the statements name them. */
export type VisitValues = Readonly<Record<string, string | number | null>>;

/** Where a visit's row stands. */
export interface VisitPlace {
  readonly crawlId: number;
  readonly urlId: number;
  readonly attempt: number;
}

/** What every visit's row holds, whatever its outcome. */
export function commonValues(place: VisitPlace, page: PageWrite & { readonly visit: Visit }): VisitValues {
  const { task, visit, retryAtMs } = page;
  return {
    ...place,
    isFinal: Number(retryAtMs === null),
    siteId: task.siteId,
    depthClicks: task.depthClicks,
    kind: visit.kind,
    httpStatus: "httpStatus" in visit ? visit.httpStatus : null,
    startedMs: visit.startedMs,
    durationMs: Math.round(visit.durationMs),
    sizeBytes: visit.sizeBytes,
  };
}

/** What a page's row holds beside, when it was read. `written` is null for a page whose links are not kept. */
export function readValues(
  visit: VisitOf<"fetched">,
  written: { readonly blocks: WrittenBlocks; readonly textId: number } | null,
  parts: { readonly crawlId: number; readonly intern: Interner },
): VisitValues {
  return {
    manifestId: written?.blocks.manifestId ?? null,
    textId: written?.textId ?? null,
    contentHash: visit.contentHash,
    encoding: visit.encoding,
    truncated: visit.truncated,
    isShell: Number(visit.shell),
    isRendered: Number(visit.rendered),
    otherLinks: written?.blocks.otherLinks ?? 0,
    isSoft404: Number(visit.soft404),
    isNoindex: Number(visit.noindex),
    isNofollow: Number(visit.nofollow),
    isVerified: Number(visit.verified),
    droppedLinks: visit.droppedLinks,
    canonicalId: visit.canonical === null ? null : parts.intern.url(visit.canonical),
    etag: visit.etag,
    lastModified: visit.lastModified,
    readCrawlId: written === null ? null : parts.crawlId,
    readMs: visit.startedMs,
    seenMs: visit.startedMs,
  };
}

/** What a page's row holds beside, when an earlier crawl's reading stands: the rest is copied from that one's row. */
export function takenOverValues(visit: Visit, earlier: PageMemory): VisitValues {
  const read = visit.kind === "fetched" ? visit : null;
  return {
    etag: read?.etag ?? earlier.etag,
    lastModified: read?.lastModified ?? earlier.lastModified,
    isVerified: read === null ? null : Number(read.verified),
    readMs: read === null ? earlier.readMs : visit.startedMs,
    seenMs: visit.kind === "not-due" ? earlier.seenMs : visit.startedMs,
    unchangedRuns: visit.kind === "not-due" ? earlier.unchangedRuns : earlier.unchangedRuns + 1,
    readCrawlId: earlier.crawlId,
  };
}

/** What is particular to an outcome, in one text. */
export function detailOf(visit: Visit): string | null {
  if (visit.kind === "failed") return visit.code;
  if (visit.kind === "skipped") return visit.reason;
  if (visit.kind === "other-type") return visit.contentType;
  return visit.kind === "redirected" ? visit.href : null;
}
