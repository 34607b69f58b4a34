import type { RobotsPattern } from "./match-pattern.ts";

/** One `allow` or `disallow` record, its pattern in the one spelling of `normalizePattern`. */
export interface RobotsRule {
  readonly isAllowed: boolean;
  readonly pattern: RobotsPattern;
}

/** A run of `user-agent` lines with what holds for them. Runs that only a pace record divides share their rules. */
export interface RobotsGroup {
  /** Product tokens in lower case; `*` for all. */
  readonly agents: readonly string[];
  readonly rules: readonly RobotsRule[];
  /** Seconds between requests that the records just below these agents ask for; null when none does. */
  readonly crawlDelaySeconds: number | null;
  readonly requestRateSeconds: number | null;
}

/** A robots.txt file understood. */
export interface RobotsRules {
  readonly groups: readonly RobotsGroup[];
  /** Addresses of `sitemap` records, as written. */
  readonly sitemaps: readonly string[];
}

const KEPT_OCTET = /^[A-Za-z0-9\-._~]$/;

/**
 * The path and query of an address in one spelling, so that octets compare (RFC 9309 § 2.2.2): non-ASCII octets are
 * escaped, escapes of unreserved octets decoded, other escapes in upper case. `*` and `$` are escaped, being no wildcards.
 */
export function normalizePath(text: string): string {
  return normalizeOctets(text).replaceAll("*", "%2A").replaceAll("$", "%24");
}

/** A pattern in the same spelling: `*` and a final `$` keep their meaning, a `$` elsewhere is literal. It begins at the root. */
export function normalizePattern(text: string): string {
  const isAnchored = text.endsWith("$");
  const body = normalizeOctets(isAnchored ? text.slice(0, -1) : text).replaceAll("$", "%24");
  const rooted = /^[/*]/.test(body) ? body : `/${body}`;
  return isAnchored ? `${rooted}$` : rooted;
}

function normalizeOctets(text: string): string {
  return encodeNonAscii(text).replaceAll(/%[0-9a-f]{2}/gi, (escape) => {
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return KEPT_OCTET.test(character) ? character : escape.toUpperCase();
  });
}

function encodeNonAscii(text: string): string {
  return text.replaceAll(/[\u0080-\uFFFF]+/g, (run) => encodeURIComponent(run.toWellFormed()));
}
