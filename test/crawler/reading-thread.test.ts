import { expect, test } from "vitest";
import { compareText } from "../../core/compare-text.ts";
import { siteLookup } from "../../core/site-lookup.ts";
import type { ExtractedLink } from "../../core/link.ts";
import { parseSiteId, type SiteId } from "../../core/site.ts";
import type { CanonicalUrl } from "../../core/url.ts";
import { openReadingThread } from "../../crawler/reading/open-reading-thread.ts";
import { PageTaken, readingHere, type PageReading } from "../../crawler/reading/page-reading.ts";
import type { AnswerRead, PageBody } from "../../crawler/read-answer.ts";
import { readWarcResponses } from "../support/read-warc.ts";
import { hasShared, sharedPath } from "../support/shared.ts";
import { smallRegistry } from "../support/small-registry.ts";

const REGISTRY = smallRegistry("a.example", "b.example");
const SITE = parseSiteId("a.example")!;

function pageBody(html: string, address: string, contentType: string | null = "text/html; charset=utf-8"): PageBody {
  const url = address as CanonicalUrl;
  const when = { url, startedMs: 1, durationMs: 2, sizeBytes: 3, httpStatus: 200 };
  const facts = { ...when, truncated: null, rendered: false, verified: true, etag: null, lastModified: null };
  return { body: Buffer.from(html), contentType, headers: {}, facts };
}

async function readIn(reading: PageReading, page: PageBody, site: SiteId): Promise<AnswerRead> {
  const read = await reading.read(page, site);
  return read instanceof PageTaken ? read.take() : read;
}

/** What the crawl uses of a page: of links that stay on their site nobody asks what stands around them. */
function used(
  { visit, links, ...rest }: AnswerRead,
  siteOf: (url: CanonicalUrl) => string | null,
  site: string,
): string {
  const text = visit.kind === "fetched" ? { ...visit.text, terms: visit.text.terms, termsText: null } : null;
  const rows = links.map((link): ExtractedLink => {
    const isOutside = link.url !== null && siteOf(link.url) !== site;
    const { heading, sentence, domPath } = isOutside ? link : { heading: "", sentence: "", domPath: "" };
    return { ...link, method: link.method ?? null, heading, sentence, domPath };
  });
  return JSON.stringify(
    {
      ...rest,
      visit: { ...visit, text },
      rows: rows.map((row) => Object.entries(row).toSorted(([left], [right]) => compareText(left, right))),
    },
    null,
    1,
  );
}

test("a page read in the thread is what it is here, taken over from an earlier one or not", async () => {
  const menu = `<nav><ul>${"<li><a href='/un'>Un</a> <a href='https://b.example/'>B</a> <a href='#ici'>Ici</a>".repeat(20)}</ul></nav>`;
  const text = `<p>${"Des mots qui remplissent la page. ".repeat(200)}</p>`;
  const pages = ["", "<h2>Un titre</h2><a href='/deux'>2</a>", "<h2>Un autre</h2>", "<footer>"].map((before, index) =>
    pageBody(`<html lang="fr"><body>${before}${menu}${text}`, `https://a.example/page-${index}`),
  );
  const refresh = pageBody('<meta http-equiv="refresh" content="0; url=/ailleurs">', "https://a.example/refresh");
  const [here, thread] = [readingHere(), openReadingThread(REGISTRY)];
  const siteOf = siteLookup(REGISTRY);
  for (const page of [...pages, refresh]) {
    const copy = { ...page, body: Buffer.from(page.body) };
    const read = await readIn(thread, copy, SITE);
    expect(used(read, siteOf, SITE)).toBe(used(await readIn(here, page, SITE), siteOf, SITE));
  }
  await thread.close();
});

test("the thread ends when all that was handed over is read, and takes nothing afterwards", async () => {
  const thread = openReadingThread(REGISTRY);
  const pages = [1, 2, 3].map((page) =>
    readIn(thread, pageBody("<a href='/x'>X</a>", `https://a.example/${page}`), SITE),
  );
  await thread.close();
  for (const page of pages) expect((await page).links).toHaveLength(1);
  await expect(thread.read(pageBody("", "https://a.example/"), SITE)).rejects.toThrow("has ended");
});

test.skipIf(!hasShared)("pages of the corpus are read in the thread as here", { timeout: 60_000 }, async () => {
  const responses = [...readWarcResponses(sharedPath("corpus/pages.warc.gz"))].filter(
    ({ url }) => !url.includes("robots.txt"),
  );
  const registry = smallRegistry(...new Set(responses.map(({ url }) => new URL(url).hostname)));
  const siteOf = siteLookup(registry);
  const [here, thread] = [readingHere(), openReadingThread(registry)];
  for (const { url, headers, body } of responses) {
    const page = pageBody(body.toString("utf8"), url, headers["content-type"] ?? null);
    const site = siteOf(url as CanonicalUrl);
    if (site === null) throw new Error(`${url} is of no site`);
    const read = await readIn(thread, { ...page, body: Buffer.from(page.body) }, site);
    expect(used(read, siteOf, site), url).toBe(used(await readIn(here, page, site), siteOf, site));
  }
  await thread.close();
});
