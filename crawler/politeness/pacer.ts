import PQueue from "p-queue";
import type { Clock } from "../../core/clock.ts";
import type { FetchResult } from "../fetch/fetcher.ts";
import type { OwnerKey } from "../ports.ts";
import type { CrawlSettings } from "../settings.ts";
import { nextDelayMs, nextLatencyMs, type HostHistory } from "./next-delay.ts";

interface Owner {
  readonly queue: PQueue;
  history: HostHistory;
  /** Monotonic; null before the first answer. */
  answeredMs: number | null;
  /** Monotonic. */
  nextStartMs: number;
}

/** Keeps every host's pace: one exchange at a time, and a rest after each answer. Every exchange passes here. */
export class Pacer {
  readonly #settings: CrawlSettings;
  readonly #clock: Clock;
  readonly #owners = new Map<OwnerKey, Owner>();

  constructor(settings: CrawlSettings, clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  /** Runs an exchange when its host's turn has come. */
  async run(ownerKey: OwnerKey, exchange: () => Promise<FetchResult>): Promise<FetchResult> {
    const owner = this.#owner(ownerKey);
    return await owner.queue.add(async () => {
      const waitMs = owner.nextStartMs - this.#clock.monotonicMs();
      if (waitMs > 0) await this.#clock.sleep(waitMs);
      const result = await exchange();
      this.#learn(owner, result);
      return result;
    });
  }

  /** What a host's robots.txt asks for, in milliseconds, or null. It holds from the answer that asked for it. */
  setCrawlDelay(ownerKey: OwnerKey, crawlDelayMs: number | null): void {
    const owner = this.#owner(ownerKey);
    owner.history = { ...owner.history, crawlDelayMs };
    if (owner.answeredMs === null) return;
    owner.nextStartMs = owner.answeredMs + nextDelayMs(owner.history, this.#settings);
  }

  /** How long the host still rests, in milliseconds. */
  restMs(ownerKey: OwnerKey): number {
    const owner = this.#owners.get(ownerKey);
    return owner === undefined ? 0 : Math.max(0, owner.nextStartMs - this.#clock.monotonicMs());
  }

  #learn(owner: Owner, result: FetchResult): void {
    if (result.kind === "refused") return;
    const isSuccess = result.kind === "answer" && result.httpStatus === 200;
    owner.history = { ...owner.history, latencyMs: nextLatencyMs(owner.history, result.durationMs, isSuccess) };
    owner.answeredMs = this.#clock.monotonicMs();
    owner.nextStartMs = owner.answeredMs + nextDelayMs(owner.history, this.#settings);
  }

  #owner(ownerKey: OwnerKey): Owner {
    let owner = this.#owners.get(ownerKey);
    if (owner === undefined) {
      const history = { latencyMs: null, crawlDelayMs: null };
      owner = { queue: new PQueue({ concurrency: 1 }), history, answeredMs: null, nextStartMs: 0 };
      this.#owners.set(ownerKey, owner);
    }
    return owner;
  }
}
