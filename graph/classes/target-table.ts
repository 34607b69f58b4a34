import type { StoredTarget } from "../../core/crawl-record.ts";
import type { CanonicalUrl } from "../../core/url.ts";
import { OFF_MAP } from "../perimeter.ts";
import type { Perimeter } from "../perimeter.ts";
import { isSignIn } from "./is-sign-in.ts";

/** What is known of the addresses that zones link to, one row each, in columns. */
export interface TargetTable {
  /** Number of the site after redirects, or `OFF_MAP`. */
  readonly site: Int32Array;
  /** The same number for rows whose redirects end at one address, below `finalCount`. */
  readonly final: Uint32Array;
  readonly finalCount: number;
  /** Number of the zone page that it is, or −1. */
  readonly page: Int32Array;
  /** 1 for the home page of its site. */
  readonly isHome: Uint8Array;
  /** 1 when no link to it counts: a sign-in page, or a page that does not answer. */
  readonly isDead: Uint8Array;
  /** Where redirects of the addresses asked for end. */
  readonly finalOf: ReadonlyMap<CanonicalUrl, CanonicalUrl>;
}

export interface TargetQuestion {
  readonly perimeter: Perimeter;
  /** Rows by target id; other targets are only looked at for `follow`. */
  readonly rows: ReadonlyMap<number, number>;
  readonly zonePage: ReadonlyMap<CanonicalUrl, number>;
  /** Addresses whose final address is asked for. */
  readonly follow: ReadonlySet<CanonicalUrl>;
  /** Whether any page of a site was read. */
  readonly isRead: (site: number) => boolean;
}

/** Reads the targets once. */
export function targetTable(targets: Iterable<StoredTarget>, question: TargetQuestion): TargetTable {
  const { perimeter, rows, zonePage, follow } = question;
  const site = new Int32Array(rows.size).fill(OFF_MAP);
  const final = new Uint32Array(rows.size);
  const page = new Int32Array(rows.size).fill(-1);
  const isHome = new Uint8Array(rows.size);
  const isDead = new Uint8Array(rows.size);
  const finals = new Map<number, number>();
  const finalOf = new Map<CanonicalUrl, CanonicalUrl>();
  const homeFinals = new Set<number>();
  for (const target of targets) {
    if (follow.has(target.url)) finalOf.set(target.url, target.finalUrl);
    const number = siteOfTarget(target, perimeter);
    const home =
      number !== OFF_MAP && (perimeter.homeOf(target.url) === number || perimeter.homeOf(target.finalUrl) === number);
    const row = rows.get(target.targetId);
    if (row === undefined && !home) continue;
    const finalNumber = finals.get(target.finalId) ?? finals.size;
    finals.set(target.finalId, finalNumber);
    if (home) homeFinals.add(finalNumber);
    if (row === undefined) continue;
    site[row] = number;
    final[row] = finalNumber;
    page[row] = zonePage.get(target.finalUrl) ?? -1;
    isDead[row] = Number(isBroken(target, number === OFF_MAP || question.isRead(number)) || isSignIn(target.finalUrl));
  }
  // A home page may redirect to an inner address, which some pages link directly: it is the home page all the same.
  for (const [row, finalNumber] of final.entries()) isHome[row] = Number(homeFinals.has(finalNumber));
  return { site, final, finalCount: finals.size, page, isHome, isDead, finalOf };
}

function siteOfTarget(target: StoredTarget, perimeter: Perimeter): number {
  const given = target.siteId === null ? undefined : perimeter.numberOf.get(target.siteId);
  return given ?? perimeter.siteOf(target.finalUrl);
}

/** A page that answers with an error, or not at all, on a site that otherwise does: when all of it is down, who links to it still counts. */
function isBroken({ outcome }: StoredTarget, siteAnswers: boolean): boolean {
  return siteAnswers && (outcome === "http-error" || outcome === "failed");
}
