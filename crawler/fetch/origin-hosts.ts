import { requestTarget, type HostExceptions } from "./request-target.ts";

/** Whom requests to an origin reach: `given`: where the configuration serves it from; `named`: a host to look up, or an address. */
export type OriginHost =
  | { readonly kind: "given"; readonly address: string }
  | { readonly kind: "named"; readonly hostname: string }
  | { readonly kind: "refused" };

/** How addresses begin that are spelled plainly. Nothing behind the slash can change whom they reach. */
const PLAIN_ORIGIN = /^https?:\/\/[a-z0-9.-]+(?::\d+)?\//;
/** Origins remembered at most; then all are forgotten. */
const MAX_ORIGINS = 10_000;

/** Tells whom addresses reach, as `requestTarget` has it. It is asked several times for each exchange, so it remembers origins. */
export class OriginHosts {
  readonly #exceptions: HostExceptions;
  readonly #known = new Map<string, OriginHost>();

  constructor(exceptions: HostExceptions) {
    this.#exceptions = exceptions;
  }

  of(url: string): OriginHost {
    const origin = PLAIN_ORIGIN.exec(url)?.[0];
    if (origin === undefined) return this.#read(url);
    const known = this.#known.get(origin);
    if (known !== undefined) return known;
    const host = this.#read(url);
    if (this.#known.size >= MAX_ORIGINS) this.#known.clear();
    this.#known.set(origin, host);
    return host;
  }

  #read(url: string): OriginHost {
    const target = requestTarget(url, this.#exceptions);
    if (target.kind === "refused") return { kind: "refused" };
    if (target.kind === "public") return { kind: "named", hostname: target.hostname };
    return { kind: "given", address: bareHost(new URL(target.origin).hostname) };
  }
}

/** A URL's host without the brackets of an IPv6 address. */
export function bareHost(hostname: string): string {
  return hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
}
