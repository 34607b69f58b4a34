import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Registry } from "../../core/registry.ts";
import { tcpCanary, type TcpCanary } from "../support/canary.ts";
import { pageWith, type CrawlGiven } from "../support/crawl-web.ts";
import { crawledWebs, type CrawledWeb } from "../support/crawled-webs.ts";
import { address } from "../support/page-literal.ts";
import { smallRegistry } from "../support/small-registry.ts";

const crawled = crawledWebs();
let canary: TcpCanary;

beforeAll(async () => {
  canary = await tcpCanary("127.77.0.1");
});
afterEach(() => {
  expect(canary.seen()).toEqual({ connections: 0, bytes: 0 });
});
afterAll(async () => {
  await canary.close();
});

/**
 * Two sites: a.example, to which everything below an inside origin belongs as well, so that links and redirects there stay
 * within it; and one whose home itself is inside.
 */
function registryWith(inside: string): Registry {
  const registry = smallRegistry("a.example", "inside");
  const home = address(`${inside}/home/`);
  const sites = registry.sites.map((site) =>
    site.id === "inside"
      ? { ...site, home, prefixes: [home] }
      : { ...site, prefixes: [...site.prefixes, address(`${inside}/`)] },
  );
  return { ...registry, sites };
}

/** Crawls a site that leads inside in every way; `inside` is an origin. */
async function crawlTowards(inside: string, given: CrawlGiven = {}): Promise<CrawledWeb> {
  const pages = {
    "/": pageWith(`${inside}/linked`, "/hop"),
    "/hop": { status: 302, headers: { location: `${inside}/hopped` } },
    "/robots.txt": `User-agent: *\nAllow: /\nSitemap: ${inside}/sitemap.xml\n`,
  };
  return await crawled({ "a.example": pages }, { registry: registryWith(inside), ...given });
}

/** Outcomes of the addresses that are not a.example's own: `path kind reason`. */
function insideOf(web: CrawledWeb): string[] {
  return web
    .visits()
    .filter(({ url }) => !url.startsWith("https://a.example/"))
    .map(({ url, kind, detail }) => `${new URL(url).pathname} ${kind} ${detail}`)
    .toSorted();
}

const refused = (reason: string): string[] =>
  ["/home/", "/hopped", "/linked"].map((path) => `${path} skipped ${reason}`);

describe("no private address is asked for anything", () => {
  test.each([
    "http://127.77.0.1",
    "http://127.77.0.1:PORT",
    "https://127.77.0.1",
    "http://0x7f.77.1:PORT",
    "http://2135752705:PORT",
    "http://[::1]",
    "http://[::1]:PORT",
    "http://[::ffff:127.77.0.1]:PORT",
    "http://localhost.",
    "http://169.254.169.254",
    "http://100.64.0.1",
    "https://[fd00::8]",
    "http://[64:ff9b::7f4d:1]:PORT",
  ])("F32: a home, a link and a redirect to %s are skipped", async (origin) => {
    const web = await crawlTowards(origin.replace("PORT", String(canary.port)));
    expect(insideOf(web)).toEqual(refused("private-address"));
    expect(web.coverage("a.example").skipped).toEqual([["private-address", 2]]);
    expect(web.coverage("inside")).toMatchObject({ fetched: 0, skipped: [["private-address", 1]] });
    expect(web.pagePaths("a.example")).toEqual(["/", "/hop"]);
  });

  test.each([
    [["127.77.0.1"]],
    [["8.8.8.8", "127.77.0.1"]],
    [["::1"]],
    [["::ffff:127.77.0.1"]],
    [["64:ff9b::7f4d:1"]],
    [["10.1.2.3"]],
  ])("F33: a name that resolves to %j is skipped", async (addresses) => {
    const web = await crawlTowards("http://rebound.example", { resolver: () => Promise.resolve(addresses) });
    expect(insideOf(web)).toEqual(refused("private-address"));
  });
});

describe("what leads inside is kept, and not followed", () => {
  test("F34: a redirect out of the site to a private address is stored, and not asked", async () => {
    const target = `http://127.77.0.1:${canary.port}/admin`;
    const web = await crawled({
      "a.example": { "/": pageWith("/go"), "/go": { status: 302, headers: { location: target } } },
    });
    expect(web.attempts("https://a.example/go")).toMatchObject([{ kind: "redirected", redirects_to: target }]);
    expect(web.visits().map(({ url }) => url)).toEqual(["https://a.example/", "https://a.example/go"]);
  });

  test("F34: robots.txt and a sitemap that redirect inside are not read there", async () => {
    const inside = { status: 302, headers: { location: `http://127.77.0.1:${canary.port}/x` } };
    const web = await crawled({
      "a.example": { "/": pageWith(), "/sitemap.xml": inside },
      "b.example": { "/": pageWith(), "/robots.txt": inside },
    });
    expect(web.paths("a.example")).toContain("/sitemap.xml");
    expect(web.coverage("a.example")).toMatchObject({ fetched: 1, listed: null });
    expect(web.paths("b.example")).toEqual(["/robots.txt"]);
  });

  test.each([25, 6379])(
    "F36: port %i is not asked, whether a link, a redirect, robots.txt or a sitemap names it",
    async (port) => {
      const target = `https://a.example:${port}/x`;
      const moved = { status: 302, headers: { location: target } };
      const web = await crawled(
        {
          "a.example": {
            "/": pageWith(target, "/go"),
            "/go": moved,
            "/robots.txt": `User-agent: *\nAllow: /\nSitemap: ${target}\n`,
            "/sitemap.xml": moved,
          },
          "b.example": { "/": pageWith(), "/robots.txt": moved },
        },
        { resolver: () => Promise.resolve(["127.77.0.1"]) },
      );
      expect(web.links("https://a.example/").map(({ to }) => to)).toContain(target);
      expect(web.outcomes(`a.example:${port}`)).toEqual(["/x skipped  port"]);
      expect(web.paths("b.example")).toEqual(["/robots.txt"]);
    },
  );
});
