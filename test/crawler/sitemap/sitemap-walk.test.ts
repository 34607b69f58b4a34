import { describe, expect, test } from "vitest";
import { canonicalizeUrl } from "../../../core/url.ts";
import { defaultCrawlSettings } from "../../../crawler/settings.ts";
import { SitemapWalk } from "../../../crawler/sitemap/sitemap-walk.ts";

const HOST = "https://a.example";
const file = (name: string | number) => canonicalizeUrl(`/${name}.xml`, HOST)!;

const walked = (walk: SitemapWalk, listed: (url: string) => readonly string[]) => {
  const asked: string[] = [];
  for (let url = walk.next(); url !== null; url = walk.next()) {
    asked.push(url.slice(HOST.length + 1, -4));
    walk.note(listed(asked.at(-1)!).map((name) => file(name)));
  }
  return asked;
};

describe("a host's sitemaps are walked to depth 5, each once", () => {
  test("F71: a cycle ends, level by level", () => {
    const lists = new Map([
      ["a", ["b", "a", "c"]],
      ["b", ["a", "d", "c"]],
      ["d", ["a"]],
    ]);
    const walk = new SitemapWalk([file("a"), file("a"), file("z")], defaultCrawlSettings);
    expect(walked(walk, (name) => lists.get(name) ?? [])).toEqual(["a", "z", "b", "c", "d"]);
    expect(walk.skipped).toBe(0);
  });

  test("an endless chain ends at depth 5", () => {
    const walk = new SitemapWalk([file(1)], defaultCrawlSettings);
    expect(walked(walk, (name) => [String(Number(name) + 1)])).toEqual(["1", "2", "3", "4", "5"]);
    expect(walk.skipped).toBe(1);
  });

  test("indexes that list ever new files do not fill the memory", () => {
    const walk = new SitemapWalk([file(0)], { maxSitemapDepth: 5, maxSitemapUrls: 100 });
    const asked = walked(walk, (name) => Array.from({ length: 30 }, (_, index) => `${name}-${index}`));
    expect([asked.length, new Set(asked).size, walk.skipped > 0]).toEqual([100, 100, true]);
  });
});
