import type { WebRequest } from "../kill/logged-web.ts";

/** How often each address was asked for. */
export function countByUrl(log: readonly WebRequest[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { url } of log) counts.set(url, (counts.get(url) ?? 0) + 1);
  return counts;
}

/** Addresses that were asked for more often than in the unbroken run, with how much more often; most first. */
export function extraFetches(
  unbroken: ReadonlyMap<string, number>,
  broken: ReadonlyMap<string, number>,
): readonly (readonly [url: string, extra: number])[] {
  return [...broken]
    .map(([url, count]) => [url, count - (unbroken.get(url) ?? 0)] as const)
    .filter(([, extra]) => extra > 0)
    .toSorted(([left, more], [right, fewer]) => fewer - more || (left < right ? -1 : 1));
}

/** Addresses of the unbroken run that the other never asked for. */
export function neverFetched(
  unbroken: ReadonlyMap<string, number>,
  broken: ReadonlyMap<string, number>,
): readonly string[] {
  return [...unbroken.keys()].filter((url) => !broken.has(url));
}

/** Shortest time from the end of an answer to the next start on the same host, in milliseconds; null when no host was asked twice. */
export function smallestGapMs(log: readonly WebRequest[]): number | null {
  const endOf = new Map<string, number>();
  let smallest: number | null = null;
  for (const { host, startMs, endMs } of log.toSorted((left, right) => left.startMs - right.startMs)) {
    const before = endOf.get(host);
    if (before !== undefined) smallest = Math.min(smallest ?? Number.POSITIVE_INFINITY, startMs - before);
    endOf.set(host, Math.max(before ?? 0, endMs ?? startMs));
  }
  return smallest;
}

/** Lines of one dump that the other has not, each way: `-` of the unbroken run, `+` of the broken one. */
export function dumpDifferences(unbroken: readonly string[], broken: readonly string[]): readonly string[] {
  const [expected, found] = [new Set(unbroken), new Set(broken)];
  const missing = unbroken.filter((line) => !found.has(line)).map((line) => `- ${line}`);
  const added = broken.filter((line) => !expected.has(line)).map((line) => `+ ${line}`);
  if (missing.length > 0 || added.length > 0 || unbroken.join("\n") === broken.join("\n"))
    return [...missing, ...added];
  return ["the same lines in another order or number"];
}
