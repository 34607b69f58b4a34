/** How long visits under way may take to end after the crawl was told to stop. */
const GRACE_MS = 4000;

/** Ends a crawl soon after it was told to stop: what has not ended by then is cut off, and waits for the next run. */
export class StopGrace {
  readonly #signal: AbortSignal;
  readonly #cut: () => Promise<void>;
  #timer: NodeJS.Timeout | null = null;
  #isOver = false;
  readonly #onStop = (): void => {
    this.#timer = setTimeout(() => {
      this.#isOver = true;
      void this.#cut();
    }, GRACE_MS);
  };

  /** `cut` ends every connection. */
  constructor(signal: AbortSignal, cut: () => Promise<void>) {
    this.#signal = signal;
    this.#cut = cut;
    signal.addEventListener("abort", this.#onStop, { once: true });
  }

  /** Whether visits are being cut off: how they end says nothing about the web. */
  get isOver(): boolean {
    return this.#isOver;
  }

  end(): void {
    this.#signal.removeEventListener("abort", this.#onStop);
    if (this.#timer !== null) clearTimeout(this.#timer);
  }
}
