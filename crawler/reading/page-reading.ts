import type { SiteId } from "../../core/site.ts";
import { HostReadings } from "../extract/host-readings.ts";
import type { CodedBody } from "../fetch/decode-whole.ts";
import type { FetchResult } from "../fetch/fetcher.ts";
import { readBody, type AnswerRead, type PageBody, type VisitFrame } from "../read-answer.ts";

/** An answer that gives a page, its body still in its codings. */
export type CodedAnswer = Extract<FetchResult, { kind: "answer" }> & { readonly coded: CodedBody };

/** Reads the pages of a crawl. */
export interface PageReading {
  /** `siteId`: the site whose page it is; of links that stay on it, what only evidence needs may be left out. Never throws. */
  read(page: PageBody, siteId: SiteId): AnswerRead | Promise<AnswerRead>;
  /**
   * Reads an answer whose body was left in its codings. Null: they cannot be undone at once. Absent: whoever asks undoes them.
   */
  readonly readCoded?: (answer: CodedAnswer, frame: VisitFrame, siteId: SiteId) => Promise<AnswerRead | null>;
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
