import { describe, expect, test } from "vitest";
import { canonicalizeUrl } from "../../core/url.ts";
import { extractLinks } from "../../crawler/extract/extract-links.ts";
import { pageWith } from "../support/crawl-web.ts";
import { crawledWebs } from "../support/crawled-webs.ts";
import type { FakePages } from "../support/serve-web.ts";

const crawled = crawledWebs();
const PAGE = "https://a.example/x/page";
const LINK = '<a href="b">to b</a>';

/** Where a page's links lead, null for nowhere. */
function targets(html: string, page = PAGE): (string | null)[] {
  return extractLinks(html, page).map(({ url }) => url);
}

describe("the first base[href] decides for the whole page (HTML standard, 4.2.3)", () => {
  test.each([
    ["relative", '<base href="../y/">', "https://a.example/y/b"],
    ["relative without a final slash", '<base href="/y/z">', "https://a.example/y/b"],
    ["a query alone", '<base href="?q">', "https://a.example/x/b"],
    ["without a scheme", '<base href="//b.example/y/">', "https://b.example/y/b"],
    ["with white space around it", '<base href=" /y/\n">', "https://a.example/y/b"],
    ["empty", '<base href="">', "https://a.example/x/b"],
    ["with a target alone", '<base target="_top">', "https://a.example/x/b"],
    ["twice", '<base href="/1/"><base href="/2/">', "https://a.example/1/b"],
    ["twice, the first empty", '<base href=""><base href="/2/">', "https://a.example/x/b"],
    ["twice, the first without href", '<base target="x"><base href="/2/">', "https://a.example/2/b"],
    ["data:", '<base href="data:text/html,x">', "https://a.example/x/b"],
    ["data:, then another", '<base href="data:,"><base href="/2/">', "https://a.example/x/b"],
    ["javascript:", '<base href="javascript:alert(1)">', "https://a.example/x/b"],
    ["file:", '<base href="file:///etc/">', "https://a.example/x/b"],
    ["no address at all", '<base href="http://]/">', "https://a.example/x/b"],
    ["on another host", '<base href="http://b.example">', "http://b.example/b"],
    ["in a comment", '<!--<base href="/y/">-->', "https://a.example/x/b"],
    ["in a template", '<template><base href="/y/"></template>', "https://a.example/x/b"],
    ["in a script", '<script>"<base href=/y/>"</script>', "https://a.example/x/b"],
    ["in noscript", '<noscript><base href="/y/"></noscript>', "https://a.example/x/b"],
    ["in SVG", '<svg><title><base href="/y/"></title></svg>', "https://a.example/y/b"],
  ])("F69: %s", (_what, base, expected) => {
    expect(targets(`<head>${base}</head>${LINK}`)).toEqual([expected]);
  });

  test("F69: late, it counts for the links before it as for those after", () => {
    const page = `<link rel="canonical" href="c"><p>${LINK}<form action="f"></form><base href="/y/">${LINK}`;
    expect(targets(page)).toEqual(["c", "b", "f", "b"].map((name) => `https://a.example/y/${name}`));
  });

  test("F69: a crawl goes where base points, frames and forms and refresh included", async () => {
    const web = await crawled({
      "a.example": {
        "/": pageWith("/relative/", "/twice/", "/data/", "/late/", "/empty/", "/away/", "/refresh/"),
        "/relative/": based('<base href="deep/">'),
        "/twice/": based('<base href="first/"><base href="second/">'),
        "/data/": based('<base href="data:text/html,x">'),
        "/late/": `${pageWith("1")}<base href="/late/after/">`,
        "/empty/": based('<base href="">'),
        "/away/": based('<base href="https://b.example/from/">'),
        "/refresh/": '<base href="there/"><meta http-equiv="refresh" content="0;url=1">',
        ...leaves("/relative/deep/1", "/twice/first/1", "/data/1", "/late/after/1", "/empty/1", "/refresh/there/1"),
      },
      "b.example": { "/": pageWith() },
    });
    expect(web.coverage("a.example")).toMatchObject({ state: "complete", fetched: 13 });
    expect(web.links("https://a.example/away/").map(({ to }) => to)).toEqual(["https://b.example/from/1"]);
    expect(
      web
        .visits()
        .filter(({ kind }) => kind === "http-error")
        .map(({ url }) => url),
    ).toEqual([]);
  });
});

function based(base: string): string {
  return pageWith("1").replace("<head>", `<head>${base}`);
}

function leaves(...paths: readonly string[]): FakePages {
  return Object.fromEntries(paths.map((path) => [path, `<title>${path}</title><h1>${path}</h1>`]));
}

/** Hrefs, and where they lead; null: nowhere on the web. */
const HREFS: readonly (readonly [what: string, href: string, url: string | null])[] = [
  ["tabs and line ends inside", "/a\tb\nc\rd", "https://a.example/abcd"],
  ["white space around", " \t/b\n ", "https://a.example/b"],
  ["a tab in the scheme", "ht\ttps://b.example/", "https://b.example/"],
  ["controls around", "\u0001/b\u001F", "https://a.example/b"],
  ["no-break space, which is no white space here", "\u00A0/b", "https://a.example/x/%C2%A0/b"],
  ["an international host", "https://b\u00FCcher.example/", "https://xn--bcher-kva.example/"],
  ["the same in punycode", "https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"],
  ["fullwidth letters and dots", "https://\uFF42\u3002example/", "https://b.example/"],
  ["an international path and query", "/\u00E9?\u00E9=\u00E9", "https://a.example/%C3%A9?%C3%A9=%C3%A9"],
  ["punycode that decodes to nothing", "https://xn--a-\u00E9.example/", null],
  ["a soft hyphen in a host", "https://b\u00AD.example/", "https://b.example/"],
  ["an escape that is none", "/%zz", "https://a.example/%zz"],
  ["half an escape", "/b%", "https://a.example/b%"],
  ["an escape that is none in a host", "https://b%zz.example/", null],
  ["an escape in a host", "https://%62.example/", "https://b.example/"],
  ["an escaped slash, which is no slash", "/b%2fc", "https://a.example/b%2Fc"],
  ["an escaped NUL", "/b%00", "https://a.example/b%00"],
  ["backslashes", "\\b\\c", "https://a.example/b/c"],
  ["two backslashes", "\\\\b.example\\c", "https://b.example/c"],
  ["a scheme and backslashes", "https:\\\\b.example\\c", "https://b.example/c"],
  ["a backslash in the query", "?\\b", "https://a.example/x/page?\\b"],
  ["a host without a scheme", "//b.example/c", "https://b.example/c"],
  ["three slashes", "///b.example/c", "https://b.example/c"],
  ["a scheme without slashes", "https:b", "https://a.example/x/b"],
  ["another scheme without slashes", "http:b.example", "http://b.example/"],
  ["empty", "", PAGE],
  ["a fragment", "#top", PAGE],
  ["a lone question mark", "?", PAGE],
  ["dots", "./../../..", "https://a.example/"],
  ["escaped dots", "/b/%2e%2e/c", "https://a.example/c"],
  ["credentials", "https://u:p@b.example/", "https://b.example/"],
  ["a host that only looks like one", "https://a.example@b.example/", "https://b.example/"],
  ["a number as host", "http://2130706433/", "http://127.0.0.1/"],
  ["a port that is the scheme's own", "https://b.example:443/", "https://b.example/"],
  ["a port out of range", "https://b.example:65536/", null],
  ["no host", "https://", null],
  ["a bracket", "http://]/", null],
  ["a space in a host", "https://b c.example/", null],
  ["a NUL in a host", "https://b\u0000.example/", null],
  ["a lone surrogate", "/\uD800", "https://a.example/%EF%BF%BD"],
  ["mailto:", "mailto:x@b.example", null],
  ["javascript: in disguise", " java\nscript:alert(1)", null],
  ["data:", "data:text/html,<a href=/b>", null],
  ["tel:", "tel:+331", null],
];

/** Characters that HTML replaces where references stand for them: controls and halves of pairs. */
const HAS_ODD_CHARACTERS = /\p{Cc}|\p{Cs}/u;

describe("hrefs are read by the URL Standard; a failure is no edge", () => {
  test.each(HREFS)("F70: %s: %j leads to %s", (_what, href, url) => {
    expect(canonicalizeUrl(href, PAGE)).toBe(url);
    // What a page writes as references arrives as it is.
    const written = Array.from(href, (character) => `&#x${character.codePointAt(0)?.toString(16)};`).join("");
    if (!HAS_ODD_CHARACTERS.test(href)) {
      expect(extractLinks(`<a href="${written}">x</a>`, PAGE).map((link) => [link.href, link.url])).toEqual([
        [href, url],
      ]);
    }
  });

  test("F70: a crawl follows those that lead to its sites and keeps no edge for those that lead nowhere", async () => {
    const page = HREFS.map(([, href]) => `<a href="${href.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}">x</a>`);
    const web = await crawled({
      "a.example": { "/": pageWith("/x/page"), "/x/page": page.join(" "), "*": pageWith() },
      "b.example": { "*": pageWith() },
      "xn--bcher-kva.example": { "*": pageWith() },
    });
    const led = HREFS.flatMap(([, , url]) => (url === null ? [] : [url]));
    expect(new Set(web.links(PAGE).map(({ to }) => to))).toEqual(new Set(led));
    const visited = new Set(web.visits().map(({ url }) => url));
    expect(led.filter((url) => url.startsWith("https://a.example/") && !visited.has(url))).toEqual([]);
    expect(web.visits().filter(({ kind }) => kind === "failed")).toEqual([]);
    expect(web.coverage("a.example").state).toBe("complete");
  });
});
