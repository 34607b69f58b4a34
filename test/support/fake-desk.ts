import { canonicalizeUrl } from "../../core/url.ts";
import type { FetchOrder, FetchResult } from "../../crawler/fetch/fetcher.ts";
import { ExchangeDesk } from "../../crawler/politeness/exchange-desk.ts";
import type { ExchangeResult } from "../../crawler/politeness/exchange.ts";
import type { HostMemory, OwnerKey } from "../../crawler/ports.ts";
import { defaultCrawlSettings, type CrawlSettings } from "../../crawler/settings.ts";
import type { CrawlStore, DayUse, ExchangeNote, HoldRecord } from "../../crawler/store-port.ts";
import { fakeClock, type FakeClock } from "./fake-clock.ts";

type Answer = Extract<FetchResult, { kind: "answer" }>;

/** How a host answers one request: a status with what else matters, or a failure. */
export type FakeReply =
  | (Partial<Pick<Answer, "httpStatus" | "headers" | "sizeBytes">> & { readonly durationMs?: number })
  | { readonly code: Extract<FetchResult, { kind: "failed" }>["code"]; readonly durationMs?: number };

/** A request as the fake network saw it. */
export interface FakeAsked {
  readonly host: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** A desk over a network without wires: time moves only while it answers or sleeps. */
export interface FakeDesk {
  readonly desk: ExchangeDesk;
  readonly clock: FakeClock;
  readonly asked: FakeAsked[];
  readonly notes: ExchangeNote[];
  readonly holds: HoldRecord[];
  readonly exclusions: Set<string>;
  readonly stop: AbortController;
  readonly ask: (host: string, reply?: FakeReply) => Promise<ExchangeResult>;
}

/** What a desk may start from. */
export interface FakeDeskOptions {
  readonly settings?: Partial<CrawlSettings>;
  readonly clock?: FakeClock;
  readonly isResumed?: boolean;
  readonly memories?: readonly (readonly [OwnerKey, HostMemory])[];
  readonly holds?: readonly HoldRecord[];
  readonly dayUse?: readonly DayUse[];
  /** Address of a host; each has its own unless told. */
  readonly addressOf?: (host: string) => string | null;
}

/** Makes a desk with a fake network, clock and store. */
export function fakeDesk(options: FakeDeskOptions = {}): FakeDesk {
  const clock = options.clock ?? fakeClock();
  const asked: FakeAsked[] = [];
  const notes: ExchangeNote[] = [];
  const holds: HoldRecord[] = [...(options.holds ?? [])];
  const exclusions = new Set<string>();
  const stop = new AbortController();
  const addresses = new Map<string, string>();
  const ownAddress = (host: string): string => {
    const address = addresses.get(host) ?? `198.51.100.${addresses.size + 1}`;
    addresses.set(host, address);
    return address;
  };
  const addressOf = options.addressOf ?? ownAddress;
  let reply: FakeReply = {};
  const fetch = async (order: FetchOrder): Promise<FetchResult> => {
    const { host } = new URL(order.url);
    const startMs = clock.monotonicMs();
    const now = reply;
    await clock.sleep(now.durationMs ?? 100);
    asked.push({ host, startMs, endMs: clock.monotonicMs() });
    const common = { durationMs: now.durationMs ?? 100, address: addressOf(host), requests: 1 };
    if ("code" in now) return { kind: "failed", code: now.code, detail: "", sizeBytes: 0, ...common };
    const { httpStatus = 200, headers = {}, sizeBytes = 1000 } = now;
    const body = { body: new Uint8Array(), hasBody: true, truncated: null, isVerified: true } as const;
    return { kind: "answer", httpStatus, headers, sizeBytes, ...body, ...common };
  };
  const store = {
    hostMemories: () => options.memories ?? [],
    holds: () => holds,
    keepHold: (hold: HoldRecord) => holds.push(hold),
    dayUse: () => options.dayUse ?? [],
    noteExchange: (_: number, note: ExchangeNote) => notes.push(note),
  } as unknown as CrawlStore;
  const desk = new ExchangeDesk({
    crawlId: 1,
    fetcher: {
      fetch,
      addressOf: (url: string) => Promise.resolve(addressOf(new URL(url).host)),
      close: () => Promise.resolve(),
    },
    store,
    settings: { ...defaultCrawlSettings, ...options.settings },
    clock,
    random: () => 0,
    signal: stop.signal,
    exclusions,
    isResumed: options.isResumed ?? false,
  });
  const ask = async (host: string, next: FakeReply = {}): Promise<ExchangeResult> => {
    reply = next;
    const url = canonicalizeUrl(`https://${host}/`)!;
    const order = { url, method: "GET", headers: {}, maxBodyBytes: 1000, wantsBody: () => true } as const;
    return await desk.exchange({ ...order, purpose: "page" });
  };
  return { desk, clock, asked, notes, holds, exclusions, stop, ask };
}
