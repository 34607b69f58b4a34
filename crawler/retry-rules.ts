import type { Visit } from "../core/visit.ts";

const TWICE: ReadonlySet<string> = new Set(["dns-temporary", "connect-refused", "connect-timeout", "reset", "browser"]);
const ONCE: ReadonlySet<string> = new Set(["deadline", "protocol"]);

/** How often an outcome is worth another try (crawler.md § 8): server errors and what may pass by itself. */
export function retriesOf(visit: Visit): number {
  if (visit.kind === "http-error") return visit.httpStatus >= 500 ? 1 : 0;
  if (visit.kind === "blocked") return visit.httpStatus === 429 ? 2 : 0;
  if (visit.kind !== "failed") return 0;
  if (TWICE.has(visit.code)) return 2;
  return ONCE.has(visit.code) ? 1 : 0;
}
