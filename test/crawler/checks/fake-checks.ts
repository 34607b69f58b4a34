import { canonicalizeUrl, type CanonicalUrl } from "../../../core/url.ts";
import { checkTargets, type CheckProgress, type CheckRun } from "../../../crawler/checks/check-targets.ts";
import type { Exchanger, ExchangeOrder, ExchangeResult } from "../../../crawler/politeness/exchange.ts";
import { defaultCrawlSettings } from "../../../crawler/settings.ts";
import type { TargetCheck, TargetStore } from "../../../crawler/store-port.ts";
import { fakeClock, type FakeClock } from "../../support/fake-clock.ts";

/** What a fake web says to a request; null for what nobody serves. */
export type Answers = (method: string, url: string) => ExchangeResult;

/** An answer of a status with headers. */
export function answer(httpStatus: number, headers: Record<string, string> = {}): ExchangeResult {
  const body = new Uint8Array();
  const spent = { truncated: null, sizeBytes: 0, durationMs: 5, requests: 1, address: null, isVerified: true };
  return { kind: "answer", httpStatus, headers, body, hasBody: false, ...spent };
}

/** A failure without an answer. */
export function failure(code: string): ExchangeResult {
  return {
    kind: "failed",
    code,
    detail: code,
    durationMs: 5,
    requests: 1,
    sizeBytes: 0,
    address: null,
  } as ExchangeResult;
}

/** A page, and a redirect to somewhere. */
export const page = answer(200, { "content-type": "text/html; charset=utf-8" });
export const redirect = (status: number, location: string): ExchangeResult => answer(status, { location });

/** A fake web under check, with the memory of what was asked and found. */
export class FakeChecks {
  readonly clock: FakeClock = fakeClock();
  readonly asked: string[] = [];
  readonly kept = new Map<string, TargetCheck>();
  readonly progress: CheckProgress[] = [];
  readonly stop = new AbortController();
  readonly orders: ExchangeOrder[] = [];
  mostAtOnce = 0;
  #atOnce = 0;

  /** Checks these targets once. */
  async run(targets: readonly string[], answers: Answers, changed: Partial<CheckRun> = {}): Promise<CheckProgress> {
    const store: TargetStore = {
      outsideTargets: () => targets.map((target) => canonicalizeUrl(target)!),
      checkOf: (url) => this.kept.get(url) ?? null,
      keepCheck: (check) => void this.kept.set(check.url, check),
    };
    return await checkTargets({
      targets: store,
      crawlId: 1,
      exchanger: this.#exchanger(answers),
      mayFetch: () => Promise.resolve("allowed"),
      settings: defaultCrawlSettings,
      headers: { "user-agent": "Maillage/0 (+https://c.example/; c@c.example)" },
      clock: this.clock,
      signal: this.stop.signal,
      onProgress: (now) => void this.progress.push(now),
      ...changed,
    });
  }

  /** The check of a target. */
  of(target: string): TargetCheck | undefined {
    return this.kept.get(canonicalizeUrl(target) as CanonicalUrl);
  }

  #exchanger(answers: Answers): Exchanger {
    return {
      exchange: async (order) => {
        this.orders.push(order);
        this.asked.push(`${order.method} ${order.url}`);
        this.#atOnce += 1;
        this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
        await Promise.resolve();
        await Promise.resolve();
        this.#atOnce -= 1;
        return answers(order.method, order.url);
      },
    };
  }
}
