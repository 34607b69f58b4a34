import type { Clock } from "../../core/clock.ts";
import type { FailureCode } from "../../core/visit.ts";
import { isLocalName, isPublicAddress, literalAddress } from "./address-guard.ts";
import { lookupFailureOf } from "./failure-code.ts";
import type { Resolver } from "./resolver.ts";

/** Where a host is to be asked. */
export type HostAddress =
  | { readonly kind: "address"; readonly address: string }
  /** One of its addresses is not of the public internet. */
  | { readonly kind: "refused" }
  | { readonly kind: "failed"; readonly code: FailureCode; readonly detail: string };

/** What look-ups are made with. */
export interface HostAddressesParts {
  readonly resolver: Resolver;
  readonly clock: Clock;
  /** How long an answer is believed, a failure, and how long one may take. */
  readonly lifetimeMs: number;
  readonly failureLifetimeMs: number;
  readonly timeoutMs: number;
}

interface Known {
  readonly addresses: readonly string[];
  /** Set when there is no address to ask. */
  readonly verdict: Exclude<HostAddress, { kind: "address" }> | null;
  readonly untilMs: number;
  next: number;
}

/** Hosts remembered at most; the one looked up first is forgotten first. */
const MAX_HOSTS = 100_000;

/**
 * Addresses of hosts, looked up once for their lifetime and judged before anybody connects: a name that changes its mind in
 * between (DNS rebinding) is not heard. One private address refuses the host.
 */
export class HostAddresses {
  readonly #parts: HostAddressesParts;
  readonly #known = new Map<string, Known>();
  readonly #pending = new Map<string, Promise<Known>>();

  constructor(parts: HostAddressesParts) {
    this.#parts = parts;
  }

  /** The address to ask a URL's host name at. Literal addresses are judged without look-up. */
  async of(hostname: string): Promise<HostAddress> {
    const known = this.#fresh(hostname);
    if (known !== null) return current(known);
    const literal = literalAddress(hostname);
    if (literal !== null) return isPublicAddress(literal) ? { kind: "address", address: literal } : { kind: "refused" };
    if (isLocalName(hostname)) return { kind: "refused" };
    return current(await this.#lookUp(hostname));
  }

  /** Takes the host's next address, as this one could not be connected to. */
  turnFrom(hostname: string, address: string): void {
    const known = this.#known.get(hostname);
    if (known?.addresses[known.next] === address) known.next = (known.next + 1) % known.addresses.length;
  }

  #fresh(hostname: string): Known | null {
    const known = this.#known.get(hostname);
    return known !== undefined && this.#parts.clock.monotonicMs() < known.untilMs ? known : null;
  }

  async #lookUp(hostname: string): Promise<Known> {
    const pending = this.#pending.get(hostname);
    if (pending !== undefined) return await pending;
    const lookUp = this.#ask(hostname);
    this.#pending.set(hostname, lookUp);
    try {
      const known = await lookUp;
      this.#remember(hostname, known);
      return known;
    } finally {
      this.#pending.delete(hostname);
    }
  }

  async #ask(hostname: string): Promise<Known> {
    const { resolver, clock, lifetimeMs, failureLifetimeMs, timeoutMs } = this.#parts;
    try {
      const addresses = await inTime(resolver(hostname), timeoutMs);
      const verdict = verdictOn(hostname, addresses);
      return { addresses, verdict, untilMs: clock.monotonicMs() + lifetimeMs, next: 0 };
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      const verdict = { kind: "failed", code: lookupFailureOf(error), detail } as const;
      return { addresses: [], verdict, untilMs: clock.monotonicMs() + failureLifetimeMs, next: 0 };
    }
  }

  #remember(hostname: string, known: Known): void {
    this.#known.delete(hostname);
    this.#known.set(hostname, known);
    if (this.#known.size <= MAX_HOSTS) return;
    for (const oldest of this.#known.keys()) {
      this.#known.delete(oldest);
      return;
    }
  }
}

function verdictOn(hostname: string, addresses: readonly string[]): Known["verdict"] {
  if (addresses.length === 0) return { kind: "failed", code: "dns-not-found", detail: `${hostname} has no address` };
  return addresses.every(isPublicAddress) ? null : { kind: "refused" };
}

function current(known: Known): HostAddress {
  const address = known.addresses[known.next];
  return known.verdict ?? (address === undefined ? { kind: "refused" } : { kind: "address", address });
}

async function inTime<Answer>(answer: Promise<Answer>, timeoutMs: number): Promise<Answer> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new Error(`no answer of the name service in ${timeoutMs} ms`));
  }, timeoutMs);
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
