import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { scanHrefs } from "../../bench/runners/scan-hrefs.ts";
import { FRAME_LINKS, FRAME_OTHERS, markCurrent, pageFrame } from "../../bench/web/page-frame.ts";
import { OTHER_HOST_LINKS, PAGE_BYTES, PAGE_LINKS, renderBenchPage } from "../../bench/web/render-bench-page.ts";
import { hostName, pagePath, type WebShape } from "../../bench/web/web-shape.ts";

const shapeOf = (pages: number): WebShape => ({ hosts: 12, warmUpHosts: 3, pages, bodies: "kept" });
const draw = (host: number, page: number, shape: WebShape): string =>
  renderBenchPage({ shape, host, page, frame: pageFrame(host, shape) });

describe("a page of the bench web is of the size that the figures speak of", () => {
  test.each([
    [0, 0, 10],
    [5, 9, 10],
    [11, 333, 400],
    [13, 2, 10],
    [3, 0, 1],
  ])("host %i, page %i of %i", (host, page, pages) => {
    const html = draw(host, page, shapeOf(pages));
    const hrefs = scanHrefs(html);
    expect(Math.abs(Buffer.byteLength(html) - PAGE_BYTES)).toBeLessThan(1000);
    expect(gzipSync(html, { level: 6 }).length / 10_900).toBeCloseTo(1, 1);
    expect(hrefs).toHaveLength(PAGE_LINKS);
    expect(hrefs.filter((href) => href.startsWith("https://"))).toHaveLength(OTHER_HOST_LINKS);
  });

  test("the same number gives the same bytes, another number other ones", () => {
    const shape = shapeOf(10);
    expect(draw(4, 3, shape)).toBe(draw(4, 3, shape));
    expect(draw(4, 3, shape)).not.toBe(draw(4, 4, shape));
    expect(draw(4, 3, shape)).not.toBe(draw(5, 3, shape));
  });
});

describe("the frame of a host is on all of its pages, with the reader's place marked", () => {
  const shape = shapeOf(10);
  const frame = pageFrame(4, shape);

  test("its links are as many as the page is drawn around", () => {
    const hrefs = scanHrefs(frame.header + frame.sideMenu + frame.footer);
    expect(hrefs).toHaveLength(FRAME_LINKS);
    expect(hrefs.filter((href) => href.startsWith("https://"))).toHaveLength(FRAME_OTHERS);
  });

  test.each([
    [0, null, ["accueil"]],
    [5, "demarches", ["demarches", "demarches"]],
    [3, "territoires", ["territoires"]],
  ] as const)("page %i stands in %s, which the menus mark: %j", (page, section, marked) => {
    const html = draw(4, page, shape);
    const entries = html.matchAll(/data-entry="([^"]+)" aria-current="(page|true)"/g);
    expect(Array.from(entries, ([, entry]) => entry)).toEqual(marked);
    expect(html).toContain(markCurrent(frame.header, section));
    expect(html).toContain(markCurrent(frame.sideMenu, section));
    expect(html.match(/aria-expanded="true"/g) ?? []).toHaveLength(section === null ? 0 : 1);
  });

  test.each([0, 4, 9])("every identifier of page %i is given once, and menus and labels name such ones", (page) => {
    const html = draw(4, page, shape);
    const identifiers = Array.from(html.matchAll(/ id="([^"]+)"/g), ([, id]) => id!);
    expect(identifiers).toEqual([...new Set(identifiers)]);
    const named = html.matchAll(/ (?:for|aria-controls|aria-labelledby)="([^"]+)"/g);
    expect(identifiers).toEqual(expect.arrayContaining(Array.from(named, ([, id]) => id!)));
  });
});

describe("links lead where pages are", () => {
  test.each([1, 2, 10, 100])("all of %i pages are reached from the home page, and no address that is none", (pages) => {
    const shape = shapeOf(pages);
    const numbers = new Map(Array.from({ length: pages }, (_, page) => [pagePath(page), page]));
    const seen = new Set(["/"]);
    for (const path of seen) {
      for (const href of scanHrefs(draw(2, numbers.get(path)!, shape))) {
        const [target] = href.split("#");
        if (href.startsWith("/")) seen.add(target!);
      }
    }
    expect([...seen].toSorted()).toEqual([...numbers.keys()].toSorted());
  });

  test.each([
    [4, 0, 11],
    [13, 12, 14],
  ])("host %i names only other hosts from %i to %i, and their pages", (host, first, last) => {
    const shape = shapeOf(10);
    const paths = new Set(Array.from({ length: 10 }, (_, page) => pagePath(page)));
    const names = Array.from({ length: last - first + 1 }, (_, index) => hostName(first + index));
    for (const href of scanHrefs(draw(host, 1, shape)).filter((link) => link.startsWith("https://"))) {
      const { hostname, pathname } = new URL(href);
      expect(names.filter((name) => name !== hostName(host))).toContain(hostname);
      expect(paths).toContain(pathname);
    }
  });
});
