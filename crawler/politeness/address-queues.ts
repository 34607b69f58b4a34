import ipaddr from "ipaddr.js";
import type { Clock } from "../../core/clock.ts";
import { isPublicAddress } from "../fetch/address-guard.ts";
import { SHORTEST_ADDRESS_GAP_MS, type CrawlSettings } from "../settings.ts";
import { Turns } from "./turns.ts";

interface Machine {
  readonly turns: Turns;
  readonly gapMs: number;
  /** Monotonic: no exchange starts before. */
  nextStartMs: number;
}

/** Keeps the pace of machines that serve several hosts: few exchanges at once, and a gap between two starts. */
export class AddressQueues {
  readonly #settings: CrawlSettings;
  readonly #clock: Clock;
  readonly #machines = new Map<string, Machine>();
  readonly #shared: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][];

  constructor(settings: CrawlSettings, clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
    this.#shared = settings.sharedRanges.map((range) => ipaddr.parseCIDR(range));
  }

  /** Runs an exchange when its machine's turn has come. The gap is kept on the monotonic clock: p-queue's own follows the wall clock. */
  async run<Result>(address: string | null, exchange: () => Promise<Result>): Promise<Result> {
    const machine = address === null ? null : this.#machineOf(address);
    if (machine === null) return await exchange();
    return await machine.turns.run(async () => {
      const startMs = Math.max(this.#clock.monotonicMs(), machine.nextStartMs);
      machine.nextStartMs = startMs + machine.gapMs;
      for (let waitMs = startMs - this.#clock.monotonicMs(); waitMs > 0;) {
        await this.#clock.sleep(waitMs);
        waitMs = startMs - this.#clock.monotonicMs();
      }
      return await exchange();
    });
  }

  /** How long an exchange that is asked for now would wait for its machine, in milliseconds, as far as can be told. */
  waitMs(address: string): number {
    const machine = this.#machines.get(address);
    if (machine === undefined) return 0;
    const restMs = Math.max(0, machine.nextStartMs - this.#clock.monotonicMs());
    return restMs + machine.turns.waiting * machine.gapMs;
  }

  /** Null: many owners' machines stand behind this address, and the limits by address do not hold. */
  #machineOf(address: string): Machine | null {
    const known = this.#machines.get(address);
    if (known !== undefined) return known;
    if (this.#isShared(address)) return null;
    const { maxPerAddress, minAddressGapMs, minDelayMs } = this.#settings;
    // A machine of our own needs no longer gap than each of its hosts.
    const gapMs = isPublicAddress(address)
      ? Math.max(minAddressGapMs, SHORTEST_ADDRESS_GAP_MS)
      : Math.min(minAddressGapMs, minDelayMs);
    const machine = { turns: new Turns(maxPerAddress), gapMs, nextStartMs: 0 };
    this.#machines.set(address, machine);
    return machine;
  }

  #isShared(address: string): boolean {
    if (this.#shared.length === 0) return false;
    const parsed = ipaddr.process(address);
    return this.#shared.some(([range, bits]) => range.kind() === parsed.kind() && parsed.match(range, bits));
  }
}
