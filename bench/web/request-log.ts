/** What was asked for: a page of the web, a robots.txt, or anything else (answered 404). */
export type RequestKind = "page" | "robots" | "other";

/** One answered request, by the server's clock, which all processes of the machine share. */
export interface LoggedRequest {
  readonly host: number;
  readonly kind: RequestKind;
  /** Number of the page; -1 for what is none. */
  readonly page: number;
  /** When its head was read, and when the last byte of the answer was handed over: milliseconds since 1970. */
  readonly startMs: number;
  readonly endMs: number;
}

/** What a server counted. */
export interface RequestCounts {
  readonly pages: number;
  readonly distinctPages: number;
  readonly robots: number;
  readonly others: number;
}

/** Milliseconds since 1970 with fractions: comparable between processes of one machine. */
export function preciseNowMs(): number {
  return performance.timeOrigin + performance.now();
}

/** Counts of a log by kind. */
export function countRequests(log: readonly LoggedRequest[]): RequestCounts {
  const pages = log.filter(({ kind }) => kind === "page");
  return {
    pages: pages.length,
    distinctPages: new Set(pages.map(({ host, page }) => `${host} ${page}`)).size,
    robots: log.filter(({ kind }) => kind === "robots").length,
    others: log.filter(({ kind }) => kind === "other").length,
  };
}
