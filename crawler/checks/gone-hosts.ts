import type { CanonicalUrl } from "../../core/url.ts";
import type { Exchanger } from "../politeness/exchange.ts";
import { isGoneFailure, type GoneFailure } from "./check-rules.ts";

/** Whether an address may be asked; or that nobody is there to ask, which says what its check would find. */
export type MayAsk = "allowed" | "disallowed" | "not-now" | { readonly kind: "gone"; readonly code: GoneFailure };

/**
 * Remembers origins whose robots.txt could not be asked for since there is no such host, or nobody at its door. Rules that
 * cannot be read forbid to ask (RFC 9309 § 2.3.1.4), but of a target there the answer is known already.
 */
export class GoneHosts {
  readonly #codes = new Map<string, GoneFailure>();

  /** The exchanger, watched: robots.txt has to be asked for through it. */
  watch(exchanger: Exchanger): Exchanger {
    return {
      exchange: async (order) => {
        const result = await exchanger.exchange(order);
        if (order.purpose !== "robots") return result;
        const { origin } = new URL(order.url);
        if (result.kind === "failed" && isGoneFailure(result.code)) this.#codes.set(origin, result.code);
        else this.#codes.delete(origin);
        return result;
      },
    };
  }

  /** What robots.txt says of an address, and whether its host is gone. */
  judge(url: CanonicalUrl, verdict: "allowed" | "disallowed" | "not-now"): MayAsk {
    const code = this.#codes.get(new URL(url).origin);
    return verdict === "not-now" && code !== undefined ? { kind: "gone", code } : verdict;
  }
}
