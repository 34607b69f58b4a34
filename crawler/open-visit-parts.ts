import type { CrawlOptions } from "./crawl-options.ts";
import { seededRandom } from "../core/seeded-random.ts";
import { undiciFetcher } from "./fetch/undici-fetcher.ts";
import { requestHeaders } from "./page-request.ts";
import { ExchangeDesk, type DeskParts } from "./politeness/exchange-desk.ts";
import { Probes } from "./probes.ts";
import { RecentAddresses } from "./recent-addresses.ts";
import { registeredHosts } from "./registered-hosts.ts";
import { readingHere } from "./reading/page-reading.ts";
import { Renderings } from "./render/renderings.ts";
import { RobotsGate } from "./robots/robots-gate.ts";
import type { VisitParts } from "./visit-parts.ts";

/** The parts that visits are made with, wired to each other, and how to end their connections. */
export function openVisitParts(options: CrawlOptions & Pick<DeskParts, "crawlId" | "exclusions" | "isResumed">): {
  readonly parts: VisitParts;
  readonly close: () => Promise<void>;
} {
  const { crawlId, store, settings, clock, signal, exclusions, isResumed, siteOf } = options;
  const fetcher = undiciFetcher({
    settings,
    resolver: options.resolver,
    clock,
    registeredHosts: registeredHosts(options.registry),
  });
  const random = seededRandom(crawlId);
  const desk = new ExchangeDesk({ crawlId, fetcher, store, settings, clock, random, signal, exclusions, isResumed });
  const headers = requestHeaders(settings, options.codeVersion);
  const robots = new RobotsGate({
    store,
    exchanger: desk,
    setCrawlDelay: (ownerKey, delayMs) => desk.setCrawlDelay(ownerKey, delayMs),
    clock,
    settings,
    headers,
  });
  const isForbidden: RobotsGate["isForbidden"] = (url) => robots.isForbidden(url);
  const restMs: ExchangeDesk["restMs"] = (ownerKey) => desk.restMs(ownerKey);
  const renderings = new Renderings(options.renderer, { crawlId, store, settings });
  const reading = options.reading ?? readingHere();
  const parts: VisitParts = {
    crawlId,
    store,
    desk,
    robots,
    probes: new Probes({ crawlId, store, exchanger: desk, restMs, isForbidden, settings, headers }),
    renderings,
    reading,
    clock,
    settings,
    headers,
    rules: { siteOf, maxDepthClicks: settings.maxDepthClicks, recent: new RecentAddresses(), isForbidden },
    exclusions,
  };
  const close = async (): Promise<void> => {
    await Promise.all([fetcher.close(), renderings.renderer?.close(), reading.close()]);
  };
  return { parts, close };
}
