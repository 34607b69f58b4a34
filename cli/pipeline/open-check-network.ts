import type { Clock } from "../../core/clock.ts";
import type { Registry } from "../../core/registry.ts";
import { seededRandom } from "../../core/seeded-random.ts";
import type { MayFetch } from "../../crawler/checks/check-target.ts";
import { GoneHosts } from "../../crawler/checks/gone-hosts.ts";
import type { Resolver } from "../../crawler/fetch/resolver.ts";
import { undiciFetcher } from "../../crawler/fetch/undici-fetcher.ts";
import type { Exchanger } from "../../crawler/politeness/exchange.ts";
import { ExchangeDesk } from "../../crawler/politeness/exchange-desk.ts";
import { registeredHosts } from "../../crawler/registered-hosts.ts";
import { RobotsGate } from "../../crawler/robots/robots-gate.ts";
import type { CrawlSettings } from "../../crawler/settings.ts";
import type { CrawlStore } from "../../crawler/store-port.ts";

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
  const { crawlId, store, settings, clock, headers, signal, exclusions } = parts;
  const hosts = registeredHosts(parts.registry);
  const fetcher = undiciFetcher({ settings, resolver: parts.resolver, clock, registeredHosts: hosts });
  const random = seededRandom(crawlId);
  // The crawl may have ended a moment ago.
  const isResumed = true;
  const desk = new ExchangeDesk({ crawlId, fetcher, store, settings, clock, random, signal, exclusions, isResumed });
  const gone = new GoneHosts();
  const robots = new RobotsGate({
    store,
    exchanger: gone.watch(desk),
    setCrawlDelay: (ownerKey, delayMs) => desk.setCrawlDelay(ownerKey, delayMs),
    clock,
    settings,
    headers,
  });
  return {
    exchanger: desk,
    mayFetch: async (url) => gone.judge(url, await robots.judge(url)),
    close: async () => await fetcher.close(),
  };
}
