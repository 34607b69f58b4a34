import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { defaultCrawlSettings } from "../../../crawler/settings.ts";
import { parseSitemap } from "../../../crawler/sitemap.ts";

const HOST = "https://a.example";
const FILE = `${HOST}/maps/sitemap.xml`;
const NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

const bytes = (text: string) => new TextEncoder().encode(text);
const urlset = (inside: string) => `<?xml version="1.0"?><urlset xmlns="${NAMESPACE}">${inside}</urlset>`;
const page = (address: string) => `<url><loc>${address}</loc><priority>0.5</priority></url>`;
const read = (text: string) => parseSitemap(bytes(text), FILE);
const pages = (count: number) => Array.from({ length: count }, (_, index) => page(`${HOST}/${index}`)).join("");

describe("a sitemap lists its pages and further sitemaps, in order (sitemaps.org)", () => {
  test.each([
    ["pages", urlset(page(`${HOST}/1`) + page(`${HOST}/2`)), [`${HOST}/1`, `${HOST}/2`], []],
    ["an index", `<sitemapindex><sitemap><loc> ${HOST}/s.xml\n</loc></sitemap></sitemapindex>`, [], [`${HOST}/s.xml`]],
    ["no namespace", `<urlset>${page(`${HOST}/1`)}</urlset>`, [`${HOST}/1`], []],
    [
      "a prefix",
      `<s:urlset xmlns:s="${NAMESPACE}"><s:url><s:loc>${HOST}/1</s:loc></s:url></s:urlset>`,
      [`${HOST}/1`],
      [],
    ],
    [
      "CDATA and entities of XML",
      urlset(`<url><loc><![CDATA[${HOST}/?a&b]]>&amp;c&#61;1</loc></url>`),
      [`${HOST}/?a&b&c=1`],
      [],
    ],
    [
      "pictures",
      urlset(`<url><i:image><i:loc>${HOST}/p.png</i:loc></i:image><loc>${HOST}/1</loc></url>`),
      [`${HOST}/1`],
      [],
    ],
    ["pictures beside", urlset(`<url><i:loc>${HOST}/p.png</i:loc><loc>${HOST}/1</loc></url>`), [`${HOST}/1`], []],
    [
      "alternates",
      urlset(`<url><loc>${HOST}/1</loc><x:link rel="alternate" href="${HOST}/2"/></url>`),
      [`${HOST}/1`],
      [],
    ],
    ["an address in a comment", urlset(`<!-- ${page(`${HOST}/0`)} -->${page(`${HOST}/1`)}`), [`${HOST}/1`], []],
    ["white space before", `\n \n${urlset(page(`${HOST}/1`))}`, [`${HOST}/1`], []],
    ["relative addresses", urlset(page("../1") + page("2")), [`${HOST}/1`, `${HOST}/maps/2`], []],
    ["empty addresses", urlset("<url><loc/></url><url/><url><loc>  </loc></url>"), [], []],
    ["text", `${HOST}/1\r\n\n  ${HOST}/2  \rnot an address\n/3\n${HOST}/4 5`, [`${HOST}/1`, `${HOST}/2`], []],
    [
      "RSS",
      `<rss><channel><link>${HOST}/</link><item><title>t</title><link>${HOST}/1</link></item></channel></rss>`,
      [`${HOST}/1`],
      [],
    ],
    [
      "RSS 1.0",
      `<rdf:RDF xmlns="http://purl.org/rss/1.0/"><item><link>${HOST}/1</link></item></rdf:RDF>`,
      [`${HOST}/1`],
      [],
    ],
    [
      "Atom",
      `<feed><link href="${HOST}/"/><entry><link rel="edit" href="/0"/><link href="/1"/><link href="/2"/></entry></feed>`,
      [`${HOST}/1`],
      [],
    ],
    ["an HTML page", `<!DOCTYPE html><html><body><a href="/1">1</a><br></body></html>`, [], []],
    ["nothing", "", [], []],
    ["a root named like a part of every object", `<constructor>${page(`${HOST}/1`)}</constructor>`, [], []],
  ] as const)("%s", (_, text, urls, sitemaps) => {
    expect(read(text)).toEqual({ urls, sitemaps });
  });

  test.each([
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${urlset(page(`${HOST}/é`))}`, "utf8")],
    ["UTF-16 with a mark", Buffer.from(`\uFEFF${urlset(page(`${HOST}/é`))}`, "utf16le")],
    ["UTF-16 without", Buffer.from(urlset(page(`${HOST}/é`)), "utf16le")],
    ["UTF-16, high byte first", Buffer.from(urlset(page(`${HOST}/é`)), "utf16le").swap16()],
    [
      "ISO 8859-1 as declared",
      Buffer.from(urlset(page(`${HOST}/é`)).replace(`"1.0"`, `"1.0" encoding='ISO-8859-1'`), "latin1"),
    ],
    [
      "UTF-8, declared as UTF-16",
      Buffer.from(urlset(page(`${HOST}/é`)).replace(`"1.0"`, `"1.0" encoding="UTF-16"`), "utf8"),
    ],
    [
      "UTF-8, declared as nonsense",
      Buffer.from(urlset(page(`${HOST}/é`)).replace(`"1.0"`, `"1.0" encoding="x-none"`), "utf8"),
    ],
    ["gzip, whatever its name", gzipSync(urlset(page(`${HOST}/é`)))],
    ["gzip twice", gzipSync(gzipSync(urlset(page(`${HOST}/é`))))],
    [
      "gzip in two members",
      Buffer.concat([gzipSync(urlset("").slice(0, -9)), gzipSync(`${page(`${HOST}/é`)}</urlset>`)]),
    ],
  ])("is read in %s", (_, body) => {
    expect(parseSitemap(body, FILE).urls).toEqual([`${HOST}/é`]);
  });
});

describe("a broken file gives the entries before the break", () => {
  const before = [`${HOST}/1`, `${HOST}/2`];
  const sound = page(before[0]!) + page(before[1]!);
  test.each([
    ["end of file", `<urlset>${sound}`],
    ["end of file in an address", `<urlset>${sound}<url><loc>${HOST}/3`],
    ["end of file before an entry's end", `<urlset>${sound}<url><loc>${HOST}/3</loc>`],
    ["wrong end tag", `<urlset>${sound}<url><loc>${HOST}/3</url>${page("/4")}</urlset>`],
    ["bare ampersand", `<urlset>${sound}${page(`${HOST}/3?a&b`)}${page("/4")}</urlset>`],
    ["unknown entity", `<urlset>${sound}${page(`${HOST}/&name;`)}${page("/4")}</urlset>`],
    ["NUL", `<urlset>${sound}\0${page("/4")}</urlset>`],
    ["second root", `<urlset>${sound}</urlset><urlset>${page("/4")}</urlset>`],
    ["text after the cut", `${before.join("\n")}\n`],
  ])("%s", (_, text) => {
    expect(read(text).urls).toEqual(before);
  });

  const random = Array.from({ length: 2000 }, (_, index) => `${HOST}/${(index * 2_654_435_761) % 4_294_967_296}`);
  const compressed = gzipSync(random.join("\n"));
  test.each([
    ["cut gzip", compressed.subarray(0, compressed.length / 2)],
    ["gzip without its check", compressed.subarray(0, -8)],
    ["gzip with a wrong check", Buffer.concat([compressed.subarray(0, -8), Buffer.alloc(8)])],
    ["gzip with bad data", Buffer.concat([compressed.subarray(0, compressed.length / 2), Buffer.alloc(500, 0xff)])],
  ])("%s", (_, body) => {
    const { urls } = parseSitemap(body, FILE);
    expect(urls.length).toBeGreaterThan(700);
    // Bytes that happen to decode behind the break may make one more line.
    expect(urls.slice(0, -1)).toEqual(random.slice(0, urls.length - 1));
  });

  test("gzip without content lists nothing", () => {
    expect(parseSitemap(Uint8Array.of(0x1f, 0x8b), FILE)).toEqual({ urls: [], sitemaps: [] });
    expect(parseSitemap(Uint8Array.of(0x1f, 0x8b, 9, 9, 9, 9), FILE)).toEqual({ urls: [], sitemaps: [] });
  });
});

describe("limits hold, nothing is expanded, nothing fetched", () => {
  test("F71: 50,000 of 60,000 addresses are read, in XML and in text", () => {
    const last = `${HOST}/49999`;
    const { urls } = read(urlset(pages(60_000)));
    expect([urls.length, urls.at(-1)]).toEqual([50_000, last]);
    const { urls: lines } = read(Array.from({ length: 60_000 }, (_, index) => `${HOST}/${index}`).join("\n"));
    expect([lines.length, lines.at(-1)]).toEqual([50_000, last]);
  });

  test.each([0, 1, 2])(
    "the size limit holds for the decoded file, and what is within it counts (gzipped %i times)",
    (nesting) => {
      const file = bytes(`<urlset>${pages(20_000)}`);
      let body: Uint8Array = file;
      for (let times = 0; times < nesting; times += 1) body = gzipSync(body);
      expect(parseSitemap(body, FILE, defaultCrawlSettings).urls).toHaveLength(20_000);
      const limits = { ...defaultCrawlSettings, maxSitemapBytes: file.length / 2 };
      const { urls } = parseSitemap(body, FILE, limits);
      const within = parseSitemap(file.subarray(0, file.length / 2), FILE).urls;
      expect(urls).toEqual(within.slice(0, urls.length));
      expect(urls.length / within.length).toBeGreaterThan(nesting === 0 ? 0.9999 : 0.98);
    },
  );

  test.each([1, 2])("F71: a bomb, gzipped %i times, gives what is before it", (nesting) => {
    let body: Uint8Array = Buffer.concat([bytes(`<urlset>${page(`${HOST}/1`)}`), Buffer.alloc(60_000_000, 0x20)]);
    for (let times = 0; times < nesting; times += 1) body = gzipSync(body, { level: 1 });
    expect(parseSitemap(body, FILE, { ...defaultCrawlSettings, maxSitemapBytes: 5_000_000 }).urls).toEqual([
      `${HOST}/1`,
    ]);
  });

  const laughs = Array.from({ length: 9 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join(
    "",
  );
  test.each([
    ["a billion laughs", `<!DOCTYPE urlset [<!ENTITY l0 "lol">${laughs}]>`],
    ["an external entity", `<!DOCTYPE urlset [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>`],
    ["a parameter entity", `<!DOCTYPE urlset [<!ENTITY % l9 SYSTEM "http://127.0.0.1/x.dtd"> %l9;]>`],
  ])("F71: a file that declares entities ends there: %s", (_, dtd) => {
    expect(read(`${dtd}<urlset>${page(`${HOST}/&l9;`)}${page(`${HOST}/1`)}</urlset>`).urls).toEqual([]);
  });

  test("a DTD that is only named is not read, the entries are", () => {
    const dtd = `<!DOCTYPE urlset SYSTEM "http://127.0.0.1/sitemap.dtd">`;
    expect(read(`${dtd}<urlset>${page(`${HOST}/1`)}</urlset>`).urls).toEqual([`${HOST}/1`]);
  });

  test.each([
    ["nesting without end", `<urlset>${page(`${HOST}/1`)}${"<url>".repeat(2_000_000)}`],
    [
      "attributes without end",
      `<urlset>${page(`${HOST}/1`)}<url ${Array.from({ length: 500_000 }, (_, n) => `a${n}=""`).join(" ")}>`,
    ],
    ["an entity name without end", `<urlset>${page(`${HOST}/1`)}&${"a".repeat(5_000_000)}`],
    ["a comment of dashes", `<urlset>${page(`${HOST}/1`)}<!--${"- ".repeat(2_000_000)}`],
    ["a text without end", `<urlset>${page(`${HOST}/1`)}<url><loc>${"&amp;".repeat(2_000_000)}`],
  ])("%s does no harm", (_, text) => {
    expect(read(text).urls).toEqual([`${HOST}/1`]);
  });
});
