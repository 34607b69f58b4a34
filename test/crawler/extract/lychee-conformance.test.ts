import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { decodeBody } from "../../../crawler/extract/decode-body.ts";
import { extractLinks } from "../../../crawler/extract/extract-links.ts";
import { parse5Links } from "../../support/parse5-links.ts";
import { hasShared, sharedPath } from "../../support/shared.ts";

const PAGE = "https://page.example/folder/page.html";
const HOST = "https://page.example";

/**
 * What we expect of its pages, which its own tests judge by rules of another kind: addresses in plain text, `srcset`,
 * `cite` and unknown elements are links there. Each link as where it leads, and its name.
 */
const EXPECTED: readonly (readonly [page: string, links: readonly (readonly [url: string | null, name: string])[]])[] =
  [
    // `link rel=home`, icon and style are no links; an `a` that closes itself is one that is left open.
    [
      "TEST_HTML5.html",
      [
        ["https://example.com/body/a", "Link in body"],
        ["https://example.com/body/div_empty_a", ""],
      ],
    ],
    ["TEST_HTML5_LOWERCASE_DOCTYPE.html", [["https://example.com/body/a", "Link in body"]]],
    // Values without quotes; names of links without text come from their titles.
    [
      "TEST_HTML5_MINIFIED.html",
      [
        ["https://example.com/", ""],
        ["https://example.com/docs/", "Docs"],
        ["https://example.com/", "Home"],
        ["https://example.com/forum", "Forum"],
      ],
    ],
    // `https;` is no scheme but the beginning of a path; a bracket is forbidden in a host.
    [
      "TEST_HTML5_MALFORMED_LINKS.html",
      [
        [`${HOST}/folder/https;//example.com/malformed_one`, "Malformed link"],
        [null, "Malformed link"],
        ["https://example.com/valid", "Valid link"],
      ],
    ],
    ["TEST_HTML5_CUSTOM_ELEMENTS.html", []],
    [
      "TEST_DATA_URIS.html",
      [
        ["http://www.w3.org/2000/svg", "False positive link"],
        [null, "Hello World"],
        [null, "Plaintext"],
        [null, "data URI"],
        ["http://localhost/assets/img/bg-water.webp", "normal link"],
      ],
    ],
    ["TEST_EMAIL_QUERY_PARAMS.html", [[null, "hello@example.org"]]],
    // Markup inside `pre` is markup; addresses in text are none.
    ["TEST_VERBATIM.html", [["http://www.example.com/pre/a", "example"]]],
    ["LINK_PERIOD.html", [["https://www.example.com/smth.", "link"]]],
    ["invalid_utf8/index.html", [["https://example.com/", "Example Link"]]],
    [
      "resolve_paths/index2.html",
      [
        [`${HOST}/`, "home"],
        [`${HOST}/about`, "About"],
        [`${HOST}/another%20page`, "About"],
        [`${HOST}/folder/resolve_paths/index.html`, "About"],
        [`${HOST}/folder/resolve_paths/same%20folder.html`, "About"],
      ],
    ],
    [
      "offline/blog/post1/index.html",
      [
        [`${HOST}/`, "home"],
        [`${HOST}/post1`, "Post 1"],
        [`${HOST}/about`, "Relative"],
      ],
    ],
    ["sitemap/index.html", []],
    ["text_fragments/index.html", []],
  ];

function pageText(name: string): string {
  return decodeBody(readFileSync(sharedPath(`suites/links-lychee/${name}`)), null).text;
}

describe.skipIf(!hasShared)("pages of lychee's own tests (skipped without ../shared)", () => {
  test.each(EXPECTED)("%s has the links that a reader sees", (name, expected) => {
    const links = extractLinks(pageText(name), PAGE);
    expect(links.map(({ url, accessibleName }) => [url, accessibleName])).toEqual(expected);
  });

  test("all 42 pages have the links of the tree that parse5 builds", () => {
    const names = readdirSync(sharedPath("suites/links-lychee"), { recursive: true, encoding: "utf8" });
    const pages = names.filter((name) => /\.html?$/.test(name));
    expect(pages).toHaveLength(42);
    for (const name of pages) {
      const text = pageText(name);
      const ours = extractLinks(text, PAGE).map(({ element, href }) => `${element} ${href}`);
      expect(ours, name).toEqual(parse5Links(text));
    }
  });

  test.each([
    ["bench/elvis.html", "https://en.wikipedia.org/wiki/Elvis_Presley", { links: 3973, targets: 1828, none: 0 }],
    ["bench/arch.html", "https://wiki.archlinux.org/title/List", { links: 7322, targets: 6293, none: 1 }],
  ])("%s, a large real page: links, different targets, and those that lead nowhere on the web", (name, url, counts) => {
    const links = extractLinks(pageText(name), url);
    const targets = new Set(links.map((link) => link.url));
    const none = links.filter((link) => link.url === null).length;
    expect({ links: links.length, targets: targets.size, none }).toEqual(counts);
  });
});
