import { expect, test } from "vitest";
import { extractLinks } from "../../../crawler/extract/extract-links.ts";
import { readPage } from "../../../crawler/extract/read-page.ts";

const PAGE = "https://page.example/";

test.each([
  ['<a name="top"/><h1>Housing</h1><p>benefit', ["benefit", "housing"]],
  ['<p><a id="x">Housing</a> benefit</p>', ["benefit", "housing"]],
  ['<p><a href="/h">Housing</a> benefit</p>', ["benefit"]],
  ['<a href="/h">Housing<a name="x">benefit</a>', ["benefit"]],
])("text in an `a` without an address is text of the page: %s", (html, terms) => {
  expect(readPage(html, PAGE).text.terms.map(([term]) => term)).toEqual(terms);
});

test.each([
  ['<form action="/s"><label>Search</label> <button>Go</button></form>', "Search Go"],
  ['<form action="/s">\n<p>Search</p>\n<p>Go</p>\n</form>after', "Search Go"],
  ['<form action="/s"><p>Search<p>Go', "Search Go"],
  ['<form action="/s"><input></form>after', ""],
  ['<div><form action="/s">in</div>after', "in"],
])("the text of a form is what its reader sees first in it: %s", (html, text) => {
  expect(extractLinks(html, PAGE).map((link) => [link.kind, link.text])).toEqual([["form", text]]);
});

test("the text of a form that is the whole page is cut", () => {
  const html = `<form action="/s">${"<p>word</p>".repeat(1000)}</form>`;
  expect(extractLinks(html, PAGE)[0]?.text).toBe("word ".repeat(50).trim());
});
