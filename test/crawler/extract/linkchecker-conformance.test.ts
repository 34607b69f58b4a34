import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { canonicalizeUrl } from "../../../core/url.ts";
import { decodeBody } from "../../../crawler/extract/decode-body.ts";
import { extractLinks } from "../../../crawler/extract/extract-links.ts";
import { placesOf, type Differences } from "../../support/frozen-rows.ts";
import { hasShared, sharedPath } from "../../support/shared.ts";

/** What is known of a link: address as written, where it leads, name. */
type Row = readonly [href: string, url: string | null, name: string];

const FOLDER = "suites/links-linkchecker";
/** Where its pages stand; some results name them by file, which is no address on the web. */
const DATA = "http://localhost/data/";

/** Our links, as page and position, that its results do not hold as they are. */
const OURS: Differences<string> = {
  "it tells an address once, however often a page links to it": [
    ...at("file.html", 0),
    ...at("http_lowercase.html", 1),
    ...at("http_slash.html", 3),
    ...at("http_anchor.html", 0),
    ...at("urlencoding_anchor.html", 0, 4, 5, 8),
  ],
  "escapes stay as they are written: octets are not taken for Latin-1 and spelt as UTF-8": [
    ...at("file_url_quote.html", 1, 2),
    ...at("http_url_quote.html", 1, 2),
  ],
  "$ and & stand in a path as they are (WHATWG URL 1.3)": [...at("file.php", 1, 2), ...at("http_quotes.html", 1)],
  "http: and http:/ are relative on a page of the same scheme (WHATWG URL 4.4)": at("http_slash.html", 1, 2, 5, 6),
  "where a redirect leads is found out by asking": at("redir.html", 0),
  "a page that names no charset is windows-1252 (HTML standard, 13.2.3.2)": at("urlencoding_anchor.html", 3, 9),
};
/** Its results, as page and place, that are no links of ours as they are. */
const THEIRS: Differences<string> = {
  "elements whose links are not ours: applet, img, link, object, style and the like": [
    ...at("archive.html", 0, 1),
    ...at("base3.html", 0),
    ...at("charsets/cp1250.html", 1),
    ...at("charsets/iso8859-2.html", 1),
    ...at("charsets/utf8.html", 1),
    ...at("html5.html", 0, 1, 2, 3, 4, 5),
    ...at("http.html", 0, 1, 2, 7, 8, 9, 10, 11),
    ...at("misc.html", 1),
  ],
  "a refresh is told by pageMetadata": [
    ...at("all_parts_linenos.html", 0),
    ...at("base1.html", 0),
    ...at("misc.html", 0),
  ],
  "links of the next pages, to which it goes on": at("anchor1.html", 0, 1, 3, 4, 5, 6, 7, 10, 11),
  "the same links otherwise, as above": [
    ...at("file.php", 0, 1),
    ...at("file_url_quote.html", 1),
    ...at("http_quotes.html", 1),
    ...at("http_slash.html", 0, 1, 3, 4),
    ...at("http_url_quote.html", 1),
    ...at("redir.html", 0),
    ...at("urlencoding_anchor.html", 4, 5),
  ],
};

describe.skipIf(!hasShared)(
  "links, names and charsets as linkchecker's own tests tell (skipped without ../shared)",
  () => {
    const pages = hasShared ? judgedPages() : [];

    test("its 33 pages: 42 of our 64 links are in its results; the others differ for reasons", () => {
      const rows = pages.reduce((count, { ours }) => count + ours.length, 0);
      const differing = pages.flatMap(({ page, ours, theirs }) => missing(page, ours, theirs));
      expect([pages.length, rows, rows - differing.length]).toEqual([33, 64, 42]);
      expect(differing.toSorted()).toEqual(placesOf(OURS));
    });

    test("its results that are no links of ours are of other elements, or differ for reasons", () => {
      const differing = pages.flatMap(({ page, ours, theirs }) => missing(page, theirs, ours));
      expect(differing.toSorted()).toEqual(placesOf(THEIRS));
    });

    test.each(["charsets/cp1250.html", "charsets/iso8859-2.html", "charsets/utf8.html"])(
      "the name in %s is right",
      (name) => {
        const { ours, theirs } = pages.find(({ page }) => page === name)!;
        expect(ours).toHaveLength(1);
        expect(ours[0]![2]).toMatch(/^\u017Dlu\u0165/);
        expect(theirs).toContainEqual(ours[0]);
      },
    );
  },
);

function at(page: string, ...places: readonly number[]): string[] {
  return places.map((place) => `${page} ${place}`);
}

/** Rows of one side that the other does not hold, as page and place. */
function missing(page: string, rows: readonly Row[], others: readonly Row[]): string[] {
  const known = new Set(others.map((row) => JSON.stringify(row)));
  return rows.flatMap((row, place) => (known.has(JSON.stringify(row)) ? [] : [`${page} ${place}`]));
}

/** Every page that has a result: links of `a`, `area` and frames, and what the result holds but the page itself. */
function judgedPages(): { readonly page: string; readonly ours: Row[]; readonly theirs: Row[] }[] {
  return readdirSync(sharedPath(FOLDER), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(?:x?html|php)\.result$/.test(name))
    .toSorted()
    .map((name) => {
      const page = name.replace(/\.result$/, "");
      const { text } = decodeBody(readFileSync(sharedPath(`${FOLDER}/${page}`)), null);
      const links = extractLinks(text, DATA + page).filter(({ kind }) => kind === "hyperlink" || kind === "frame");
      const ours = links.map(({ href, url, accessibleName }): Row => [href.trim(), url, accessibleName]);
      return { page, ours, theirs: resultRows(readFileSync(sharedPath(`${FOLDER}/${name}`), "utf8"), DATA + page) };
    });
}

/** Rows of a result: blocks of lines that each begin with what they tell. */
function resultRows(result: string, pageUrl: string): Row[] {
  const rows: Row[] = [];
  for (const block of result.split(/\n\s*\n/).filter((text) => /^url /m.test(text))) {
    const told = (key: string): string => new RegExp(`^${key} (.*)$`, "m").exec(block)?.[1] ?? "";
    const written = onLoopback(told("url"));
    if (written !== pageUrl) rows.push([written.trim(), canonicalizeUrl(onLoopback(told("real url"))), told("name")]);
  }
  return rows;
}

/** An address with the places that the result leaves open filled in. */
function onLoopback(written: string): string {
  return written
    .replaceAll("%(datadir)s", "data")
    .replace("tests/checker/data", "data")
    .replace("file://%(curdir)s", "http://localhost")
    .replace(":%(port)d", "")
    .replaceAll("%%", "%");
}
