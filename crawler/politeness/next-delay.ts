import type { HostMemory } from "../ports.ts";
import { SHORTEST_DELAY_MS, type CrawlSettings } from "../settings.ts";

/** Weight of the newest answer in the mean response time. */
const NEWEST_SHARE = 0.5;

/** What makes the pause of a host. */
export interface PaceClaims extends Pick<HostMemory, "latencyMs" | "crawlDelayMs"> {
  /** A host of our own, served from a private address: nobody else is hurried. */
  readonly isPrivate: boolean;
}

/** Pause after an answer before the next request to the same host, in milliseconds: the longest of all claims on us. */
export function nextDelayMs(host: PaceClaims, settings: CrawlSettings): number {
  const adaptiveMs = Math.min(settings.latencyFactor * (host.latencyMs ?? 0), settings.maxAdaptiveDelayMs);
  const floorMs = host.isPrivate ? 0 : SHORTEST_DELAY_MS;
  return Math.ceil(Math.max(floorMs, settings.minDelayMs, adaptiveMs, host.crawlDelayMs ?? 0));
}

/** Mean response time after one more answer. An error never shortens it (crawler.md § 1). */
export function nextLatencyMs(latencyMs: number | null, durationMs: number, isSuccess: boolean): number {
  if (latencyMs === null) return durationMs;
  const mean = latencyMs + NEWEST_SHARE * (durationMs - latencyMs);
  return isSuccess ? mean : Math.max(mean, latencyMs);
}

/** A pause that robots.txt may ask for without fewer pages being read: ten minutes for ten pages. */
const USUAL_DELAY_MS = 60_000;

/**
 * Pages that may be asked of a host whose robots.txt wants long pauses: the budget shrinks so that the host is not worked
 * at for longer than one which asks for a minute between pages. At least 1.
 */
export function shrunkBudget(pageBudget: number, crawlDelayMs: number | null): number {
  if (crawlDelayMs === null || crawlDelayMs <= USUAL_DELAY_MS) return pageBudget;
  return Math.max(1, Math.floor((pageBudget * USUAL_DELAY_MS) / crawlDelayMs));
}
