import { expect, test } from "vitest";
import { SiteIndex } from "../../core/site-index.ts";
import { parseSiteId, type SiteId } from "../../core/site.ts";
import { canonicalizeUrl } from "../../core/url.ts";

const url = (text: string) => canonicalizeUrl(text)!;
const id = (text: string): SiteId => parseSiteId(text)!;

const index = new SiteIndex();
for (const [prefix, site] of [
  ["https://culture.example/", "culture"],
  ["https://data.culture.example/", "data"],
  ["https://www.portal.example/", "portal"],
  ["https://www.portal.example/business/", "business"],
  ["https://ported.example:8443/", "ported"],
  ["http://[2001:db8::1]/", "six"],
] as const) {
  index.add(url(prefix), id(site));
}

test.each([
  ["https://culture.example/a", "culture"],
  ["http://www.culture.example/", "culture"],
  ["https://data.culture.example/set", "data"],
  ["https://aculture.example/", null],
  ["https://www.portal.example/businesses", "portal"],
  ["https://www.portal.example/business", "business"],
  ["https://www.portal.example/business/tax?x=1", "business"],
  ["https://portal.example/business", null],
  ["https://ported.example:8443/x", "ported"],
  ["https://ported.example/x", null],
  ["http://[2001:db8::1]/x", "six"],
  ["https://elsewhere.example/", null],
])("%s belongs to %s: the longest prefix wins", (address, expected) => {
  expect(index.siteOf(url(address))).toBe(expected);
});

test("a prefix that another site holds stays with it, and the conflict is told", () => {
  const conflict = index.add(url("https://culture.example/"), id("other"));
  expect(conflict).toEqual({ prefix: "https://culture.example/", siteIds: ["culture", "other"] });
  expect(index.siteOf(url("https://culture.example/"))).toBe("culture");
});
