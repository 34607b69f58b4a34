import { beforeAll, describe, expect, test } from "vitest";
import type { ClassedEvidence, ExplorerModel, ExplorerRenderer, PublishedFile } from "../../core/explorer-model.ts";
import { canonicalizeUrl } from "../../core/url.ts";
import { mapDocument } from "../../graph/layout/map-document.ts";
import { scoreCrawl } from "../../graph/score-crawl.ts";
import { fakeLinkReader } from "../support/fake-link-reader.ts";
import { smallRegistry } from "../support/small-registry.ts";

const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(1)>\u202Etxt.exe`;

/** Two sites whose every text is hostile, rendered by the compiled pages. */
async function hostileFiles(): Promise<PublishedFile[]> {
  const plain = smallRegistry("a.example", "b.example");
  const registry = {
    ...plain,
    sites: plain.sites.map((site) => ({ ...site, name: HOSTILE, owner: HOSTILE, source: HOSTILE })),
  };
  const pages = { "https://a.example/": [{ to: "https://b.example/", text: HOSTILE }], "https://b.example/": [] };
  const result = scoreCrawl({ registry, reader: fakeLinkReader(registry, pages) });
  const quote: ClassedEvidence = {
    ref: { pageId: 1, blockSeq: 0, position: 0 },
    sourceUrl: canonicalizeUrl("https://a.example/?q=%3Cscript%3E")!,
    sourceTitle: HOSTILE,
    targetUrl: canonicalizeUrl("https://b.example/")!,
    finalUrl: null,
    anchor: HOSTILE,
    zone: "main",
    rel: ["nofollow"],
    heading: HOSTILE,
    sentence: `before ${HOSTILE} after`,
    seenMs: 0,
    isNoindex: false,
    linkClass: "editorial",
  };
  const model: ExplorerModel = {
    registry,
    result,
    snapshotDate: "2026-10-03",
    isDemo: false,
    evidenceOf: () => [quote],
  };
  const compiled = new URL("../../dist/viewer/pages/render-explorer.js", import.meta.url).href;
  const { renderExplorer } = (await import(compiled)) as ExplorerRenderer;
  return [...renderExplorer(model, mapDocument(registry, result, "2026-10-03"))];
}

describe("whatever the web says stands on the pages as text alone", () => {
  let pages: { path: string; html: string }[];

  beforeAll(async () => {
    const files = await hostileFiles();
    pages = files
      .filter(({ path }) => path.endsWith(".html"))
      .map(({ path, content }) => ({ path, html: String(content) }));
  });

  test("F73: no text becomes an element, an attribute or a turn of the writing direction", () => {
    expect(pages.length).toBeGreaterThan(20);
    for (const { path, html } of pages) {
      expect(html, path).not.toMatch(/<script>|<img/);
      expect(html, path).not.toContain("\u202E");
    }
    expect(
      pages.some(({ html }) => html.includes("&lt;script>alert(1)") || html.includes("&lt;script&gt;alert(1)")),
    ).toBe(true);
  });

  test("no page has a style or script of its own, and each but the choice of language forbids them", () => {
    for (const { path, html } of pages) {
      expect(html, path).not.toMatch(/\sstyle="|<style|<script(?! type="module" src=)|javascript:/);
      if (path !== "index.html") expect(html, path).toContain("default-src 'none'; script-src 'self'");
    }
  });

  test("every link within the publication leads to a page of it, and every crawled one vouches for nothing", () => {
    const paths = new Set(pages.map(({ path }) => path));
    for (const { path, html } of pages) {
      for (const [tag, href = ""] of html.matchAll(/<a [^>]*?href="([^"]*)"[^>]*>/g)) {
        if (/^https?:/.test(href)) expect(tag, path).toContain('rel="nofollow noopener noreferrer"');
        else if (!/^#|downloads\/|data\//.test(href)) {
          const target = new URL(href, `https://x.example/${path}`).pathname.slice(1);
          expect(paths.has(target), `${path} leads to ${target}`).toBe(true);
        }
      }
    }
  });

  test("both languages have the same pages", () => {
    expect(pathsIn("fr", pages)).toEqual(pathsIn("en", pages));
  });
});

function pathsIn(language: string, pages: readonly { readonly path: string }[]): string[] {
  const prefix = `${language}/`;
  return pages.filter(({ path }) => path.startsWith(prefix)).map(({ path }) => path.slice(prefix.length));
}
