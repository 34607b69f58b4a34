import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeBody } from "../../../crawler/extract/decode-body.ts";
import { extractLinks } from "../../../crawler/extract/extract-links.ts";
import { treeCases } from "../../support/html5lib-trees.ts";
import { parse5Links } from "../../support/parse5-links.ts";
import { readWarcResponses } from "../../support/read-warc.ts";
import { hasShared, sharedPath } from "../../support/shared.ts";

function ourLinks(html: string): string[] {
  return extractLinks(html, "https://page.example/").map(({ element, href }) => `${element} ${href}`);
}

/** No `select`: since 2025 the standard lets links stand in it, and parse5 8.1 does not yet. */
const PIECES = [
  ..."a div p span b i ul li table tr td form option svg title math template noscript script style textarea iframe section button h1 desc foreignObject"
    .split(" ")
    .flatMap((tag) => [`<${tag}>`, `</${tag}>`]),
  '<a href="1">',
  "<a href=2>",
  "<A HREF='3&amp;&copy=4&notit;'>",
  '<area href="5" />',
  '<form action="6">',
  '<iframe src="7">',
  '<link rel="canonical" href="8">',
  "<svg><a xlink:href='9'>",
  "<!-- <a href=no> -->",
  "<!--",
  "-->",
  "<!>",
  "<?x>",
  "</>",
  "<![CDATA[ <a href=10> ]]>",
  "<p title='>'>",
  "text ",
  "&lt;",
  "<",
  '"',
];

describe("the links are those of the tree that parse5 builds, one for each start tag, in order", () => {
  test("whatever tags are thrown together", () => {
    const page = fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(page, (html) => {
        expect(ourLinks(html)).toEqual(parse5Links(html));
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    // The end of a form takes out the form alone (13.2.6.4.7): what follows still stands in the picture.
    '<form><svg><a xlink:href=\'9\'></form><link rel="canonical" href="8">',
    "<form><div><svg></form><area href=5>",
    // Cells and rows are none outside a table, and so end nothing.
    '<tr><math></tr><form action="6">',
    "<td><svg><a xlink:href='9'></td><form action=\"6\">",
    '<table><td><svg></td><form action="6">',
    // Descriptions are special in SVG, and numbers in MathML, not the other way round.
    '<a><math><desc></a><link rel="canonical" href="8">',
    '<b><svg><mi></b><link rel="canonical" href="8">',
  ])("on %s", (html) => {
    expect(ourLinks(html)).toEqual(parse5Links(html));
  });

  test.skipIf(!hasShared)("on every page of html5lib-tests (skipped without ../shared)", () => {
    const documents = treeCases().filter(({ isFragment }) => !isFragment);
    expect(documents).toHaveLength(385);
    for (const { file, data } of documents) expect(ourLinks(data), `${file}: ${data}`).toEqual(parse5Links(data));
  });

  test.skipIf(!hasShared)("on 1,502 real pages (skipped without ../shared)", { timeout: 120_000 }, () => {
    let count = 0;
    for (const { url, headers, body } of readWarcResponses(sharedPath("corpus/pages.warc.gz"))) {
      if (url.endsWith("/robots.txt")) continue;
      const { text } = decodeBody(body, headers["content-type"] ?? null);
      expect(ourLinks(text), url).toEqual(parse5Links(text));
      count += 1;
    }
    expect(count).toBe(1502);
  });
});
