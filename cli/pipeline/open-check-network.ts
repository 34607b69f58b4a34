import type { Clock } from "../../core/clock.ts";
import type { Registry } from "../../core/registry.ts";
import { hostOf, type CanonicalUrl } from "../../core/url.ts";
import type { MayFetch } from "../../crawler/checks/check-target.ts";
import type { Resolver } from "../../crawler/fetch/resolver.ts";
import { undiciFetcher } from "../../crawler/fetch/undici-fetcher.ts";
import { ownerKeyOf } from "../../crawler/owner-key.ts";
import type { Exchanger } from "../../crawler/politeness/exchange.ts";
import { Pacer } from "../../crawler/politeness/pacer.ts";
import { RobotsGate } from "../../crawler/robots/robots-gate.ts";
import type { CrawlSettings } from "../../crawler/settings.ts";
import type { CrawlStore, TargetStore } from "../../crawler/store-port.ts";
import type { Store } from "../../db/open-store.ts";

/** With what the way to the network is opened for a run of checks. */
export interface CheckNetworkParts {
  readonly crawlId: number;
  readonly registry: Registry;
  readonly store: CrawlStore;
  readonly settings: CrawlSettings;
  readonly resolver: Resolver;
  readonly clock: Clock;
  readonly headers: Readonly<Record<string, string>>;
  /** Aborted: nothing more is asked. */
  readonly signal: AbortSignal;
  /** Hosts whose owners want to be left alone; it may grow. */
  readonly exclusions: ReadonlySet<string>;
}

/** The way to the network, and how to end its connections. */
export interface CheckNetwork {
  readonly exchanger: Exchanger;
  readonly mayFetch: MayFetch;
  readonly close: () => Promise<void>;
}

/** Opens the way to the network that checks share with crawls: robots first, every host at its pace. */
export function openCheckNetwork(parts: CheckNetworkParts): CheckNetwork {
  const { store, settings, resolver, clock, headers } = parts;
  const fetcher = undiciFetcher({ settings, resolver, clock });
  const pacer = new Pacer(settings, clock);
  const robots = new RobotsGate({ store, fetcher, pacer, clock, settings, headers });
  const exchange: Exchanger["exchange"] = async (order) => {
    const url = order.url as CanonicalUrl;
    if (parts.exclusions.has(hostOf(url).replace(/:\d+$/, ""))) return { kind: "refused", reason: "opt-out" };
    if (parts.signal.aborted) return { kind: "held", untilMs: clock.nowMs(), why: "stopping" };
    return await pacer.run(ownerKeyOf(url), async () => await fetcher.fetch(order));
  };
  return {
    exchanger: { exchange },
    mayFetch: async (url) => await robots.judge(url),
    close: async () => await fetcher.close(),
  };
}

/** A store that keeps the state of link targets. */
export interface CheckedStore {
  readonly targetStore: () => TargetStore;
}

/** The states of link targets in a store. */
export function targetStoreOf(store: Store): TargetStore {
  return (store as Store & CheckedStore).targetStore();
}
