import type { Clock } from "../../core/clock.ts";
import type { CanonicalUrl } from "../../core/url.ts";
import type { Fetcher, FetchResult } from "../fetch/fetcher.ts";
import { hostnameOf, ownerKeyOf } from "../owner-key.ts";
import type { HostMemory, OwnerKey } from "../ports.ts";
import type { CrawlSettings } from "../settings.ts";
import type { CrawlStore, ExchangePurpose } from "../store-port.ts";
import { AddressQueues } from "./address-queues.ts";
import { afterExchange, parkedFor } from "./after-exchange.ts";
import { closedForMs } from "./crawl-window.ts";
import { DayBudget } from "./day-budget.ts";
import type { Exchanger, ExchangeOrder, ExchangeResult } from "./exchange.ts";
import { Holds, addressKey, type Hold } from "./holds.ts";
import { HostTurns, type SlowHost } from "./host-turns.ts";
import { shrunkBudget } from "./next-delay.ts";

/** What the desk is made with. */
export interface DeskParts {
  readonly crawlId: number;
  readonly fetcher: Fetcher;
  readonly store: CrawlStore;
  readonly settings: CrawlSettings;
  readonly clock: Clock;
  /** For the jitter of back-offs: numbers in [0, 1). */
  readonly random: () => number;
  /** Aborted: nothing more is asked. */
  readonly signal: AbortSignal;
  /** Hosts whose owners want to be left alone; it may grow. */
  readonly exclusions: ReadonlySet<string>;
  /** Whether another process began this crawl. */
  readonly isResumed: boolean;
}

/** What an exchange is about. */
export interface ExchangeMatter {
  readonly url: string;
  readonly purpose: ExchangePurpose;
}

type Made = Exclude<FetchResult, { kind: "refused" }>;

interface Asked extends ExchangeMatter {
  readonly ownerKey: OwnerKey;
  readonly startedMs: number;
  readonly pauseMs: number | null;
}

/**
 * The only way to the network. Every exchange, whatever it is for, waits for its host's turn and its machine's, is refused
 * or held where the owner wants it, teaches us the host's pace, and is counted for the owner's report.
 */
export class ExchangeDesk implements Exchanger {
  readonly #parts: DeskParts;
  readonly #turns: HostTurns;
  readonly #addresses: AddressQueues;
  readonly #holds: Holds;
  readonly #days: DayBudget;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#turns = new HostTurns(parts.store.hostMemories(parts.crawlId), parts);
    this.#addresses = new AddressQueues(parts.settings, parts.clock);
    this.#holds = new Holds(parts.store);
    this.#days = new DayBudget(parts.store, parts.settings);
  }

  async exchange(order: ExchangeOrder): Promise<ExchangeResult> {
    return await this.inTurn(order, async () => await this.#parts.fetcher.fetch(order));
  }

  /** Makes an exchange in another way than our fetcher's, such as a browser's, at the same pace and on the same account. */
  async inTurn(matter: ExchangeMatter, make: () => Promise<FetchResult>): Promise<ExchangeResult> {
    const ownerKey = ownerKeyOf(matter.url as CanonicalUrl);
    return await this.#turns.run(ownerKey, async () => {
      const early = this.#obstacle(ownerKey, null);
      if (early !== null) return early;
      await this.#turns.untilStart(ownerKey, this.#parts.signal);
      const address = await this.#parts.fetcher.addressOf(matter.url);
      return await this.#addresses.run(address, async () => {
        return this.#obstacle(ownerKey, address) ?? (await this.#ask({ ...matter, ownerKey }, make));
      });
    });
  }

  /** How long the host still rests, in milliseconds. */
  restMs(ownerKey: OwnerKey): number {
    return this.#turns.restMs(ownerKey);
  }

  /** How long the machine behind an address would let us wait, in milliseconds, whatever the host. */
  async addressWaitMs(url: string): Promise<number> {
    const address = await this.#parts.fetcher.addressOf(url);
    return address === null ? 0 : this.#addresses.waitMs(address);
  }

  /** Why and until when a host is left alone, or null. */
  holdOf(ownerKey: OwnerKey): Hold | null {
    const nowMs = this.#parts.clock.nowMs();
    return this.#crawlDelayHold(ownerKey) ?? this.#holds.of(ownerKey, nowMs) ?? this.#days.holdOf(ownerKey, nowMs);
  }

  memoryOf(ownerKey: OwnerKey): HostMemory {
    return this.#turns.memoryOf(ownerKey);
  }

  /** What a host's robots.txt asks for, in milliseconds, or null. It holds from the answer that asked for it. */
  setCrawlDelay(ownerKey: OwnerKey, crawlDelayMs: number | null): void {
    this.#turns.remember(ownerKey, { ...this.#turns.memoryOf(ownerKey), crawlDelayMs });
  }

  /** Leaves a host alone for a while, for a reason that its page gave. */
  park(ownerKey: OwnerKey, why: string): void {
    const { memory, pause } = parkedFor(this.#turns.memoryOf(ownerKey), this.#parts.settings, why);
    this.#turns.remember(ownerKey, memory);
    if (pause !== null) this.#hold(ownerKey, null, { ...pause, nowMs: this.#parts.clock.nowMs() });
  }

  /** The hosts that get the longest pauses, longest first. */
  slowest(count: number): SlowHost[] {
    return this.#turns.slowest(count);
  }

  /** A host that wants pauses so long that its budget shrinks is done when the smaller budget is used. */
  #crawlDelayHold(ownerKey: OwnerKey): Hold | null {
    const { crawlDelayMs, pages } = this.#turns.memoryOf(ownerKey);
    const { pageBudget } = this.#parts.settings;
    const budget = shrunkBudget(pageBudget, crawlDelayMs);
    if (budget === pageBudget || pages < budget) return null;
    const why = `robots.txt asks for ${(crawlDelayMs ?? 0) / 1000} s between pages: budget of ${budget}`;
    return { untilMs: Number.POSITIVE_INFINITY, why };
  }

  /** What keeps us from asking now, or null. */
  #obstacle(ownerKey: OwnerKey, address: string | null): ExchangeResult | null {
    const { clock, signal, exclusions, settings } = this.#parts;
    const nowMs = clock.nowMs();
    if (exclusions.has(hostnameOf(ownerKey))) return { kind: "refused", reason: "opt-out" };
    if (signal.aborted) return { kind: "held", untilMs: nowMs, why: "stopping" };
    // A visit that began in time may have rested until after closing.
    const closedMs = closedForMs(settings.window, clock.wallMs());
    if (closedMs > 0) return { kind: "held", untilMs: nowMs + closedMs, why: "closed hours" };
    const ofAddress = address === null ? null : this.#holds.of(addressKey(address), nowMs);
    const hold = this.holdOf(ownerKey) ?? ofAddress;
    return hold === null ? null : { kind: "held", ...hold };
  }

  async #ask(
    matter: ExchangeMatter & { readonly ownerKey: OwnerKey },
    make: () => Promise<FetchResult>,
  ): Promise<FetchResult> {
    const { ownerKey } = matter;
    const startedMs = this.#parts.clock.nowMs();
    const pauseMs = this.#turns.sinceAnswerMs(ownerKey);
    this.#days.begin(ownerKey, startedMs, 1);
    if (matter.purpose === "page") {
      const memory = this.#turns.memoryOf(ownerKey);
      this.#turns.remember(ownerKey, { ...memory, pages: memory.pages + 1 });
    }
    const result = await make();
    if (result.kind === "refused") this.#days.begin(ownerKey, startedMs, -1);
    else this.#learn(result, { ...matter, startedMs, pauseMs });
    return result;
  }

  #learn(result: Made, asked: Asked): void {
    const { clock, random, settings } = this.#parts;
    const { ownerKey, purpose, startedMs } = asked;
    const nowMs = clock.nowMs();
    this.#turns.answered(ownerKey);
    const before = this.#turns.memoryOf(ownerKey);
    const { memory, pause } = afterExchange(before, { result, nowMs, random }, settings);
    this.#turns.remember(ownerKey, memory, purpose === "render" ? settings.renderRestMs * result.requests : 0);
    if (pause !== null) this.#hold(ownerKey, result.address, { ...pause, nowMs });
    this.#days.begin(ownerKey, startedMs, result.requests - 1);
    this.#days.end(ownerKey, startedMs, result.sizeBytes);
    this.#note(result, asked);
  }

  #note(result: Made, asked: Asked): void {
    const { ownerKey, purpose, startedMs, pauseMs } = asked;
    const { address, requests, sizeBytes, durationMs } = result;
    const outcome = result.kind === "answer" ? String(result.httpStatus) : result.code;
    const of = { ownerKey, address, purpose, outcome };
    this.#parts.store.noteExchange(this.#parts.crawlId, {
      ...of,
      requests,
      sizeBytes,
      startedMs,
      durationMs,
      pauseMs,
    });
  }

  #hold(
    ownerKey: OwnerKey,
    address: string | null,
    pause: { readonly forMs: number; readonly why: string; readonly isForAddress: boolean; readonly nowMs: number },
  ): void {
    const { forMs, why, nowMs } = pause;
    this.#holds.set(ownerKey, { untilMs: nowMs + forMs, why });
    if (address === null || !pause.isForAddress) return;
    const addressForMs = Math.min(forMs, this.#parts.settings.maxRetryAfterMs);
    this.#holds.set(addressKey(address), { untilMs: nowMs + addressForMs, why });
  }
}
