import { parentPort, workerData } from "node:worker_threads";
import type { Registry } from "../../core/registry.ts";
import type { SiteId } from "../../core/site.ts";
import { siteLookup } from "../../core/site-lookup.ts";
import { HostReadings } from "../extract/host-readings.ts";
import { decodeShort } from "../fetch/decode-whole.ts";
import {
  readBody,
  readExchange,
  type AnswerRead,
  type PageBody,
  type ReadPage,
  type VisitFrame,
} from "../read-answer.ts";
import { PagePacker } from "./page-packer.ts";
import type { CodedAnswer } from "./page-reading.ts";

/** A page for the thread, or an answer whose body is still in its codings. */
export type ReadingOrder = { readonly siteId: SiteId } & (
  | { readonly page: PageBody }
  | { readonly answer: CodedAnswer; readonly frame: VisitFrame }
);

/** The answers, as JSON of `PackedPage`, or null for codings not undone: one for each order, in the same order. */
export type ReadingAnswer = string | null;

const packer = new PagePacker(siteLookup(workerData as Registry));
const readings = new HostReadings(packer);
const readPage: ReadPage = (page) => readings.read(page);

parentPort?.on("message", (order: ReadingOrder) => {
  const read = readOrder(order);
  const answer: ReadingAnswer = read === null ? null : JSON.stringify(packer.pack(read, order.siteId));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
  parentPort?.postMessage(answer);
});

function readOrder(order: ReadingOrder): AnswerRead | null {
  if ("page" in order) return readBody(order.page, readPage);
  const { coded, ...answer } = order.answer;
  const decoded = decodeShort(coded);
  return decoded.kind === "decoded" ? readExchange({ ...answer, body: decoded.body }, order.frame, readPage) : null;
}
