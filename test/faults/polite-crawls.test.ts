import fc from "fast-check";
import { expect, test } from "vitest";
import { pageWith, webUnderTest, type WebUnderTest } from "../support/crawl-web.ts";
import { gapsMs } from "../support/crawled-webs.ts";
import { scaledClock } from "../support/scaled-clock.ts";
import type { FakePages, LoggedRequest } from "../support/serve-web.ts";

/** All times below are of a clock that runs so many times as fast as the machine's. */
const FACTOR = 20;
const HOUR = 3_600_000;
const MIN_DELAY_MS = 30 * FACTOR;
const BACK_OFF_MS = 1500;
const GRAIN_MS = 1;
/** Not a page of a site: what a crawl asks for besides. */
const BESIDES = /^\/(?:robots\.txt|sitemap(?:_index)?\.xml|[0-9a-f]{24}\.html)$/;

interface SitePage {
  readonly sizeBytes: number;
  readonly isDisallowed: boolean;
  /** What its first answers say; then it is given. */
  readonly throttles: readonly { readonly status: 429 | 503; readonly retryAfterSeconds: number | null }[];
  /** Pages that it leads to, by number. */
  readonly links: readonly number[];
}

interface RandomSite {
  /** Sites with the same number share an address. */
  readonly machine: number;
  readonly crawlDelaySeconds: number | null;
  /** The first is the home. */
  readonly pages: readonly SitePage[];
}

const throttle = fc.record({
  status: fc.constantFrom(429 as const, 503 as const),
  retryAfterSeconds: fc.constantFrom(null, 1, 2),
});
const sitePage: fc.Arbitrary<SitePage> = fc.record({
  sizeBytes: fc.integer({ min: 0, max: 50_000 }),
  isDisallowed: fc.constantFrom(false, false, true),
  throttles: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, fc.array(throttle, { minLength: 1, maxLength: 2 })),
  links: fc.array(fc.nat(6), { maxLength: 5 }),
});
const randomSite: fc.Arbitrary<RandomSite> = fc.record({
  machine: fc.nat(2),
  crawlDelaySeconds: fc.constantFrom(null, null, 0.3, 0.9, 1.4),
  pages: fc.array(sitePage, { minLength: 1, maxLength: 6 }),
});
const randomWeb = fc.record({
  sites: fc.array(randomSite, { minLength: 1, maxLength: 4 }),
  pageBudget: fc.integer({ min: 1, max: 7 }),
  maxPerAddress: fc.constantFrom(1, 2),
});

const hostOf = (number: number): string => `s${number}.example`;
const pathOf = (number: number): string => (number === 0 ? "/" : `/page-${number}`);

/** A throttled answer as its host gave it. */
interface Throttled {
  readonly host: string;
  readonly endedMs: number;
  readonly leastMs: number;
}

const disallowedPaths = ({ pages }: RandomSite): string[] =>
  pages.flatMap((page, number) => (page.isDisallowed && number > 0 ? [pathOf(number)] : []));

function served(site: RandomSite, host: string, throttled: Throttled[]): FakePages {
  const { pages, crawlDelaySeconds } = site;
  const disallowed = disallowedPaths(site).map((path) => `Disallow: ${path}`);
  const delay = crawlDelaySeconds === null ? [] : [`Crawl-delay: ${crawlDelaySeconds}`];
  const answers = pages.map(({ throttles, links, sizeBytes }, number): [string, FakePages[string]] => {
    let count = 0;
    const etag = `"${number}"`;
    const body = pageWith(...links.map(pathOf)) + `<p>${number} ${"word ".repeat(sizeBytes / 5)}</p>`;
    return [
      pathOf(number),
      (request, response) => {
        const now = throttles[count];
        count += 1;
        if (now !== undefined) {
          const { status, retryAfterSeconds } = now;
          const leastMs = retryAfterSeconds === null ? BACK_OFF_MS : retryAfterSeconds * 1000;
          response.on("finish", () => throttled.push({ host, endedMs: performance.now(), leastMs }));
          response.writeHead(status, retryAfterSeconds === null ? {} : { "retry-after": `${retryAfterSeconds}` }).end();
          return;
        }
        const isKnown = request.headers["if-none-match"] === etag;
        response.writeHead(isKnown ? 304 : 200, { "content-type": "text/html", etag }).end(isKnown ? undefined : body);
      },
    ];
  });
  return {
    "/robots.txt": { body: ["User-agent: *", ...disallowed, ...delay].join("\n") },
    ...Object.fromEntries(answers),
  };
}

/** What one crawl owes a host, told from the requests that the host got in it. */
function expectPolite(requests: readonly LoggedRequest[], site: RandomSite, pageBudget: number): void {
  for (const { open } of requests) expect(open).toBe(1);
  const gapMs = Math.max(MIN_DELAY_MS, (site.crawlDelaySeconds ?? 0) * 1000);
  for (const gap of gapsMs(requests)) expect(gap * FACTOR).toBeGreaterThanOrEqual(gapMs - GRAIN_MS);
  const paths = requests.map(({ path }) => path);
  expect(paths.filter((path) => disallowedPaths(site).includes(path))).toEqual([]);
  expect(new Set(paths.filter((path) => !BESIDES.test(path))).size).toBeLessThanOrEqual(pageBudget);
}

function expectHeld(
  log: readonly LoggedRequest[],
  throttled: readonly Throttled[],
  isHeldWith: (one: string, other: string) => boolean,
): void {
  for (const { host, endedMs, leastMs } of throttled) {
    const untilMs = endedMs + (leastMs - GRAIN_MS) / FACTOR;
    const early = log.filter(
      (request) => isHeldWith(host, request.host) && request.startedMs > endedMs && request.startedMs < untilMs,
    );
    expect(early.map((request) => request.host + request.path)).toEqual([]);
  }
}

/** Pages that a second crawl asks for, of those that the first one was given. */
function expectConditional(
  first: readonly LoggedRequest[],
  second: readonly LoggedRequest[],
  given: ReadonlySet<string>,
): number {
  const known = second.filter(({ host, path }) => given.has(`https://${host}${path}`));
  for (const { headers } of known) expect(headers["if-none-match"]).toMatch(/^"\d+"$/);
  for (const { headers } of first) expect(headers["if-none-match"]).toBeUndefined();
  return known.length;
}

const readBy = (web: WebUnderTest): Set<string> =>
  new Set(web.visits(1).flatMap(({ url, kind }) => (kind === "fetched" ? [url] : [])));

test("20 random small webs are crawled politely, by the logs of their servers", { timeout: 120_000 }, async () => {
  const seen = { requests: 0, throttled: 0, conditional: 0, shared: 0 };
  const property = fc.asyncProperty(randomWeb, async ({ sites, pageBudget, maxPerAddress }) => {
    const throttled: Throttled[] = [];
    const machineOf = (host: string): number => sites[Number(host.slice(1).split(".", 1)[0])]!.machine;
    const pages = Object.fromEntries(
      sites.map((site, number) => [hostOf(number), served(site, hostOf(number), throttled)]),
    );
    const settings = {
      minDelayMs: MIN_DELAY_MS,
      minAddressGapMs: 0,
      throttleDelayMs: BACK_OFF_MS,
      parkMs: 1000,
      retryDelaysMs: [100, 100],
      pageBudget,
      maxPerAddress,
      minRevisitMs: 0,
      maxIdleMs: HOUR,
      totalTimeoutMs: HOUR,
    };
    const addressOf = (host: string): string => `127.8.4.${machineOf(host) + 1}`;
    const web = await webUnderTest(
      pages,
      { settings, clock: scaledClock(Date.UTC(2026, 9, 3), FACTOR) },
      { addressOf },
    );
    try {
      expect((await web.crawl()).crawl.status).toBe("closed");
      const first = [...web.web.log];
      const given = readBy(web);
      expect((await web.crawl()).crawl.status).toBe("closed");
      const second = web.web.log.slice(first.length);
      for (const [number, site] of sites.entries()) {
        const host = hostOf(number);
        expect(web.paths(host)[0]).toBe("/robots.txt");
        expect(web.web.connections(host).mostAtOnce).toBe(1);
        for (const log of [first, second])
          expectPolite(
            log.filter((request) => request.host === host),
            site,
            pageBudget,
          );
      }
      expectHeld(web.web.log, throttled, (one, other) => one === other);
      // With two at once a request may be under way to the machine already.
      if (maxPerAddress === 1) expectHeld(web.web.log, throttled, (one, other) => machineOf(one) === machineOf(other));
      seen.conditional += expectConditional(first, second, given);
      seen.requests += web.web.log.length;
      seen.throttled += throttled.length;
      seen.shared += sites.length - new Set(sites.map(({ machine }) => machine)).size;
    } finally {
      await web.close();
    }
  });
  await fc.assert(property, { numRuns: 20, seed: 20_261_003, endOnFailure: true });
  // The webs were worth it.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
});
