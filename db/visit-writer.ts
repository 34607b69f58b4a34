import type { Database, Statement } from "better-sqlite3";
import type { SiteIndex } from "../core/site-index.ts";
import type { PageText, Visit, VisitOf } from "../core/visit.ts";
import type { PageWrite } from "../crawler/ports.ts";
import { BlockWriter, type WrittenBlocks } from "./block-writer.ts";
import { EvidenceWriter } from "./evidence-writer.ts";
import type { Interner } from "./intern.ts";
import { encodeTerms } from "../core/page-terms.ts";
import { commonValues, detailOf, readValues, takenOverValues, type VisitPlace } from "./visit-row.ts";
import { visitStatements, type VisitStatements } from "./visit-statements.ts";

/** A page with something to keep as a visit. */
type Kept = PageWrite & { readonly visit: Visit };

/** What the writer is made with. */
export interface VisitWriterParts {
  readonly crawlId: number;
  readonly intern: Interner;
  readonly siteOf: SiteIndex["siteOf"];
  /** Whether a host is left alone: what still arrives from it is not kept. */
  readonly isExcluded?: (ownerKey: string) => boolean;
}

/** Writes what one visit leaves behind. Call inside a transaction. */
export class VisitWriter {
  readonly #parts: VisitWriterParts;
  readonly #blocks: BlockWriter;
  readonly #evidence: EvidenceWriter;
  readonly #sql: VisitStatements;
  readonly #insertText: Statement;

  constructor(db: Database, parts: VisitWriterParts) {
    this.#parts = parts;
    this.#blocks = new BlockWriter(db, parts);
    this.#evidence = new EvidenceWriter(db, parts.crawlId);
    this.#sql = visitStatements(db);
    this.#insertText = db.prepare(`
      insert into page_text (title, h1, description, language, terms, resource_hosts_json)
      values (?, ?, ?, ?, ?, ?)
    `);
  }

  write(page: PageWrite): void {
    const { task, visit } = page;
    if (visit === null || this.#parts.isExcluded?.(task.ownerKey) === true) return;
    const kept: Kept = { ...page, visit };
    const place = this.#place(kept);
    if (page.earlier !== null && this.#takeOver(place, kept)) return;
    if (visit.kind === "fetched") this.#writeRead(place, { ...kept, visit });
    else this.#writeOther(place, kept);
  }

  /** Forgets all numbers: rows were deleted. */
  forget(): void {
    this.#blocks.forget();
    this.#evidence.forget();
  }

  /** A rendering comes after the visits of the page itself; when it stands, they no longer do. */
  #place({ task, retryAtMs }: Kept): VisitPlace {
    const { crawlId, intern } = this.#parts;
    const urlId = intern.url(task.url);
    if (task.purpose === "page") return { crawlId, urlId, attempt: task.attempts };
    const attempt = (this.#sql.lastAttempt.get(crawlId, urlId)?.attempt ?? -1) + 1;
    if (retryAtMs === null) {
      this.#sql.supersede.run(crawlId, urlId);
      this.#evidence.takeBack(urlId);
    }
    return { crawlId, urlId, attempt };
  }

  /** Whether the earlier reading is still there to be taken over: its owner may have asked for it to be deleted. */
  #takeOver(place: VisitPlace, page: Kept): boolean {
    if (page.earlier === null) return false;
    const values = [...commonValues(place, page), ...takenOverValues(page.visit, page.earlier)];
    return this.#sql.insertTakenOver.run([...values, page.earlier.crawlId, place.urlId]).changes > 0;
  }

  #writeRead(place: VisitPlace, page: PageWrite & { readonly visit: VisitOf<"fetched"> }): void {
    const { task, visit } = page;
    const blocks = visit.soft404 ? null : this.#blocks.write(task, page.links);
    const written = blocks === null ? null : { blocks, textId: this.#writeText(visit.text) };
    this.#sql.insertRead.run([...commonValues(place, page), ...readValues(visit, written, this.#parts)]);
    if (blocks !== null) this.#writeEvidence(place, page, blocks);
  }

  #writeEvidence(place: VisitPlace, page: PageWrite, { blocks }: WrittenBlocks): void {
    if (place.attempt > 0 && page.task.purpose === "page") this.#evidence.takeBack(place.urlId);
    this.#evidence.write(place.urlId, blocks);
  }

  #writeOther(place: VisitPlace, page: Kept): void {
    const { visit } = page;
    const to = visit.kind === "redirected" ? visit.to : null;
    const toId = to === null ? null : this.#parts.intern.url(to);
    this.#sql.insertOther.run([...commonValues(place, page), detailOf(visit), toId]);
  }

  #writeText(text: PageText): number {
    const texts = [text.title, text.h1, text.description].map((part) => part.toWellFormed());
    const lists = [text.termsText ?? encodeTerms(text.terms), JSON.stringify(text.resourceHosts)];
    return Number(this.#insertText.run(...texts, text.language, ...lists).lastInsertRowid);
  }
}
