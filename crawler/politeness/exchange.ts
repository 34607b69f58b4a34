import type { FetchOrder, FetchResult } from "../fetch/fetcher.ts";
import type { ExchangePurpose } from "../store-port.ts";

/** One exchange to make with a host, and what it is for: the host's owner is told. */
export interface ExchangeOrder extends FetchOrder {
  readonly purpose: ExchangePurpose;
}

/**
 * How an exchange ended. `held`: nothing was asked, since the host is to be left alone until `untilMs` (wall clock;
 * Infinity: for the rest of this run).
 */
export type ExchangeResult =
  | FetchResult
  | { readonly kind: "refused"; readonly reason: "opt-out" }
  | { readonly kind: "held"; readonly untilMs: number; readonly why: string };

/** The only way to the network: makes an exchange when its host and its address may be asked, and learns from it. */
export interface Exchanger {
  readonly exchange: (order: ExchangeOrder) => Promise<ExchangeResult>;
}
