import type { CanonicalUrl } from "../core/url.ts";
import type { SkipReason } from "../core/visit.ts";

const MAX_SEGMENTS = 20;
const MAX_LENGTH = 2083;
const MAX_REPEATS = 3;

/** Why an address looks like one of an endless supply, or null (crawler.md § 3). */
export function trapOf(url: CanonicalUrl): SkipReason | null {
  if (url.length > MAX_LENGTH) return "trap:length";
  const [path = ""] = url.slice(url.indexOf("/", url.indexOf("//") + 2)).split("?", 1);
  const segments = path.split("/").filter((segment) => segment !== "");
  if (segments.length > MAX_SEGMENTS) return "trap:segments";
  return hasRepeatedPair(segments) ? "trap:repeat" : null;
}

/** The same two segments in a row, three times over. */
function hasRepeatedPair(segments: readonly string[]): boolean {
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
