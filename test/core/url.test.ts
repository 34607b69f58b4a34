import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalizeUrl, hostOf } from "../../core/url.ts";

describe("an address has one spelling (crawler.md § 5)", () => {
  test.each([
    ["HTTPS://Tax.gov.example:443/a#top", "https://tax.gov.example/a"],
    ["https://tax.gov.example/a/../b", "https://tax.gov.example/b"],
    ["https://tax.gov.example./", "https://tax.gov.example/"],
    ["http://user:secret@tax.gov.example/", "http://tax.gov.example/"],
    ["https://tax.gov.example/%7euser/%c3%a9", "https://tax.gov.example/~user/%C3%A9"],
    ["https://tax.gov.example/?b=2&a=1&b=1", "https://tax.gov.example/?a=1&b=2&b=1"],
    ["https://tax.gov.example/?", "https://tax.gov.example/"],
    ["https://tax.gov.example/?utm_source=x&xtor=1&id=7", "https://tax.gov.example/?id=7"],
    ["https://tax.gov.example/p;jsessionid=A1?PHPSESSID=2", "https://tax.gov.example/p"],
    ["https://é.example/", "https://xn--9ca.example/"],
    ["http://0x7f.1/", "http://127.0.0.1/"],
    ["http://2130706433../", "http://127.0.0.1/"],
    ["http://tax.gov.example.../", "http://tax.gov.example/"],
  ])("%s is spelt %s", (href, expected) => {
    expect(canonicalizeUrl(href)).toBe(expected);
  });

  test.each([
    ["http://a.example/", "https://a.example/"],
    ["https://www.a.example/", "https://a.example/"],
    ["https://a.example/A", "https://a.example/a"],
    ["https://a.example/a", "https://a.example/a/"],
    ["https://a.example/index.html", "https://a.example/"],
    ["https://a.example/?a", "https://a.example/?a="],
  ])("%s and %s are never merged by spelling", (left, right) => {
    expect(canonicalizeUrl(left)).not.toBe(canonicalizeUrl(right));
  });

  test.each([
    "http://1.2.3.999../",
    "http://../",
    "mailto:a@b.example",
    "javascript:void(0)",
    "ftp://a.example/",
    "http://",
    "http://]/",
    "",
    "//",
  ])("%j is no address on the web", (href) => {
    expect(canonicalizeUrl(href)).toBeNull();
  });

  test("any text gives null or an address that is its own spelling, and none throws", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.webUrl({ withFragments: true, withQueryParameters: true }));
    fc.assert(
      fc.property(text, (href) => {
        const url = canonicalizeUrl(href, "https://base.example/x/");
        if (url !== null) expect(canonicalizeUrl(url)).toBe(url);
      }),
    );
  });

  test("a host keeps a port that is not its scheme's own", () => {
    expect(hostOf(canonicalizeUrl("https://a.example:8443/x")!)).toBe("a.example:8443");
  });
});
