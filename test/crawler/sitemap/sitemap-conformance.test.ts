import { describe, expect, test } from "vitest";
import { canonicalizeUrl, type CanonicalUrl } from "../../../core/url.ts";
import { parseRobots } from "../../../crawler/robots/parse-robots.ts";
import { defaultCrawlSettings } from "../../../crawler/settings.ts";
import { ownEntries, parseSitemap, sitemapSeeds } from "../../../crawler/sitemap.ts";
import { SitemapWalk } from "../../../crawler/sitemap/sitemap-walk.ts";
import { hasShared, sharedJson } from "../../support/shared.ts";

interface MockSite {
  readonly test: string;
  readonly homepage: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly routes: readonly { readonly url: string; readonly status: number; readonly body_b64: string | null }[];
  readonly expected_pages: readonly string[] | null;
}

interface Walk {
  readonly pages: Set<CanonicalUrl>;
  readonly asked: CanonicalUrl[];
}

/** Asks a mock site as the crawler does: robots.txt, what it names, the usual places, then level by level, each once. */
function walk(site: MockSite): Walk {
  const bodies = new Map(
    site.routes
      .filter(({ status }) => status === 200)
      .map(({ url, body_b64: body }) => [canonicalizeUrl(url), Buffer.from(body ?? "", "base64")]),
  );
  const robots = parseRobots(bodies.get(canonicalizeUrl("/robots.txt", site.homepage)) ?? new Uint8Array());
  const pages = new Set<CanonicalUrl>();
  const asked: CanonicalUrl[] = [];
  const files = new SitemapWalk(sitemapSeeds(robots.sitemaps, site.homepage), defaultCrawlSettings);
  for (let url = files.next(); url !== null; url = files.next()) {
    asked.push(url);
    const body = bodies.get(url);
    if (body === undefined) continue;
    const { urls, sitemaps } = ownEntries(parseSitemap(body, url), url);
    for (const page of urls) pages.add(page);
    files.note(sitemaps);
  }
  return { pages, asked };
}

const sites = hasShared ? sharedJson<MockSite[]>("suites/sitemaps-usp/sites.json") : [];
// Two of its tests filter the tree by functions of their own, which the recording does not hold.
const judged = sites.filter(({ options }) => Object.keys(options).length === 0);

describe.skipIf(!hasShared)(
  "sitemap trees as ultimate-sitemap-parser's own tests expect (skipped without ../shared)",
  () => {
    test("29 of its 31 sites are judged", () => {
      expect([judged.length, sites.length]).toEqual([29, 31]);
    });

    test.each(judged.map((site) => [site.test.split("::").at(-1), site] as const))(
      "%s: the same pages, each file asked once",
      (_, site) => {
        const { pages, asked } = walk(site);
        expect(site.expected_pages).not.toBeNull();
        expect(pages).toEqual(new Set(site.expected_pages!.map((page) => canonicalizeUrl(page))));
        expect(new Set(asked).size).toBe(asked.length);
      },
    );
  },
);
