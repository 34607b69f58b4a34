import type { Clock } from "../../core/clock.ts";
import type { CanonicalUrl } from "../../core/url.ts";
import type { Exchanger, ExchangeResult } from "../politeness/exchange.ts";
import type { CrawlSettings } from "../settings.ts";
import { needsGet, nextHopUrl, outcomeOf, type Hop, type HopResult } from "./check-outcome.ts";
import type { CheckOutcome } from "./check-rules.ts";
import type { MayAsk } from "./gone-hosts.ts";

/** Whether an address may be asked: its robots.txt decides. `not-now`: that could not be read. */
export type MayFetch = (url: CanonicalUrl) => Promise<MayAsk>;

/** What a target is asked with. */
export interface CheckTools {
  readonly exchanger: Exchanger;
  readonly mayFetch: MayFetch;
  readonly settings: CrawlSettings;
  readonly headers: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Takes one of the addresses that a host may be asked for in this run; false when none is left. */
  readonly takeTurn: (url: CanonicalUrl) => boolean;
}

/** Follows one target to its end. Null: it could not be asked now, and is left for another run. */
export async function checkTarget(target: CanonicalUrl, tools: CheckTools): Promise<CheckOutcome | null> {
  const first = await askHop(target, tools);
  if (first === null) return null;
  const hops: [Hop, ...Hop[]] = [{ url: target, result: first }];
  for (let url = nextHopUrl(hops); url !== null; url = nextHopUrl(hops)) {
    if (hops.length > tools.settings.maxRedirectHops) break;
    const result = await askHop(url, tools);
    if (result === null) return null;
    hops.push({ url, result });
  }
  return outcomeOf(hops);
}

/** Robots first, then HEAD, then GET when HEAD says too little. */
async function askHop(url: CanonicalUrl, tools: CheckTools): Promise<HopResult | null> {
  if (tools.signal.aborted || !tools.takeTurn(url)) return null;
  const verdict = await tools.mayFetch(url);
  if (verdict === "not-now") return null;
  if (typeof verdict === "object") return { kind: "gone", code: verdict.code };
  if (verdict === "disallowed") return { kind: "refused", reason: "robots" };
  const head = await exchange(url, "HEAD", tools);
  const result = head.kind !== "held" && needsGet(head) ? await getAfterHead(url, tools) : head;
  return result.kind === "held" || isCutOff(result, tools) ? null : result;
}

/** Stopping cuts connections off: a failure then says nothing of the target. */
function isCutOff(result: ExchangeResult, tools: CheckTools): boolean {
  return result.kind === "failed" && tools.signal.aborted;
}

/** A 503 to our HEAD makes the host rest. We wait for it once, as long as a crawl would; else the target stays unknown. */
async function getAfterHead(url: CanonicalUrl, tools: CheckTools): Promise<ExchangeResult> {
  const get = await exchange(url, "GET", tools);
  const { clock, signal, settings } = tools;
  if (get.kind !== "held" || signal.aborted) return get;
  const restMs = get.untilMs - clock.nowMs();
  if (restMs > settings.maxIdleMs) return get;
  try {
    await clock.sleep(Math.max(0, restMs), signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    return get;
  }
  return await exchange(url, "GET", tools);
}

/** Either method ends after the headers. */
async function exchange(url: CanonicalUrl, method: "HEAD" | "GET", tools: CheckTools): Promise<ExchangeResult> {
  const { headers, exchanger } = tools;
  return await exchanger.exchange({ url, method, headers, maxBodyBytes: 0, wantsBody: never, purpose: "check" });
}

function never(): boolean {
  return false;
}
