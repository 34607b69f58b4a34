import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LINK_KINDS, REFERRALS, ZONES, ZONE_SOURCES, type ExtractedLink } from "../../core/link.ts";
import { canonicalizeUrl } from "../../core/url.ts";
import { cutBlocks } from "../../db/blocks/cut-blocks.ts";
import { expandSelf, selfTemplate } from "../../db/blocks/self-template.ts";
import { decodeNumbers, encodeNumbers } from "../../db/blocks/varint.ts";
import { address } from "../support/page-literal.ts";
import { storeBench, visitPages } from "../support/store-bench.ts";

const SELF = "https://a.example/page?x=1";

describe("a page's own address is taken out of its links, and put back byte for byte", () => {
  test.each([
    ["#top", SELF, true],
    ["", SELF, true],
    ["page?x=1", SELF, false],
    ["s", `https://share.example/?u=${encodeURIComponent(SELF)}&t=1`, true],
    ["s", `https://share.example/?u=${SELF}`, true],
    ["s", "https://share.example/?u=/", false],
    ["s", "https://b.example/", false],
  ])("%s to %s: template %s", (rawHref, target, isTemplate) => {
    const template = selfTemplate(target, SELF, rawHref);
    expect(template !== null).toBe(isTemplate);
    if (template !== null) expect(expandSelf(template, SELF)).toBe(target);
  });

  test("whatever the addresses, what is put back is what was taken", () => {
    const anyUrl = fc.webUrl({ withQueryParameters: true });
    fc.assert(
      fc.property(anyUrl, anyUrl, (self, other) => {
        const target = `https://share.example/?u=${encodeURIComponent(self)}&v=${encodeURIComponent(other)}`;
        const template = selfTemplate(target, self, "x");
        if (template !== null) expect(expandSelf(template, self)).toBe(target);
      }),
    );
  });
});

test("numbers of up to 53 bits survive", () => {
  fc.assert(
    fc.property(fc.array(fc.maxSafeNat()), (values) => {
      expect(decodeNumbers(encodeNumbers(values))).toEqual(values);
    }),
  );
});

const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("", "\u202Eevil", "a\u0000b", "<script>", "é"));
const anyLink = (position: number): fc.Arbitrary<ExtractedLink> =>
  fc
    .record({
      path: fc.constantFrom("/", "/a", "/b?x=1", "/page?x=1"),
      host: fc.constantFrom("a.example", "b.example"),
      kind: fc.constantFrom(...LINK_KINDS),
      rel: fc.subarray(["nofollow", "noopener", "me", "sponsored"]),
      text,
      accessibleName: text,
      zone: fc.constantFrom(...ZONES),
      zoneSource: fc.constantFrom(...ZONE_SOURCES),
      container: fc.constantFrom("main:1", "share:2", "nav:3"),
      cta: fc.boolean(),
      hreflang: fc.constantFrom(null, "en"),
      newWindow: fc.boolean(),
      referral: fc.constantFrom(...REFERRALS),
      element: fc.constantFrom("a", "area", "link"),
    })
    .map(({ path, host, ...rest }) => {
      const url = canonicalizeUrl(`https://${host}${path}`)!;
      return { href: path, url, via: null, heading: "", sentence: "", domPath: "html>body", position, ...rest };
    });
const anyPage = fc
  .array(fc.constant(0), { maxLength: 12 })
  .chain((places) => fc.tuple(...places.map((_, position) => anyLink(position))));

test("blocks hold every link of a page once, in order", () => {
  fc.assert(
    fc.property(anyPage, (links) => {
      expect(cutBlocks(links).flat()).toEqual(links);
    }),
  );
});

test("any page's links in, the same links out, on its first page and on the next", async () => {
  await fc.assert(
    fc.asyncProperty(anyPage, async (links) => {
      const bench = storeBench();
      const again = address(`${SELF}&again=1`);
      const { id } = await visitPages(bench, [
        { url: SELF, links },
        { url: `${SELF}&twice=1`, links },
        { url: again, links },
      ]);
      const lines = [...bench.store.dump(id)].map((line) => JSON.parse(line) as Record<string, unknown>);
      bench.store.close();
      for (const page of [SELF, again]) {
        const stored = lines.filter((line) => line["link"] === page);
        expect(stored).toHaveLength(links.length);
        for (const [place, link] of links.entries()) expectSame(stored[place]!, link);
      }
    }),
    { numRuns: 60 },
  );
});

function expectSame(stored: Record<string, unknown>, link: ExtractedLink): void {
  const { accessibleName, ...line } = stored;
  const { text: label, kind, rel, zone, zoneSource, cta, hreflang, newWindow, referral, element } = link;
  const kept = { text: label, kind, rel, zone, zoneSource, cta, hreflang, newWindow, referral, element };
  expect(line).toMatchObject({ to: link.url, ...kept });
  expect(accessibleName ?? link.text).toBe(link.accessibleName);
}
