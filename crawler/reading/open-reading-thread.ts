import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Registry } from "../../core/registry.ts";
import type { SiteId } from "../../core/site.ts";
import type { PageBody, VisitFrame } from "../read-answer.ts";
import type { PackedPage } from "./packed-page.ts";
import { PageTaken, readingHere, type CodedAnswer, type PageReading } from "./page-reading.ts";
import { PageUnpacker } from "./page-unpacker.ts";
import type { ReadingAnswer, ReadingOrder } from "./reading-thread.ts";

/** The thread's program: as it is written, or as it was built. */
const PROGRAM = new URL(import.meta.url.endsWith(".ts") ? "reading-thread.ts" : "reading-thread.js", import.meta.url);

/** Reads pages in a thread of its own where the machine has a core for it, and at once where it has not. */
export function openReading(registry: Registry): PageReading {
  return availableParallelism() > 1 ? openReadingThread(registry) : readingHere();
}

/** Reads pages in a thread of its own, in the order in which they come: the crawl's own thread keeps the pace meanwhile. */
export function openReadingThread(registry: Registry): PageReading {
  return new ReadingThread(registry);
}

/** Who waits for a page. */
interface Waiting {
  readonly resolve: (read: PageTaken) => void;
  readonly reject: (error: unknown) => void;
}

class ReadingThread implements PageReading {
  readonly #worker: Worker;
  readonly #unpacker = new PageUnpacker();
  /** In the order of the pages that were handed over. */
  readonly #waiting: Waiting[] = [];
  #failure: Error | null = null;
  #onIdle: (() => void) | null = null;

  constructor(registry: Registry) {
    this.#worker = new Worker(PROGRAM, {
      workerData: registry,
      resourceLimits: { maxYoungGenerationSizeMb: 24 },
    });
    this.#worker.on("message", (answer: ReadingAnswer) => {
      const waiting = this.#waiting.shift();
      waiting?.resolve(new PageTaken(answer === null ? null : this.#unpacker.unpack(JSON.parse(answer) as PackedPage)));
      if (this.#waiting.length === 0) this.#onIdle?.();
    });
    this.#worker.on("error", (error) => this.#fail(error));
    this.#worker.on("exit", () => this.#fail(null));
  }

  read(page: PageBody, siteId: SiteId): Promise<PageTaken> {
    return this.#order({ page, siteId }, ownedBy(page.body));
  }

  readCoded(answer: CodedAnswer, frame: VisitFrame, siteId: SiteId): Promise<PageTaken> {
    // What came over the wire shares its memory with other answers: all of it would be copied.
    const wire = new Uint8Array(answer.coded.wire);
    return this.#order({ answer: { ...answer, coded: { ...answer.coded, wire } }, frame, siteId }, [wire.buffer]);
  }

  #order(order: ReadingOrder, moved: ArrayBuffer[]): Promise<PageTaken> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(order, moved);
    });
  }

  async close(): Promise<void> {
    if (this.#waiting.length > 0 && this.#failure === null) {
      await new Promise<void>((resolve) => {
        this.#onIdle = resolve;
      });
    }
    await this.#worker.terminate();
  }

  /** Whoever waits is told: without its thread no page is read any more. */
  #fail(cause: unknown): void {
    this.#failure ??= new Error("the thread that reads pages has ended", { cause });
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure);
    this.#onIdle?.();
  }
}

/** The memory of a body, to be handed over: none when it holds something else too. */
function ownedBy(body: Uint8Array): ArrayBuffer[] {
  const { buffer, byteLength } = body;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}
