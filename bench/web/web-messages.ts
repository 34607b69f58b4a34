import type { LoggedRequest } from "./request-log.ts";

/**
 * What the server's process is told: `mark` begins its CPU account anew (the warm-up is over), `forget` its log too,
 * `log` asks for all that was logged.
 */
export type WebOrder = "mark" | "forget" | "log";

/** What it says. */
export type WebReply =
  | { readonly kind: "ready"; readonly origins: readonly string[] }
  | { readonly kind: "log"; readonly log: readonly LoggedRequest[]; readonly cpuMs: number };
