import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { decodeBody } from "../../../crawler/extract/decode-body.ts";
import { extractLinks } from "../../../crawler/extract/extract-links.ts";
import { differing, placesOf, type Differences } from "../../support/frozen-rows.ts";
import { treeCases, treeLinks } from "../../support/html5lib-trees.ts";
import { hasShared, sharedPath } from "../../support/shared.ts";

const ENCODINGS: Differences = { "a script writes the meta element: no script runs here": [82] };

/** Links of the expected tree, one for each time that the page writes it: copies of an unclosed `a` count once. */
function expectedLinks(data: string, tree: string): string[] {
  const left = new Map<string, number>();
  return treeLinks(tree)
    .filter((link) => {
      const count = left.get(link) ?? timesWritten(data, link.slice(link.indexOf(" ") + 1));
      left.set(link, count - 1);
      return count > 0;
    })
    .toSorted();
}

/** How often a page writes an address as the value of an attribute. */
function timesWritten(data: string, href: string): number {
  return data.split(new RegExp(`=\\s*["']?${href.replaceAll(/[^\w]/g, String.raw`\$&`)}(?=["'\\s>])`)).length - 1;
}

function ourLinks(data: string): string[] {
  return extractLinks(data, "https://page.example/")
    .filter(({ element }) => element !== "link")
    .map(({ element, href }) => `${element} ${href}`)
    .toSorted();
}

describe.skipIf(!hasShared)("HTML as html5lib-tests expect it (skipped without ../shared)", () => {
  const cases = hasShared ? treeCases() : [];
  const documents = cases.filter(({ isFragment }) => !isFragment);

  test("all 385 trees of whole pages have our links; the 14 of fragments are read without a throw", () => {
    expect([documents.length, cases.length - documents.length]).toEqual([385, 14]);
    const places = differing(documents, ({ data, tree }) => {
      return JSON.stringify(ourLinks(data)) === JSON.stringify(expectedLinks(data, tree));
    });
    expect(places.map((place) => documents[place])).toEqual([]);
    for (const { data } of cases) expect(() => ourLinks(data)).not.toThrow();
  });

  test("nor do they differ when every `a` of page and tree that has no address is given one", () => {
    // Few of the pages write one, and where an `a` ends is what many of them are about.
    const linked = documents.map(({ data, tree }) => ({
      data: data.replaceAll(/<a(?=[\s>])(?![^>]*href)/gi, "$& href=given"),
      tree: tree.replaceAll(/^\| ( *)<(?:svg |math )?a>$(?!\n\| *href=)/gm, '$&\n|   $1href="given"'),
    }));
    const withLinks = linked.filter(({ tree }) => treeLinks(tree).length > 0);
    const places = differing(linked, ({ data, tree }) => {
      return JSON.stringify(ourLinks(data)) === JSON.stringify(expectedLinks(data, tree));
    });
    expect(places.map((place) => linked[place])).toEqual([]);
    expect(withLinks).toHaveLength(30);
  });

  test("82 of 83 encodings; the other differs for a reason", () => {
    const rows = ["tests1.dat", "tests2.dat", "test-yahoo-jp.dat", "scripted/tests1.dat"].flatMap((name) => {
      const file = readFileSync(sharedPath(`suites/html5lib-tests/encoding/${name}`), "latin1");
      return `\n${file}`.split("\n#data\n").slice(1);
    });
    const places = differing(rows, (row) => {
      const mark = row.lastIndexOf("\n#encoding\n");
      const [expected = ""] = row.slice(mark + "\n#encoding\n".length).split("\n", 1);
      const { encoding } = decodeBody(Buffer.from(row.slice(0, mark), "latin1"), null);
      return encoding.toLowerCase() === expected.toLowerCase();
    });
    expect(places).toEqual(placesOf(ENCODINGS));
    expect([rows.length - places.length, rows.length]).toEqual([82, 83]);
  });
});
