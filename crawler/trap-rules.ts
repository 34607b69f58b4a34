import type { CanonicalUrl } from "../core/url.ts";
import type { SkipReason } from "../core/visit.ts";

const MAX_SEGMENTS = 20;
const MAX_LENGTH = 2083;
const MAX_REPEATS = 3;

const SLASH = 47;
const QUESTION_MARK = 63;

/** Hashes of the segments of the address under judgement, kept between calls so that a page's many links allocate nothing. */
const segmentHashes = new Int32Array(MAX_SEGMENTS);

/** Why an address looks like one of an endless supply, or null (crawler.md § 3). One pass, whatever the address. */
export function trapOf(url: CanonicalUrl): SkipReason | null {
  if (url.length > MAX_LENGTH) return "trap:length";
  const start = url.indexOf("/", url.indexOf("//") + 2);
  let count = 0;
  let hash = 0;
  let isInSegment = false;
  for (let at = start; at <= url.length; at += 1) {
    const code = at === url.length ? QUESTION_MARK : url.charCodeAt(at);
    if (code !== SLASH && code !== QUESTION_MARK) {
      hash = (Math.imul(hash, 31) + code) | 0;
      isInSegment = true;
      continue;
    }
    if (isInSegment) {
      if (count === MAX_SEGMENTS) return "trap:segments";
      segmentHashes[count] = hash;
      count += 1;
    }
    if (code === QUESTION_MARK) break;
    hash = 0;
    isInSegment = false;
  }
  return mayRepeat(count) && hasRepeatedPair(url.slice(start)) ? "trap:repeat" : null;
}

/**
 * The key under which an address's queries are counted: the address without its query; null when it has none, so that it is no
 * variant of a page but the page.
 */
export function queryKeyOf(url: CanonicalUrl): string | null {
  const mark = url.indexOf("?");
  return mark === -1 ? null : url.slice(0, mark);
}

/** Whether one more address with a query is one too many, when so many with the same `queryKeyOf` are known already. */
export function queryTrap(known: number, maxQueriesPerPath: number): SkipReason | null {
  return known >= maxQueriesPerPath ? "trap:queries" : null;
}

/** Whether two neighbouring hashes come three times. Equal segments have equal hashes: a no is certain. */
function mayRepeat(count: number): boolean {
  for (let first = 0; first + MAX_REPEATS < count; first += 1) {
    let times = 1;
    for (let other = first + 1; other + 1 < count; other += 1) {
      const isSame =
        segmentHashes[other] === segmentHashes[first] && segmentHashes[other + 1] === segmentHashes[first + 1];
      if (isSame) times += 1;
      if (times >= MAX_REPEATS) return true;
    }
  }
  return false;
}

/** The same two segments in a row, three times over. */
function hasRepeatedPair(pathAndQuery: string): boolean {
  const [path = ""] = pathAndQuery.split("?", 1);
  const segments = path.split("/").filter((segment) => segment !== "");
  const counts = new Map<string, number>();
  for (const [index, segment] of segments.entries()) {
    const next = segments[index + 1];
    if (next === undefined) continue;
    const pair = `${segment}/${next}`;
    const count = (counts.get(pair) ?? 0) + 1;
    if (count >= MAX_REPEATS) return true;
    counts.set(pair, count);
  }
  return false;
}
