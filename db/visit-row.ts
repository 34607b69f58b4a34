import type { Visit, VisitOf } from "../core/visit.ts";
import type { PageMemory, PageWrite } from "../crawler/ports.ts";
import type { WrittenBlocks } from "./block-writer.ts";
import type { Interner } from "./intern.ts";

/** Values of a row of `visit`, in the order in which its statement names the columns: names would cost more than the row. */
export type VisitValues = readonly (string | number | null)[];

/** Where a visit's row stands. */
export interface VisitPlace {
  readonly crawlId: number;
  readonly urlId: number;
  readonly attempt: number;
}

/** Columns that every visit's row holds, in the order of `commonValues`. */
export const COMMON_COLUMNS = `
  crawl_id, url_id, attempt, is_final, site_id, depth_clicks, kind, http_status, started_ms, duration_ms, size_bytes`;

/** What every visit's row holds, whatever its outcome. */
export function commonValues(place: VisitPlace, page: PageWrite & { readonly visit: Visit }): VisitValues {
  const { task, visit, retryAtMs } = page;
  return [
    place.crawlId,
    place.urlId,
    place.attempt,
    Number(retryAtMs === null),
    task.siteId,
    task.depthClicks,
    visit.kind,
    "httpStatus" in visit ? visit.httpStatus : null,
    visit.startedMs,
    Math.round(visit.durationMs),
    visit.sizeBytes,
  ];
}

/** Columns of a page that was read, in the order of `readValues`. */
export const READ_COLUMNS = `
  manifest_id, text_id, content_hash, encoding, truncated, is_shell, is_rendered, other_links, is_soft404, is_noindex,
  is_nofollow, is_verified, dropped_links, canonical_id, etag, last_modified, read_crawl_id, read_ms, seen_ms`;

/** What a page's row holds beside, when it was read. `written` is null for a page whose links are not kept. */
export function readValues(
  visit: VisitOf<"fetched">,
  written: { readonly blocks: WrittenBlocks; readonly textId: number } | null,
  parts: { readonly crawlId: number; readonly intern: Interner },
): VisitValues {
  return [
    written?.blocks.manifestId ?? null,
    written?.textId ?? null,
    visit.contentHash,
    visit.encoding,
    visit.truncated,
    Number(visit.shell),
    Number(visit.rendered),
    written?.blocks.otherLinks ?? 0,
    Number(visit.soft404),
    Number(visit.noindex),
    Number(visit.nofollow),
    Number(visit.verified),
    visit.droppedLinks,
    visit.canonical === null ? null : parts.intern.url(visit.canonical),
    visit.etag,
    visit.lastModified,
    written === null ? null : parts.crawlId,
    visit.startedMs,
    visit.startedMs,
  ];
}

/** What is new of a page whose earlier reading stands: the rest is copied from that one's row. */
export function takenOverValues(visit: Visit, earlier: PageMemory): VisitValues {
  const read = visit.kind === "fetched" ? visit : null;
  return [
    read === null ? null : Number(read.verified),
    read?.etag ?? earlier.etag,
    read?.lastModified ?? earlier.lastModified,
    earlier.crawlId,
    read === null ? earlier.readMs : visit.startedMs,
    visit.kind === "not-due" ? earlier.seenMs : visit.startedMs,
    visit.kind === "not-due" ? earlier.unchangedRuns : earlier.unchangedRuns + 1,
  ];
}

/** What is particular to an outcome, in one text. */
export function detailOf(visit: Visit): string | null {
  if (visit.kind === "failed") return visit.code;
  if (visit.kind === "skipped") return visit.reason;
  if (visit.kind === "other-type") return visit.contentType;
  return visit.kind === "redirected" ? visit.href : null;
}
