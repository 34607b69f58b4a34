import type { CrawlSettings } from "../settings.ts";

/** What we remember of a host. */
export interface HostHistory {
  /** Mean response time, recent answers counting most; null before the first. */
  readonly latencyMs: number | null;
  /** What its robots.txt asks for; null when it asks for nothing. */
  readonly crawlDelayMs: number | null;
}

/** Weight of the newest answer in the mean response time. */
const NEWEST_SHARE = 0.5;

/** Pause after an answer before the next request to the same host, in milliseconds: the longest of all claims on us. */
export function nextDelayMs(history: HostHistory, settings: CrawlSettings): number {
  const adaptiveMs = Math.min(settings.latencyFactor * (history.latencyMs ?? 0), settings.maxAdaptiveDelayMs);
  return Math.ceil(Math.max(settings.minDelayMs, adaptiveMs, history.crawlDelayMs ?? 0));
}

/** Mean response time after one more answer. An error never shortens it (crawler.md § 1). */
export function nextLatencyMs(history: HostHistory, durationMs: number, isSuccess: boolean): number {
  if (history.latencyMs === null) return durationMs;
  const mean = history.latencyMs + NEWEST_SHARE * (durationMs - history.latencyMs);
  return isSuccess ? mean : Math.max(mean, history.latencyMs);
}
