import { canonicalizeUrl, type CanonicalUrl } from "../../core/url.ts";
import type { Clock } from "../../core/clock.ts";
import type { Fetcher } from "../fetch/fetcher.ts";
import { ownerKeyOf } from "../owner-key.ts";
import type { Pacer } from "../politeness/pacer.ts";
import type { CrawlStore, RobotsRecord } from "../ports.ts";
import type { CrawlSettings } from "../settings.ts";
import { ROBOTS_SIZE_BYTES, parseRobots, type RobotsRules } from "./parse-robots.ts";
import { crawlDelaySeconds, mayFetch, robotsForStatus } from "./robots-access.ts";

/** Name that we look for in robots.txt. */
export const ROBOTS_TOKEN = "Maillage";

/** Whether a page may be fetched now. `not-now`: its robots.txt could not be read. */
export type RobotsVerdict = "allowed" | "disallowed" | "not-now";

/** What the gate is made with. */
export interface RobotsGateParts {
  readonly store: CrawlStore;
  readonly fetcher: Fetcher;
  readonly pacer: Pacer;
  readonly clock: Clock;
  readonly settings: CrawlSettings;
  readonly headers: Readonly<Record<string, string>>;
}

interface Known {
  readonly access: ReturnType<typeof robotsForStatus>;
  readonly rules: RobotsRules;
  readonly fetchedMs: number;
}

const NO_RULES: RobotsRules = { groups: [], sitemaps: [] };

/** Reads each origin's robots.txt before anything else there, and keeps it for a day. */
export class RobotsGate {
  readonly #parts: RobotsGateParts;
  readonly #known = new Map<string, Known>();

  constructor(parts: RobotsGateParts) {
    this.#parts = parts;
  }

  /** Judges an address, fetching its origin's robots.txt when it is not known or too old. */
  async judge(url: CanonicalUrl): Promise<RobotsVerdict> {
    const { origin } = new URL(url);
    const known = this.#fresh(url, origin) ?? (await this.#read(url, origin));
    if (known.access === "disallow-all") return "not-now";
    return mayFetch(known.rules, ROBOTS_TOKEN, url) ? "allowed" : "disallowed";
  }

  #fresh(url: CanonicalUrl, origin: string): Known | null {
    const known = this.#known.get(origin) ?? this.#stored(url, origin);
    if (known === null) return null;
    const { robotsLifetimeMs, robotsRetryMs } = this.#parts.settings;
    const lifetimeMs = known.access === "disallow-all" ? robotsRetryMs : robotsLifetimeMs;
    return this.#parts.clock.nowMs() - known.fetchedMs < lifetimeMs ? known : null;
  }

  #stored(url: CanonicalUrl, origin: string): Known | null {
    const record = this.#parts.store.robotsOf(origin);
    return record === null ? null : this.#learn(record, url);
  }

  async #read(url: CanonicalUrl, origin: string): Promise<Known> {
    const record = { origin, ...(await this.#fetchFollowing(`${origin}/robots.txt`)) };
    this.#parts.store.keepRobots(record);
    return this.#learn(record, url);
  }

  #learn(record: RobotsRecord, url: CanonicalUrl): Known {
    const access = robotsForStatus(record.httpStatus);
    const rules = access === "parse" ? parseRobots(record.body) : NO_RULES;
    const known = { access, rules, fetchedMs: record.fetchedMs };
    this.#known.set(record.origin, known);
    const delay = crawlDelaySeconds(rules, ROBOTS_TOKEN);
    this.#parts.pacer.setCrawlDelay(ownerKeyOf(url), delay === null ? null : delay * 1000);
    return known;
  }

  /** The file, through at most five redirects, each at the pace of its own host (RFC 9309 § 2.3.1.2). */
  async #fetchFollowing(start: string): Promise<Omit<RobotsRecord, "origin">> {
    const { fetcher, pacer, clock, settings, headers } = this.#parts;
    let url = canonicalizeUrl(start);
    let httpStatus: number | null = null;
    for (let hop = 0; url !== null && hop <= settings.maxRedirectHops; hop += 1) {
      const asked = url;
      const order = {
        url: asked,
        method: "GET",
        headers,
        maxBodyBytes: ROBOTS_SIZE_BYTES + 1,
        wantsBody: always,
      } as const;
      const result = await pacer.run(ownerKeyOf(asked), async () => await fetcher.fetch(order));
      if (result.kind !== "answer") return { httpStatus: null, body: new Uint8Array(), fetchedMs: clock.nowMs() };
      ({ httpStatus } = result);
      const isRedirect = httpStatus >= 300 && httpStatus <= 399 && result.headers["location"] !== undefined;
      if (!isRedirect) {
        const isRead = httpStatus >= 200 && httpStatus <= 299;
        return { httpStatus, body: isRead ? result.body : new Uint8Array(), fetchedMs: clock.nowMs() };
      }
      url = canonicalizeUrl(result.headers["location"] ?? "", asked);
    }
    return { httpStatus, body: new Uint8Array(), fetchedMs: clock.nowMs() };
  }
}

function always(): boolean {
  return true;
}
