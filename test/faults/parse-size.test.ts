import { describe, expect, test } from "vitest";
import { extractLinks } from "../../crawler/extract/extract-links.ts";
import { readPage } from "../../crawler/extract/read-page.ts";
import { MAX_LINKS } from "../../crawler/limit-links.ts";
import { pageWith } from "../support/crawl-web.ts";
import { crawledWebs } from "../support/crawled-webs.ts";
import { writeEndlessly } from "../support/write-endlessly.ts";

const PAGE = "https://a.example/";
const MIB = 1024 * 1024;
const LIMIT_MS = 5000;
/** Links of one page that are read: those beyond are counted. */
const READ_LINKS = 20_000;
const DEPTH = 100_000;
const MILLION = 1_000_000;

/** Reads a page to the last, within the time: work of this thread, whatever else the machine does. */
function readInTime(html: string): ReturnType<typeof readPage> {
  const start = process.threadCpuUsage();
  const page = readPage(html, PAGE);
  for (const { sentence, domPath } of page.links.slice(0, MAX_LINKS))
    expect(sentence.length + domPath.length).toBeLessThan(6000);
  const { user, system } = process.threadCpuUsage(start);
  expect((user + system) / 1000).toBeLessThan(LIMIT_MS);
  return page;
}

const link = '<a href="/b">to b</a>';

describe("pages out of all measure are read in less than 5 s", () => {
  test.each([
    ["div", "<div>", "</div>"],
    ["div left open", "<div>", ""],
    ["elements nobody knows", "<x-y>", "</x-y>"],
    ["different elements nobody knows", "", ""],
    ["b left open, which the tree builder opens again and again", "<b><p>", ""],
    ["ul and li", "<ul><li>", ""],
    ["tables in tables", "<table><tr><td>", ""],
    ["sections, which each make a block", "<section>", "</section>"],
    ["svg and foreignObject", "<svg><foreignObject>", ""],
    ["math and mi", "<math><mi>", ""],
    ["template", "<template>", "</template>"],
    ["forms, of which one counts", '<form action="/f">', ""],
    ["headings", "<h1>", ""],
    ["objects, out of which nothing is closed", "<object>", ""],
  ])("F68: 100,000 nested %s: the link inside is found", (name, open, close) => {
    const opened = name.startsWith("different")
      ? Array.from({ length: DEPTH }, (_, at) => `<x-${at}>`).join("")
      : open.repeat(DEPTH);
    const { links } = readInTime(`${opened}${link}${close.repeat(DEPTH)}${link}`);
    const found = links.filter(({ kind }) => kind === "hyperlink").map(({ href, text }) => [href, text]);
    expect(found).toEqual(Array.from({ length: name === "template" ? 1 : 2 }, () => ["/b", "to b"]));
  });

  test.each([
    ["end tags that close nothing", "</div></p></b></table>"],
    ["comments", "<!-- x -->"],
    ["declarations", "<!x><?y>"],
    ["CDATA that is a comment", "<![CDATA[x]]>"],
    ["b in p, closed the wrong way round", "<p><b></p></b>"],
    ["a around a table", "<a href=x><table><tr><td></a>"],
    ["scripts that never end", "<script><!--<script>"],
    ["references", "&amp;&#x41;&notit;&"],
    ["letters of a tag", "<a<b<c"],
  ])("F68: 5 MiB of %s", (_name, piece) => {
    expect(readInTime(`${link}${piece.repeat((5 * MIB) / piece.length)}`).links[0]).toMatchObject({ href: "/b" });
  });

  test.each([
    ["a title", (long: string) => `<a title="${long}" href="/b">to b</a>${link}`, 2],
    ["an address", (long: string) => `<a href="/${long}">to x</a>${link}`, 2],
    ["a class", (long: string) => `<div class="${"x ".repeat(long.length / 2)}">${link}</div>`, 1],
    ["rel", (long: string) => `<a href="/b" rel="${"x ".repeat(long.length / 2)}">to b</a>`, 1],
    ["aria-labelledby", (long: string) => `<a href="/b" aria-labelledby="${"x ".repeat(long.length / 2)}">to b</a>`, 1],
    ["srcset", (long: string) => `<img srcset="${"x 1x,".repeat(long.length / 5)}">${link}`, 1],
    ["meta robots", (long: string) => `<meta name="robots" content="${"x,".repeat(long.length / 2)}">${link}`, 1],
    ["a refresh", (long: string) => `<meta http-equiv="refresh" content="0;url=${long}">${link}`, 1],
    ["references in a title", (long: string) => `<a title="${"&amp".repeat(long.length / 4)}" href="/b">to b</a>`, 1],
    ["a value without quotes", (long: string) => `<a href=/${long}>to x</a>${link}`, 2],
    ["a name", (long: string) => `<a ${long} href="/b">to b</a>`, 1],
    ["a tag's name", (long: string) => `<${long}>${link}`, 1],
    ["an attribute that never ends", (long: string) => `${link}<a href="/c" title="${long}`, 1],
  ])("F68: 5 MiB in %s", (_name, page, count) => {
    expect(readInTime(page("x".repeat(5 * MIB))).links).toHaveLength(count);
  });

  test("F68: half a million attributes in one tag, of which the first of a name counts", () => {
    const page = `<a ${"title=x href=/b ".repeat(MILLION / 4)}>to b</a>`;
    expect(readInTime(page).links.map(({ href }) => href)).toEqual(["/b"]);
  });

  test.each([
    ["one after the other", '<a href="/b">x</a> '],
    ["never closed, in one sentence", "<a href=/b>x"],
    ["without text", "<a href=b>"],
    ["in items", "<li><a href=/b>x"],
    ["with names of their own", '<a href=/b aria-label="y" title=z>x</a>'],
  ])("F68: 1,000,000 links %s: 20,000 are read, and the others counted", (_name, piece) => {
    const { links, droppedLinks } = readInTime(piece.repeat(MILLION));
    expect([links.length, droppedLinks]).toEqual([READ_LINKS, MILLION - READ_LINKS]);
  });

  test("F68: extractLinks itself gives no more", () => {
    expect(extractLinks("<a href=b>".repeat(MILLION), PAGE)).toHaveLength(READ_LINKS);
  });
});

const crawled = crawledWebs();

test("F68: a crawl reads the first 5 MiB of an attribute of 1 GB and of 1,000,000 links, and other sites finish", async () => {
  const web = await crawled({
    "huge.example": {
      "/": pageWith("/attribute", "/links", "/nested"),
      "/attribute": writeEndlessly(`${link}<a title="`, "x".repeat(64 * 1024), 1024 * MIB),
      "/links": "<a href=/b>x</a> ".repeat(MILLION),
      "/nested": `${"<div>".repeat(DEPTH)}${link}`,
      "/b": pageWith(),
    },
    "quiet.example": { "/": pageWith("/1"), "/1": pageWith() },
  });
  const kept = (path: string): number => web.links(`https://huge.example${path}`).length;
  const visits = new Map(web.visits().map((visit) => [visit.url, visit]));
  expect(visits.get("https://huge.example/attribute")).toMatchObject({ kind: "fetched", truncated: "length" });
  expect(visits.get("https://huge.example/links")).toMatchObject({ kind: "fetched", truncated: "length" });
  expect(visits.get("https://huge.example/nested")).toMatchObject({ kind: "fetched", truncated: null });
  expect([kept("/attribute"), kept("/links"), kept("/nested")]).toEqual([1, MAX_LINKS, 1]);
  expect(web.coverage("huge.example")).toMatchObject({ state: "complete", fetched: 5 });
  expect(web.coverage("quiet.example")).toMatchObject({ state: "complete", fetched: 2 });
});
