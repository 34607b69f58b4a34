import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { canonicalizeUrl } from "../../../core/url.ts";
import { extractLinks } from "../../../crawler/extract/extract-links.ts";
import { isFollowed } from "../../../crawler/extract/is-followed.ts";
import { pageMetadata, refreshRedirect } from "../../../crawler/extract/page-metadata.ts";
import { readPage } from "../../../crawler/extract/read-page.ts";
import { hasShared, sharedJson, sharedPath } from "../../support/shared.ts";

interface PageCase {
  readonly id: number;
  readonly base: string;
  readonly html: string;
  readonly title: string;
  readonly text_ws_insensitive: string;
  readonly form_use_action: boolean;
  readonly outlinks: readonly { readonly url: string; readonly anchor: string }[];
}
interface RobotsCase {
  readonly noindex: boolean;
  readonly nofollow: boolean;
}

const FOLDER = "suites/links-nutch";

/** Its links that are none of ours: pictures and videos. */
const MEDIA = /\.(?:gif|mp4)$/;

/** Our links that it counts: those that may be followed, and forms that ask by GET where it was told to. */
function countedLinks({ html, base, form_use_action: countsForms }: PageCase): (string | null)[][] {
  const links = extractLinks(html, base).filter((link) =>
    link.kind === "form" ? countsForms && link.method === "get" : isFollowed(link, { nofollow: false }),
  );
  return links.map(({ url, accessibleName }) => [url, accessibleName]);
}

function words(text: string): string[] {
  return [
    ...new Set(
      text
        .normalize("NFC")
        .toLowerCase()
        .match(/\p{L}{2,}/gu),
    ),
  ].toSorted();
}

describe.skipIf(!hasShared)(
  "links and metadata as nutch, stormcrawler and Norconex expect them (skipped without ../shared)",
  () => {
    const pages = hasShared ? sharedJson<PageCase[]>(`${FOLDER}/nutch-outlinks.json`) : [];

    test("15 pages are judged", () => {
      expect(pages).toHaveLength(15);
    });

    test.each(pages.map((page) => [page.id, page] as const))(
      "page %i: the same links, names, title and words",
      (_, page) => {
        const expected = page.outlinks.filter(({ url }) => !MEDIA.test(url));
        expect(countedLinks(page)).toEqual(expected.map(({ url, anchor }) => [canonicalizeUrl(url), anchor]));
        expect(pageMetadata(page.html).title).toBe(page.title);
        // Terms leave out the words of links and of the title.
        const { links, text } = readPage(page.html, page.base);
        const read = [text.title, ...links.map((link) => link.text), ...text.terms.map(([term]) => term)].join(" ");
        expect(words(read)).toEqual(words(page.text_ws_insensitive));
      },
    );

    test("9 of 9 pages with meta robots", () => {
      const rows = sharedJson<(RobotsCase & { readonly html: string })[]>(`${FOLDER}/nutch-robots-meta.json`);
      expect(rows).toHaveLength(9);
      for (const { html, noindex, nofollow } of rows) {
        expect(pageMetadata(html).robots, html).toEqual({ noindex, nofollow });
      }
    });

    test.each(["nice", "ugly"])("meta robots of %s.html: neither index nor follow", (name) => {
      const html = readFileSync(sharedPath(`${FOLDER}/StandardRobotsMetaProviderTest-${name}.html`), "utf8");
      expect(pageMetadata(html).robots).toEqual({ noindex: true, nofollow: true });
    });

    test("3 of 3 pages with a refresh", () => {
      const rows = sharedJson<{ html: string; expected: string }[]>(`${FOLDER}/stormcrawler-meta-refresh.json`);
      expect(rows).toHaveLength(3);
      for (const { html, expected } of rows) {
        const metadata = pageMetadata(html);
        expect(metadata.refresh).toEqual({ target: expected, delaySeconds: 0 });
        expect(refreshRedirect(metadata, canonicalizeUrl("http://page.example/")!)).toBe(expected);
      }
    });

    test("5 of 5 X-Robots-Tag headers", () => {
      const rows = sharedJson<(RobotsCase & { readonly headers: string[] })[]>(`${FOLDER}/x-robots-tag.json`);
      expect(rows).toHaveLength(5);
      for (const { headers, noindex, nofollow } of rows) {
        // Several headers of a name are one, joined by commas (RFC 9110 § 5.3).
        const { robots } = pageMetadata("", headers.length === 0 ? {} : { "X-Robots-Tag": headers.join(", ") });
        expect(robots, JSON.stringify(headers)).toEqual({ noindex, nofollow });
      }
    });
  },
);
