import { canonicalizeUrl, type CanonicalUrl } from "../../core/url.ts";
import type { Clock } from "../../core/clock.ts";
import { ownerKeyOf } from "../owner-key.ts";
import type { Exchanger } from "../politeness/exchange.ts";
import type { OwnerKey, RobotsRecord } from "../ports.ts";
import type { CrawlSettings } from "../settings.ts";
import { sitemapSeeds } from "../sitemap.ts";
import type { CrawlStore } from "../store-port.ts";
import { ROBOTS_SIZE_BYTES, parseRobots, type RobotsRules } from "./parse-robots.ts";
import { allowsAll, crawlDelaySeconds, mayFetch, requestRateSeconds, robotsForStatus } from "./robots-access.ts";
import { slower } from "./robots-pace.ts";

/** Name that we look for in robots.txt. */
export const ROBOTS_TOKEN = "Maillage";

/** Whether a page may be fetched. `not-now`: its robots.txt could not be read. */
export type RobotsVerdict = "allowed" | "disallowed" | "not-now";

/** What the gate is made with. */
export interface RobotsGateParts {
  readonly store: Pick<CrawlStore, "robotsOf" | "keepRobots">;
  readonly exchanger: Exchanger;
  /** Told what a host's file asks for between two requests, in milliseconds; null when it asks for nothing. */
  readonly setCrawlDelay: (ownerKey: OwnerKey, crawlDelayMs: number | null) => void;
  readonly clock: Clock;
  readonly settings: CrawlSettings;
  readonly headers: Readonly<Record<string, string>>;
}

interface Known {
  readonly access: ReturnType<typeof robotsForStatus>;
  readonly rules: RobotsRules;
  /** Nothing is forbidden to us: no address needs to be judged. */
  readonly allowsAll: boolean;
  readonly sitemaps: readonly CanonicalUrl[];
  readonly fetchedMs: number;
  readonly failures: number;
}

/** Why a file was not asked for. */
type Unread = "held" | "refused";

const NO_RULES: RobotsRules = { groups: [], sitemaps: [] };

/** Reads each origin's robots.txt before anything else there, and keeps it for a day. */
export class RobotsGate {
  readonly #parts: RobotsGateParts;
  readonly #known = new Map<string, Known>();
  readonly #reading = new Map<string, Promise<Known | Unread>>();

  constructor(parts: RobotsGateParts) {
    this.#parts = parts;
  }

  /** Judges an address, fetching its origin's robots.txt when it is not known or too old. */
  async judge(url: CanonicalUrl): Promise<RobotsVerdict> {
    const origin = originOf(url);
    const known = this.#fresh(url, origin) ?? (await this.#readOnce(url, origin));
    // Nothing was asked of a host that must not be asked: the page's own exchange says why.
    if (known === "refused") return "allowed";
    if (known === "held" || known.access === "disallow-all") return "not-now";
    return known.allowsAll || mayFetch(known.rules, ROBOTS_TOKEN, url) ? "allowed" : "disallowed";
  }

  /** Whether rules that are known already forbid an address. Asks nobody. */
  isForbidden(url: CanonicalUrl): boolean {
    const known = this.#known.get(originOf(url));
    return known?.access === "parse" && !known.allowsAll && !mayFetch(known.rules, ROBOTS_TOKEN, url);
  }

  /** Where the sitemaps of an address's origin may be: where its file says, once that is known, and where they usually are. */
  sitemapsOf(url: CanonicalUrl): readonly CanonicalUrl[] {
    const origin = originOf(url);
    return this.#known.get(origin)?.sitemaps ?? sitemapSeeds([], origin);
  }

  /** How long the file of an address's origin is not asked for again after it could not be read, in milliseconds. */
  retryMs(url: CanonicalUrl): number {
    const { robotsRetryMs, robotsLifetimeMs } = this.#parts.settings;
    const failures = this.#known.get(originOf(url))?.failures ?? 1;
    return Math.min(robotsRetryMs * 2 ** Math.max(0, failures - 1), robotsLifetimeMs);
  }

  #fresh(url: CanonicalUrl, origin: string): Known | null {
    const known = this.#known.get(origin) ?? this.#stored(url, origin);
    if (known === null) return null;
    const lifetimeMs = known.access === "disallow-all" ? this.retryMs(url) : this.#parts.settings.robotsLifetimeMs;
    const ageMs = this.#parts.clock.nowMs() - known.fetchedMs;
    return ageMs >= 0 && ageMs < lifetimeMs ? known : null;
  }

  #stored(url: CanonicalUrl, origin: string): Known | null {
    const record = this.#parts.store.robotsOf(origin);
    return record === null ? null : this.#learn(record, url);
  }

  /** One reading of a file at a time, however many ask for it. */
  async #readOnce(url: CanonicalUrl, origin: string): Promise<Known | Unread> {
    const under = this.#reading.get(origin) ?? this.#read(url, origin);
    this.#reading.set(origin, under);
    try {
      return await under;
    } finally {
      this.#reading.delete(origin);
    }
  }

  async #read(url: CanonicalUrl, origin: string): Promise<Known | Unread> {
    const answer = await this.#fetchFollowing(`${origin}/robots.txt`);
    if (typeof answer === "string") return answer;
    const isFailure = this.#accessOf(answer.httpStatus) === "disallow-all" && !this.#isForbidding(answer.httpStatus);
    const failures = isFailure ? (this.#known.get(origin)?.failures ?? 0) + 1 : 0;
    const record = { origin, ...answer, failures };
    this.#parts.store.keepRobots(record);
    return this.#learn(record, url);
  }

  #learn(record: RobotsRecord, url: CanonicalUrl): Known {
    const access = this.#accessOf(record.httpStatus);
    const rules = access === "parse" ? parseRobots(record.body) : NO_RULES;
    const { origin, fetchedMs, failures } = record;
    const sitemaps = sitemapSeeds(rules.sitemaps, origin);
    const known = { access, rules, allowsAll: allowsAll(rules, ROBOTS_TOKEN), sitemaps, fetchedMs, failures };
    this.#known.set(origin, known);
    const seconds = slower(crawlDelaySeconds(rules, ROBOTS_TOKEN), requestRateSeconds(rules, ROBOTS_TOKEN));
    this.#parts.setCrawlDelay(ownerKeyOf(url), seconds === null ? null : seconds * 1000);
    return known;
  }

  #accessOf(httpStatus: number | null): Known["access"] {
    return this.#isForbidding(httpStatus) ? "disallow-all" : robotsForStatus(httpStatus);
  }

  #isForbidding(httpStatus: number | null): boolean {
    return this.#parts.settings.forbiddenRobots === "strict" && (httpStatus === 401 || httpStatus === 403);
  }

  /** The file, through at most five redirects, each at the pace of its own host (RFC 9309 § 2.3.1.2). */
  async #fetchFollowing(start: string): Promise<Omit<RobotsRecord, "origin" | "failures"> | Unread> {
    const { exchanger, clock, settings, headers } = this.#parts;
    const unread = { body: new Uint8Array(), fetchedMs: clock.nowMs() };
    let url = canonicalizeUrl(start);
    let httpStatus: number | null = null;
    for (let hop = 0; url !== null && hop <= settings.maxRedirectHops; hop += 1) {
      const order = { url, method: "GET", headers, maxBodyBytes: ROBOTS_SIZE_BYTES + 1, wantsBody: always } as const;
      const result = await exchanger.exchange({ ...order, purpose: "robots" });
      if (result.kind === "held") return "held";
      if (result.kind === "refused" && hop === 0) return "refused";
      if (result.kind !== "answer") return { ...unread, httpStatus: null, fetchedMs: clock.nowMs() };
      ({ httpStatus } = result);
      const location = result.headers["location"];
      if (httpStatus < 300 || httpStatus > 399 || location === undefined) {
        const isRead = httpStatus >= 200 && httpStatus <= 299;
        return { httpStatus, body: isRead ? result.body : unread.body, fetchedMs: clock.nowMs() };
      }
      url = canonicalizeUrl(location, url);
    }
    return { ...unread, httpStatus, fetchedMs: clock.nowMs() };
  }
}

/** Scheme, host and port of an address. */
function originOf(url: CanonicalUrl): string {
  return url.slice(0, url.indexOf("/", url.indexOf("//") + 2));
}

function always(): boolean {
  return true;
}
