import { brotliCompressSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { openReadingThread } from "../../crawler/reading/open-reading-thread.ts";
import { pageWith, webUnderTest, type CrawlGiven } from "../support/crawl-web.ts";
import type { FakeAnswer, FakePages } from "../support/serve-web.ts";

const HTML = "text/html; charset=utf-8";
const gzipped = (body: string | Buffer, headers = {}): FakeAnswer => ({
  headers: { "content-type": HTML, "content-encoding": "gzip", ...headers },
  body: gzipSync(body),
});
const menu = `<nav><ul>${["a", "b", "cut", "bomb", "pdf", "brotli", "plain", "twice", "robot", "refresh"].map((name) => `<li><a href="/${name}">To ${name}</a></li>`).join("")}</ul></nav>`;
const filler = `<p>${"Des mots qui remplissent la page. ".repeat(150)}</p>`;
const page = (own: string): string =>
  `<!doctype html><html lang="fr"><body>${menu}<main>${own}${filler}</main></body></html>`;
const random = Buffer.from(Array.from({ length: 60_000 }, (_, at) => (at * 7919) % 251));

const PAGES: FakePages = {
  "/": gzipped(page("<h1>Accueil</h1>")),
  "/a": gzipped(page("<h1>A</h1><a href='https://b.example/x'>B</a> suivi de mots.")),
  "/b": gzipped(page("<h2>B</h2><a href='#ici'>Ici</a>")),
  // Cut in the middle: what came is kept.
  "/cut": { ...gzipped(page("cut")), body: gzipSync(page("cut")).subarray(0, 300) },
  "/bomb": gzipped(Buffer.alloc(3_000_000, "<p>x")),
  "/pdf": gzipped(Buffer.concat([Buffer.from("%PDF-1.7"), random])),
  "/brotli": { headers: { "content-type": HTML, "content-encoding": "br" }, body: brotliCompressSync(page("br")) },
  "/plain": { headers: { "content-type": HTML }, body: page("plain") },
  "/twice": { headers: { "content-type": HTML, "content-encoding": "gzip" }, body: Buffer.from("this is no gzip") },
  "/robot": gzipped("<title>Just a moment...</title>"),
  "/refresh": gzipped('<meta http-equiv="refresh" content="0; url=/a?b=c">'),
};

/** Columns that say when, and how much reading a damaged body gave. */
const TIMES = /"(?:started_ms|duration_ms|due_ms|ended_ms|at_ms|first_ms|last_ms)":\d+/g;

async function dumpOf(given: CrawlGiven): Promise<string[]> {
  const web = await webUnderTest({ "a.example": PAGES, "b.example": { "/": pageWith("https://a.example/a") } });
  try {
    await web.crawl(given);
    return [...web.store.dump(1)].map((line) => line.replaceAll(TIMES, "")).toSorted();
  } finally {
    await web.close();
  }
}

test("a crawl whose pages are read in a thread keeps what one without keeps", { timeout: 30_000 }, async () => {
  const alone = await dumpOf({});
  const threaded = await dumpOf({ reading: openReadingThread });
  expect(threaded).toEqual(alone);
  const kinds = alone.flatMap(
    (line) => /"url":"https:\/\/a\.example(\/[a-z]*)".*"kind":"([a-z-]+)"/.exec(line)?.slice(1).join(" ") ?? [],
  );
  expect(kinds).toEqual(
    expect.arrayContaining(["/pdf other-type", "/robot blocked", "/twice failed", "/cut fetched", "/a fetched"]),
  );
});
