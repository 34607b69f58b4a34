import { describe, expect, test } from "vitest";
import { pageWith } from "../support/crawl-web.ts";
import { crawledWebs, gapsMs } from "../support/crawled-webs.ts";
import { scaledClock } from "../support/scaled-clock.ts";
import type { FakePages, LoggedRequest } from "../support/serve-web.ts";

const crawled = crawledWebs();
const SECOND = 1000;
const HOUR = 3600 * SECOND;
/** A pause is told in whole milliseconds. */
const GRAIN_MS = 1;

/** A page that takes its time. */
const slowPage = (durationMs: (count: number) => number): FakePages[string] => {
  let count = 0;
  return (_request, response) => {
    count += 1;
    setTimeout(
      () => response.writeHead(200, { "content-type": "text/html" }).end(`<title>${count}</title>page`),
      durationMs(count),
    );
  };
};
const pathsTo = (count: number): string[] => Array.from({ length: count }, (_, at) => `/${at + 100}`);
const served = (request: LoggedRequest): number => request.endedMs! - request.startedMs;

/** Five times the mean response time after each answer, newest counting half, by what the server saw: no more than we saw. */
function adaptiveMs(requests: readonly LoggedRequest[]): number[] {
  let meanMs: number | null = null;
  return requests.map((request) => {
    // Durations are told in whole milliseconds.
    const durationMs = served(request) - GRAIN_MS;
    meanMs = meanMs === null ? durationMs : meanMs + 0.5 * (durationMs - meanMs);
    return 5 * meanMs;
  });
}

describe("the pace of a host and of a machine", () => {
  test("F48: 30 links on a slow host: one connection, and after each answer five times its mean time", async () => {
    const paths = pathsTo(30);
    const page = slowPage(() => 12);
    const pages = { "/": pageWith(...paths), ...Object.fromEntries(paths.map((path) => [path, page])) };
    const settings = { minDelayMs: 20, latencyFactor: 5, maxIdleMs: 10 * SECOND };
    const web = await crawled({ "slow.example": pages }, { settings });
    expect(web.pagePaths("slow.example")).toHaveLength(31);
    const asked = web.requests("slow.example");
    const gaps = gapsMs(asked);
    expect(web.web.connections("slow.example").mostAtOnce).toBe(1);
    expect(Math.max(...asked.map(({ open }) => open))).toBe(1);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(20);
    const isPage = asked.map(({ path }) => paths.includes(path));
    const claims = adaptiveMs(asked.filter((_, at) => isPage[at]));
    const pageGaps = gapsMs(asked.filter((_, at) => isPage[at]));
    for (const [at, gap] of pageGaps.slice(4).entries())
      expect(gap).toBeGreaterThanOrEqual(0.9 * Math.min(60, claims[at + 4]!));
  });

  test("F49: 20 hosts on one address share its pace: two at once, and half a second between starts", async () => {
    const hosts = Array.from({ length: 20 }, (_, at) => `h${at}.example`);
    const factor = 12;
    const clock = scaledClock(Date.UTC(2026, 9, 3), factor);
    const page = slowPage(() => 60);
    const pages = Object.fromEntries(hosts.map((host) => [host, { "/": page }]));
    const settings = { minDelayMs: 500, minAddressGapMs: 500, maxPerAddress: 2, maxIdleMs: HOUR, totalTimeoutMs: HOUR };
    const web = await crawled(pages, { settings, clock, addressOf: () => "127.8.2.1" });
    for (const host of hosts) expect(web.coverage(host)).toMatchObject({ state: "complete", fetched: 1 });
    const events = web.web.log.flatMap(({ startedMs, endedMs }) => [[startedMs, 1] as const, [endedMs!, -1] as const]);
    let [open, most] = [0, 0];
    for (const [, change] of events.toSorted(([one, up], [other, down]) => one - other || up - down)) {
      open += change;
      most = Math.max(most, open);
    }
    expect(most).toBeLessThanOrEqual(2);
    // A request may arrive later than it starts, so that those after it seem early; never by more than this, however many they are.
    const lateMs = 100 * factor;
    const starts = web.web.log.map(({ startedMs }) => startedMs * factor);
    for (let first = 0; first + 1 < starts.length; first += 1) {
      for (let last = first + 1; last < starts.length; last += 1) {
        expect(starts[last]! - starts[first]!).toBeGreaterThanOrEqual((last - first) * 500 - lateMs);
      }
    }
  });

  test("F51: the pause follows a response time from 0.1 to 5 s within three requests", async () => {
    const paths = pathsTo(9);
    const quickMs = 4;
    const slowMs = 100;
    const page = slowPage((count) => (count <= 4 ? quickMs : slowMs));
    const pages = { "/": pageWith(...paths), ...Object.fromEntries(paths.map((path) => [path, page])) };
    const web = await crawled({ "a.example": pages }, { settings: { latencyFactor: 5, maxIdleMs: 10 * SECOND } });
    const asked = web.requests("a.example").filter(({ path }) => paths.includes(path));
    expect(asked).toHaveLength(9);
    const gaps = gapsMs(asked);
    expect(gaps[6]).toBeGreaterThanOrEqual(5 * 0.875 * slowMs - 10);
    expect(gaps[7]).toBeGreaterThanOrEqual(5 * 0.93 * slowMs - 10);
  });
});

/** Two hosts on one address, one on another. */
const addressOf = (host: string): string => (host === "far.example" ? "127.8.3.2" : "127.8.3.1");

describe("429 and 503", () => {
  const factor = 25;
  const startMs = Date.UTC(2026, 9, 3, 8);
  let clockNow = (): number => startMs;
  const inSevenSeconds = (): string => new Date(clockNow() + 7 * SECOND).toUTCString();
  type Form = readonly [form: string, header: () => string | null, leastMs: number];
  const forms: readonly Form[] = [
    ["5", () => "5", 5 * SECOND],
    ["a date", inSevenSeconds, 6 * SECOND],
    ["-1", () => "-1", 3 * SECOND],
    ["soon", () => "soon", 3 * SECOND],
    ["absent", () => null, 3 * SECOND],
  ];

  test.each([429, 503])(
    "F50: after %i no request comes before Retry-After; invalid ones back off, a long one parks",
    async (status) => {
      const clock = scaledClock(startMs, factor);
      clockNow = clock.nowMs;
      const throttled = (header: () => string | null): FakePages => {
        let count = 0;
        return {
          "/": (_request, response) => {
            count += 1;
            const retryAfter = header();
            if (count === 1) response.writeHead(status, retryAfter === null ? {} : { "retry-after": retryAfter }).end();
            else response.writeHead(200, { "content-type": "text/html" }).end(pageWith("/next"));
          },
          "/next": pageWith(),
        };
      };
      const pages = Object.fromEntries(forms.map(([, header], at) => [`t${at}.example`, throttled(header)]));
      const settings = { throttleDelayMs: 3 * SECOND, maxIdleMs: HOUR, totalTimeoutMs: HOUR };
      const long = { ...throttled(() => "99999"), "/robots.txt": { status: 404 } };
      const web = await crawled(
        { ...pages, "long.example": long, "free.example": { "/": pageWith() } },
        { clock, settings },
      );
      for (const [at, [form, , leastMs]] of forms.entries()) {
        const asked = web.requests(`t${at}.example`);
        const [, first, second] = asked;
        expect(first!.path, form).toBe("/");
        expect((second!.startedMs - first!.endedMs!) * factor, form).toBeGreaterThanOrEqual(leastMs - GRAIN_MS);
        expect(web.coverage(`t${at}.example`), form).toMatchObject({ state: "complete", fetched: 2 });
      }
      expect(web.paths("long.example")).toEqual(["/robots.txt", "/"]);
      expect(web.coverage("long.example")).toMatchObject({ state: "down", frontierLeft: 1 });
      expect(web.coverage("long.example").reason).toContain("Retry-After of 99999 s, longer than we wait");
      expect(web.coverage("free.example").state).toBe("complete");
    },
  );

  test("F50: the pause holds for every host of the address, a success elsewhere does not end it, and it doubles", async () => {
    const clock = scaledClock(startMs, factor);
    // One at a time, so that no request is under way to the address when the refusal comes.
    const settings = { maxPerAddress: 1, throttleDelayMs: 4 * SECOND, maxIdleMs: HOUR, totalTimeoutMs: HOUR };
    const never: FakePages = { "/": { status: 429 }, "/robots.txt": { status: 404 } };
    const beside: FakePages = { "/": pageWith("/1", "/2"), "/1": pageWith(), "/2": pageWith() };
    const pages = { "angry.example": never, "beside.example": beside, "far.example": beside };
    const web = await crawled(pages, { clock, settings, addressOf });
    const refusals = web.requests("angry.example", "/");
    expect(refusals).toHaveLength(3);
    for (const [at, refusal] of refusals.entries()) {
      const untilMs = refusal.endedMs! + (4 * SECOND * 2 ** at - GRAIN_MS) / factor;
      const early = web.web.log.filter(
        ({ host, startedMs }) => host !== "far.example" && startedMs > refusal.endedMs! && startedMs < untilMs,
      );
      expect(early.map(({ host, path }) => host + path)).toEqual([]);
    }
    expect(web.outcomes("angry.example")).toEqual(["/ blocked 429 "]);
    expect(web.coverage("angry.example").state).toBe("blocked");
    expect(web.coverage("beside.example")).toMatchObject({ state: "complete", fetched: 3 });
  });
});
