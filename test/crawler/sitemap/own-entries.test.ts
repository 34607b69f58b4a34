import { describe, expect, test } from "vitest";
import { canonicalizeUrl } from "../../../core/url.ts";
import { ownEntries, sitemapSeeds } from "../../../crawler/sitemap.ts";

const HOST = "https://a.example";
const FILE = `${HOST}/maps/sitemap.xml`;

describe("a sitemap speaks for its own host alone", () => {
  test("other hosts and what is no address are dropped and counted, the rest is canonical and there once", () => {
    const url = canonicalizeUrl(FILE)!;
    const urls = [
      `${HOST}/1#x`,
      `${HOST}/1`,
      "http://a.example/2",
      "https://b.example/",
      "https://a.example:8443/",
      "mailto:x",
    ];
    expect(ownEntries({ urls, sitemaps: ["s.xml", "//b.example/s.xml"] }, url)).toEqual({
      urls: [`${HOST}/1`, "http://a.example/2"],
      sitemaps: [`${HOST}/maps/s.xml`],
      dropped: 4,
    });
  });

  test("they are looked for where robots.txt says, then in the two usual places", () => {
    const named = ["/s.xml", `${HOST}/sitemap.xml`, "https://b.example/sitemap.xml", "", "http://["];
    expect(sitemapSeeds(named, HOST)).toEqual([
      `${HOST}/s.xml`,
      `${HOST}/sitemap.xml`,
      `${HOST}/`,
      `${HOST}/sitemap_index.xml`,
    ]);
    expect(sitemapSeeds([], "not an origin")).toEqual([]);
  });
});
