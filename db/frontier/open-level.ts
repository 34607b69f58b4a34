import { SITEMAP_DEPTH } from "../../crawler/ports.ts";
import type { CrawlManifest } from "../../crawler/store-port.ts";
import type { LevelCounts } from "./level-counts.ts";

/** What bounds the frontier of a crawl. */
export type FrontierLimits = Pick<
  CrawlManifest,
  "pageBudget" | "zonePages" | "zoneDurationMs" | "maxSegmentShare" | "maxQueriesPerPath"
>;

/** 1: every site its reference zone; 2: deeper. */
export type Round = 1 | 2;

/** Level of a site's sitemaps. */
export const SITEMAP_LEVEL = SITEMAP_DEPTH - 1;

/** Level of pages that others of their site go before: beyond every depth. */
export const SURPLUS_LEVEL = 1_000_000;

/** A site as far as its level depends on it. */
export interface SiteProgress {
  /** Pages that were given out, each once. */
  readonly counted: number;
  /** Pages and sitemaps that wait or are under way for the first time, on hosts that are not parked. */
  readonly held: LevelCounts;
}

/** Pages that a site may still be given in this round. */
export function allowanceOf(site: SiteProgress, limits: FrontierLimits, round: Round): number {
  const { pageBudget, zonePages } = limits;
  return (round === 1 ? Math.min(zonePages, pageBudget) : pageBudget) - site.counted;
}

/**
 * The level of a site whose tasks may be given out, or null when none may (crawler.md § 3). Pages nearest to the home
 * first; sitemaps when the zone is done; what only sitemaps name, and what is beyond its segment's share, in the second
 * round.
 */
export function openLevel(site: SiteProgress, limits: FrontierLimits, round: Round): number | null {
  const nearest = site.held.first();
  const hasPages = allowanceOf(site, limits, round) > 0;
  const sitemaps = site.held.at(SITEMAP_LEVEL) > 0 ? SITEMAP_LEVEL : null;
  if (round === 1) return hasPages && nearest !== null && nearest < SITEMAP_LEVEL ? nearest : sitemaps;
  return sitemaps ?? (hasPages ? nearest : null);
}

/** Whether a site in the first round has more of its reference zone to come, time aside. */
export function hasZoneLeft(site: SiteProgress & { readonly again: number }, limits: FrontierLimits): boolean {
  if (allowanceOf(site, limits, 1) <= 0) return false;
  const nearest = site.held.first();
  return site.again > 0 || (nearest !== null && nearest < SITEMAP_LEVEL);
}
