import type { Clock } from "../../core/clock.ts";
import type { HostMemory, OwnerKey } from "../ports.ts";
import type { CrawlSettings } from "../settings.ts";
import { NEW_HOST } from "./after-exchange.ts";
import { nextDelayMs } from "./next-delay.ts";
import { Turns } from "./turns.ts";

interface Host {
  readonly turns: Turns;
  readonly isPrivate: boolean;
  memory: HostMemory;
  /** Monotonic; null before the first answer of this process. */
  answeredMs: number | null;
  /** Monotonic: no exchange starts before. */
  nextStartMs: number;
}

/** A host with the pause that it gets. */
export interface SlowHost {
  readonly host: OwnerKey;
  readonly delayMs: number;
}

/** A busy server notes the end of an answer a little after we have it whole; its owner reads that log. */
export const LATE_CLOCK_MS = 5;

/** Gives each host one exchange at a time, and a rest after each answer. */
export class HostTurns {
  readonly #settings: CrawlSettings;
  readonly #clock: Clock;
  readonly #hosts = new Map<OwnerKey, Host>();
  /** Monotonic; null unless the crawl goes on that another process began. It may have asked any host just before it ended. */
  readonly #resumedMs: number | null;

  constructor(
    memories: Iterable<readonly [OwnerKey, HostMemory]>,
    parts: { readonly settings: CrawlSettings; readonly clock: Clock; readonly isResumed: boolean },
  ) {
    this.#settings = parts.settings;
    this.#clock = parts.clock;
    this.#resumedMs = parts.isResumed ? parts.clock.monotonicMs() : null;
    for (const [ownerKey, memory] of memories) this.#addHost(ownerKey, memory);
  }

  /** Runs an exchange in its host's turn; whether its time has come is for `untilStart` to wait for. */
  async run<Result>(ownerKey: OwnerKey, exchange: () => Promise<Result>): Promise<Result> {
    return await this.#host(ownerKey).turns.run(exchange);
  }

  /** Waits until the host has rested, or the signal is aborted. */
  async untilStart(ownerKey: OwnerKey, signal: AbortSignal): Promise<void> {
    for (let waitMs = this.restMs(ownerKey); waitMs > 0 && !signal.aborted; waitMs = this.restMs(ownerKey)) {
      try {
        await this.#clock.sleep(waitMs, signal);
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    }
  }

  /** How long the host still rests, in milliseconds. */
  restMs(ownerKey: OwnerKey): number {
    return Math.max(0, this.#host(ownerKey).nextStartMs - this.#clock.monotonicMs());
  }

  /** Time since the host's last answer, in whole milliseconds; null before the first one of this process. */
  sinceAnswerMs(ownerKey: OwnerKey): number | null {
    const answeredMs = this.#hosts.get(ownerKey)?.answeredMs ?? null;
    return answeredMs === null ? null : Math.floor(this.#clock.monotonicMs() - answeredMs);
  }

  memoryOf(ownerKey: OwnerKey): HostMemory {
    return this.#host(ownerKey).memory;
  }

  /** Keeps what is known of a host. Its rest, from its last answer, follows from it; `moreRestMs` comes on top. */
  remember(ownerKey: OwnerKey, memory: HostMemory, moreRestMs = 0): void {
    const host = this.#host(ownerKey);
    host.memory = memory;
    if (host.answeredMs === null) return;
    host.nextStartMs = host.answeredMs + withMargin(this.#delayMs(host)) + moreRestMs;
  }

  /** Takes note that the host has answered now. */
  answered(ownerKey: OwnerKey): void {
    this.#host(ownerKey).answeredMs = this.#clock.monotonicMs();
  }

  /** The hosts that get the longest pauses, longest first. */
  slowest(count: number): SlowHost[] {
    return [...this.#hosts]
      .map(([ownerKey, host]) => ({ host: ownerKey, delayMs: this.#delayMs(host) }))
      .toSorted((left, right) => right.delayMs - left.delayMs)
      .slice(0, count);
  }

  #delayMs(host: Host): number {
    const { latencyMs, crawlDelayMs } = host.memory;
    return nextDelayMs({ latencyMs, crawlDelayMs, isPrivate: host.isPrivate }, this.#settings);
  }

  #isPrivate(ownerKey: OwnerKey): boolean {
    const { allowPrivateNetwork } = this.#settings;
    if (/:\d+$/.test(ownerKey)) return allowPrivateNetwork.has(ownerKey);
    return allowPrivateNetwork.has(`${ownerKey}:443`) || allowPrivateNetwork.has(`${ownerKey}:80`);
  }

  #host(ownerKey: OwnerKey): Host {
    return this.#hosts.get(ownerKey) ?? this.#addHost(ownerKey, NEW_HOST);
  }

  #addHost(ownerKey: OwnerKey, memory: HostMemory): Host {
    const turns = new Turns(1);
    const host: Host = { turns, isPrivate: this.#isPrivate(ownerKey), memory, answeredMs: null, nextStartMs: 0 };
    if (this.#resumedMs !== null) host.nextStartMs = this.#resumedMs + this.#delayMs(host);
    this.#hosts.set(ownerKey, host);
    return host;
  }
}

function withMargin(delayMs: number): number {
  return delayMs === 0 ? 0 : delayMs + LATE_CLOCK_MS;
}
