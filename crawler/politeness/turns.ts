import PQueue from "p-queue";

/**
 * Lets at most `atOnce` tasks run at a time, first come, first served. Who comes when nobody runs or waits begins without queueing,
 * on a place that the queue lacks meanwhile: of most hosts and machines one thing is asked at a time.
 */
export class Turns {
  readonly #queue: PQueue;
  readonly #atOnce: number;
  /** Whether a task runs that did not queue. */
  #isTaken = false;

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
    this.#queue = new PQueue({ concurrency: atOnce });
  }

  /** Tasks that have not begun. */
  get waiting(): number {
    return this.#queue.size;
  }

  /** What the task gives, when its turn has come. */
  async run<Result>(task: () => Promise<Result>): Promise<Result> {
    const { size, pending } = this.#queue;
    if (this.#isTaken || size + pending > 0) return await this.#queue.add(task);
    this.#take();
    try {
      return await task();
    } finally {
      this.#giveBack();
    }
  }

  #take(): void {
    this.#isTaken = true;
    if (this.#atOnce > 1) this.#queue.concurrency = this.#atOnce - 1;
    else this.#queue.pause();
  }

  #giveBack(): void {
    this.#isTaken = false;
    if (this.#atOnce > 1) this.#queue.concurrency = this.#atOnce;
    else this.#queue.start();
  }
}
