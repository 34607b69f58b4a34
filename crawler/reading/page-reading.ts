import type { SiteId } from "../../core/site.ts";
import { HostReadings } from "../extract/host-readings.ts";
import type { CodedBody } from "../fetch/decode-whole.ts";
import type { FetchResult } from "../fetch/fetcher.ts";
import { readBody, type AnswerRead, type PageBody, type VisitFrame } from "../read-answer.ts";

/** An answer that gives a page, its body still in its codings. */
export type CodedAnswer = Extract<FetchResult, { kind: "answer" }> & { readonly coded: CodedBody };

/**
 * What came of reading a page, to be taken once. Who waits for a page is old to the garbage collector when it comes; what it
 * still named afterwards would stay in memory with it, page after page.
 */
export class PageTaken {
  #read: AnswerRead | null;

  /** Null: codings were not undone. */
  constructor(read: AnswerRead | null) {
    this.#read = read;
  }

  get isRead(): boolean {
    return this.#read !== null;
  }

  /** Throws when nothing was read, or it was taken. */
  take(): AnswerRead {
    const read = this.#read;
    this.#read = null;
    if (read === null) throw new Error("no page is left to be taken");
    return read;
  }
}

/** Reads the pages of a crawl. */
export interface PageReading {
  /** `siteId`: the site whose page it is; of links that stay on it, what only evidence needs may be left out. Never throws. */
  read(page: PageBody, siteId: SiteId): AnswerRead | Promise<PageTaken>;
  /**
   * Reads an answer whose body was left in its codings. Nothing is read when they cannot be undone at once. Absent: whoever asks undoes them.
   */
  readonly readCoded?: (answer: CodedAnswer, frame: VisitFrame, siteId: SiteId) => Promise<PageTaken>;
  /** Ends it once all that was begun is read. */
  close(): Promise<void>;
}

/** Reads each page at once, in the thread that asks. */
export function readingHere(): PageReading {
  const readings = new HostReadings();
  return {
    read: (page) => readBody(page, (read) => readings.read(read)),
    close: () => Promise.resolve(),
  };
}
