import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import SqliteDatabase from "better-sqlite3";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { crawlIntoStore } from "../../cli/pipeline/crawl-into-store.ts";
import { systemClock } from "../../cli/system-clock.ts";
import { noResolver } from "../../crawler/fetch/resolver.ts";
import { defaultCrawlSettings, type CrawlSettings } from "../../crawler/settings.ts";
import { openStore } from "../../db/open-store.ts";
import { pageWith } from "../support/crawl-web.ts";
import { gapsMs } from "../support/crawled-webs.ts";
import { HURRIED } from "../support/hurried.ts";
import { serveWeb, type FakePages, type FakeWeb } from "../support/serve-web.ts";
import { smallRegistry } from "../support/small-registry.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const HOSTS = ["a.example", "b.example"];
const PAGES = 12;
const BUSY_PAGE = 3;
const DELAY_MS = 30;
const RETRY_AFTER_MS = 1000;
/** Timers may be a part of a millisecond early by the server's clock. */
const GRAIN_MS = 1;
const machineMs = Date.now;

let web: FakeWeb;
let file: string;
/** Called with each page that is asked for. */
let onPage: () => void;
/** Whether a page of the first host asks for patience. */
let isBusyOnce: boolean;

/** Pages that lead to each other. */
function pagesOf(host: string): FakePages {
  let wasAsked = false;
  const answers = Array.from({ length: PAGES }, (_, number): [string, FakePages[string]] => [
    number === 0 ? "/" : `/${number}`,
    (_request, response) => {
      onPage();
      const isBusy = isBusyOnce && !wasAsked && host === HOSTS[0] && number === BUSY_PAGE;
      wasAsked ||= isBusy;
      const body = pageWith(`/${(number + 1) % PAGES}`, `/${(number + 2) % PAGES}`);
      if (isBusy) response.writeHead(503, { "retry-after": `${RETRY_AFTER_MS / 1000}` }).end();
      else response.setHeader("content-type", "text/html").end(body);
    },
  ]);
  return Object.fromEntries(answers);
}

beforeEach(async () => {
  onPage = () => undefined;
  isBusyOnce = false;
  web = await serveWeb(Object.fromEntries(HOSTS.map((host) => [host, pagesOf(host)])));
  file = path.join(mkdtempSync(path.join(tmpdir(), "maillage-clock-")), "store.sqlite");
});
afterEach(async () => {
  vi.restoreAllMocks();
  await web.close();
});

/** Sets the machine's clock. */
function setClock(nowMs: () => number): void {
  vi.spyOn(Date, "now").mockImplementation(nowMs);
}

/** Crawls as the command does, in a process that starts now. */
async function crawl(stop = new AbortController().signal, settings: Partial<CrawlSettings> = {}): Promise<string> {
  const store = openStore(file, { access: "write" });
  const silent = { tell: () => undefined, note: () => undefined, end: () => undefined };
  const ours = {
    ...defaultCrawlSettings,
    ...HURRIED,
    minDelayMs: DELAY_MS,
    maxIdleMs: HOUR,
    allowPrivateNetwork: web.network,
  };
  try {
    const summary = await crawlIntoStore({
      registry: smallRegistry(...HOSTS),
      store,
      settings: { ...ours, ...settings },
      resolver: noResolver,
      renderer: null,
      clock: systemClock(null),
      progress: silent,
      stop,
      optOutFile: null,
      pauseFile: null,
    });
    return summary.crawl.status;
  } finally {
    store.close();
  }
}

/** Times that the store holds; those of visits host by host, in the order in which the host was asked. */
function storedTimes(): {
  readonly openedMs: number;
  readonly closedMs: number;
  readonly visitsMs: readonly number[][];
} {
  const db = new SqliteDatabase(file, { readonly: true });
  const crawlTimes = db.prepare<[], { openedMs: number; closedMs: number }>(
    "select opened_ms as openedMs, closed_ms as closedMs from crawl",
  );
  const visits = db.prepare<[], { url: string; startedMs: number }>(
    "select url, started_ms as startedMs from visit join url on url.id = url_id where kind = 'fetched'",
  );
  const startedMs = new Map(visits.all().map((visit) => [visit.url, visit.startedMs]));
  const times = crawlTimes.get()!;
  db.close();
  // The reading that counts is the last one.
  const asked = web.log.map((entry) => `https://${entry.host}${entry.path}`).toReversed();
  const inOrder = [...new Set(asked)].toReversed().filter((url) => startedMs.has(url));
  expect(inOrder).toHaveLength(HOSTS.length * PAGES);
  const ofHost = (host: string): number[] =>
    inOrder.filter((url) => new URL(url).host === host).map((url) => startedMs.get(url)!);
  return { ...times, visitsMs: HOSTS.map(ofHost) };
}

/** Whether times stand in order, between the crawl's own. */
function expectInOrder({ openedMs, closedMs, visitsMs }: ReturnType<typeof storedTimes>): void {
  for (const ofHost of visitsMs) {
    const times = [openedMs, ...ofHost, closedMs];
    expect(times).toEqual(times.toSorted((left, right) => left - right));
  }
}

const CHANGES: readonly (readonly [name: string, wrongMs: () => number])[] = [
  ["a day ahead", () => machineMs() + DAY],
  ["a day back", () => machineMs() - DAY],
  ["back to 1970", () => machineMs() % DAY],
];

test.each(CHANGES)(
  "F63: a clock set %s in a crawl changes no pause, and no stored time goes back",
  async (_name, wrongMs) => {
    let asked = 0;
    isBusyOnce = true;
    onPage = () => {
      asked += 1;
      if (asked === 5) setClock(wrongMs);
    };
    const startMs = performance.now();
    expect(await crawl()).toBe("closed");
    const tookMs = performance.now() - startMs;
    expect(Date.now()).not.toBeCloseTo(machineMs(), -6);
    expect(tookMs).toBeLessThan(10_000);
    const times = storedTimes();
    expectInOrder(times);
    expect(Math.abs(times.closedMs - times.openedMs - tookMs)).toBeLessThan(2000);
    for (const host of HOSTS) {
      const requests = web.log.filter((entry) => entry.host === host);
      expect(Math.min(...gapsMs(requests))).toBeGreaterThanOrEqual(DELAY_MS - GRAIN_MS);
    }
    const [busy, again] = web.log.filter((entry) => entry.host === HOSTS[0] && entry.path === `/${BUSY_PAGE}`);
    expect(again!.startedMs - busy!.endedMs!).toBeGreaterThanOrEqual(RETRY_AFTER_MS - GRAIN_MS);
  },
);

test.each(CHANGES)(
  "F63: a crawl that goes on under a clock set %s neither waits for it nor goes back",
  async (_name, wrongMs) => {
    const stop = new AbortController();
    let asked = 0;
    onPage = () => {
      asked += 1;
      if (asked === 8) stop.abort();
    };
    expect(await crawl(stop.signal)).toBe("open");
    setClock(wrongMs);
    const startMs = performance.now();
    expect(await crawl()).toBe("closed");
    expect(performance.now() - startMs).toBeLessThan(10_000);
    expectInOrder(storedTimes());
  },
);

test("F63: closed hours are those that the clock shows, however it came there", async () => {
  const elevenMs = Date.UTC(2026, 9, 3, 23) - machineMs();
  setClock(() => machineMs() + elevenMs);
  const stop = new AbortController();
  let asked = 0;
  onPage = () => {
    asked += 1;
    if (asked !== 5) return;
    setClock(() => machineMs() + elevenMs + 8 * HOUR);
    setTimeout(() => stop.abort(), 1000);
  };
  const settings = { window: { from: "22:00", until: "06:00", timeZone: "UTC" } };
  expect(await crawl(stop.signal, settings)).toBe("open");
  expect(asked).toBeLessThanOrEqual(5 + HOSTS.length);
});
