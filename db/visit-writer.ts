import type { Database, Statement } from "better-sqlite3";
import type { SiteIndex } from "../core/site-index.ts";
import type { Visit, VisitOf } from "../core/visit.ts";
import type { PageWrite } from "../crawler/ports.ts";
import { BlockWriter, type WrittenBlocks } from "./block-writer.ts";
import type { Interner } from "./intern.ts";

/** Writes what one visit leaves behind. Call inside a transaction. */
export class VisitWriter {
  readonly #crawlId: number;
  readonly #intern: Interner;
  readonly #siteOf: SiteIndex["siteOf"];
  readonly #blocks: BlockWriter;
  readonly #insertVisit: Statement;
  readonly #insertText: Statement;
  readonly #insertBlockPage: Statement;
  readonly #insertEvidence: Statement;

  constructor(db: Database, parts: { crawlId: number; intern: Interner; siteOf: SiteIndex["siteOf"] }) {
    this.#crawlId = parts.crawlId;
    this.#intern = parts.intern;
    this.#siteOf = parts.siteOf;
    this.#blocks = new BlockWriter(db, parts.intern);
    this.#insertVisit = db.prepare(`
      insert into visit (
        crawl_id, url_id, attempt, is_final, site_id, depth_clicks, kind, http_status, detail, to_id, started_ms,
        duration_ms, size_bytes, manifest_id, content_hash, encoding, truncated, is_shell, is_rendered, other_links
      ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    `);
    this.#insertText = db.prepare(`
      insert into page_text (crawl_id, url_id, title, h1, description, language, terms_json)
      values (?, ?, ?, ?, ?, ?, ?)
    `);
    this.#insertBlockPage = db.prepare(`
      insert into block_page (block_id, crawl_id, url_id, block_seq) values (?, ?, ?, ?)
    `);
    this.#insertEvidence = db.prepare(`
      insert into evidence (crawl_id, url_id, block_seq, position, raw_href, dom_path, heading, sentence)
      values (?, ?, ?, ?, ?, ?, ?, ?)
    `);
  }

  write(page: PageWrite): void {
    const { task, visit } = page;
    const urlId = this.#intern.url(task.url);
    const written = visit.kind === "fetched" ? this.#blocks.write(task.url, page.links) : null;
    this.#writeVisit(urlId, page, written);
    if (visit.kind !== "fetched" || written === null) return;
    this.#writeText(urlId, visit);
    this.#writeSurroundings(urlId, page, written);
  }

  #writeVisit(urlId: number, page: PageWrite, written: WrittenBlocks | null): void {
    const { task, visit } = page;
    const read = visit.kind === "fetched" ? visit : null;
    const to = visit.kind === "redirected" ? visit.to : null;
    this.#insertVisit.run(
      this.#crawlId,
      urlId,
      task.attempts,
      Number(page.retryAtMs === null),
      task.siteId,
      task.depthClicks,
      visit.kind,
      "httpStatus" in visit ? visit.httpStatus : null,
      detailOf(visit),
      to === null ? null : this.#intern.url(to),
      visit.startedMs,
      visit.durationMs,
      visit.sizeBytes,
      written?.manifestId ?? null,
      read?.contentHash ?? null,
      read?.encoding ?? null,
      read?.truncated ?? null,
      Number(read?.shell ?? false),
      Number(read?.rendered ?? false),
      written?.otherLinks ?? 0,
    );
  }

  #writeText(urlId: number, visit: VisitOf<"fetched">): void {
    const { title, h1, description, language, terms } = visit.text;
    const texts = [title, h1, description].map((text) => text.toWellFormed());
    this.#insertText.run(this.#crawlId, urlId, ...texts, language, JSON.stringify(terms));
  }

  /** Which blocks stand on the page, and the surroundings of its links to other sites. */
  #writeSurroundings(urlId: number, page: PageWrite, written: WrittenBlocks): void {
    for (const [blockSeq, { blockId, links }] of written.blocks.entries()) {
      this.#insertBlockPage.run(blockId, this.#crawlId, urlId, blockSeq);
      for (const [position, link] of links.entries()) {
        if (link.url === null || this.#siteOf(link.url) === page.task.siteId) continue;
        const texts = [link.href, link.domPath, link.heading, link.sentence].map((text) => text.toWellFormed());
        this.#insertEvidence.run(this.#crawlId, urlId, blockSeq, position, ...texts);
      }
    }
  }
}

/** What is particular to an outcome, in one text. */
function detailOf(visit: Visit): string | null {
  if (visit.kind === "failed") return visit.code;
  if (visit.kind === "skipped") return visit.reason;
  if (visit.kind === "other-type") return visit.contentType;
  return visit.kind === "redirected" ? visit.href : null;
}
