import { afterEach, expect, test, vi } from "vitest";
import type { CrawlSummary } from "../../crawler/crawl-sites.ts";
import { browserProcesses, isRunning, killBrowsers, openRenderer } from "../crawler/render/rendering.ts";
import { pageWith, webUnderTest, type WebUnderTest } from "../support/crawl-web.ts";
import type { FakePages } from "../support/serve-web.ts";

/** A page that is nothing without its script. */
const shell = (script: string): string =>
  `<!doctype html><html lang="en"><title>App</title><div id="root"></div><script>${script}</script></html>`;

/** Builds so many links. */
const built = (links: number): string =>
  `for (let at = 0; at < ${links}; at += 1) root.append(Object.assign(document.createElement("a"), { href: "/" + at, textContent: at }));`;

interface Rendering {
  readonly url: string;
  readonly outcome: string;
}

function renderingsOf(web: WebUnderTest): Rendering[] {
  return [...web.store.dump(1)].flatMap((line) => {
    const { rendering } = JSON.parse(line) as { readonly rendering?: Rendering };
    return rendering === undefined ? [] : [rendering];
  });
}

const timesAsked = (web: WebUnderTest, host: string, path: string): number =>
  web.paths(host).filter((other) => other === path).length;

/** An application whose pages are all linked by its script; its home is given when it is time. */
const fineFrom = (time: Promise<void>): FakePages => ({
  "/": (_request, response) => {
    void time.then(() => response.setHeader("content-type", "text/html").end(shell(built(12))));
  },
  ...Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`/${at}`, pageWith(...Array(at + 1).fill("/"))])),
});

/** Crawls a host with a browser, beside one that is fine. */
async function crawlWith(
  host: string,
  pages: FakePages,
  fine: FakePages,
): Promise<WebUnderTest & { readonly summary: CrawlSummary }> {
  const web = await webUnderTest({ [host]: pages, "fine.example": fine });
  opened.push(web);
  const renderTimeoutMs = 2000;
  const renderer = await openRenderer({ allowPrivateNetwork: web.web.network, renderTimeoutMs });
  const settings = { renderTimeoutMs, renderRestMs: 0, maxIdleMs: 60_000 };
  return { ...web, summary: await web.crawl({ renderer, settings }) };
}

const opened: WebUnderTest[] = [];
afterEach(async () => {
  for (const web of opened.splice(0)) await web.close();
});

test("F65: a page that ends the browser is tried three times; others are rendered, and no process is left", async () => {
  const killed: number[][] = [];
  const { promise: thrice, resolve } = Promise.withResolvers<void>();
  const deadly: FakePages = {
    "/": shell(`fetch("/deadly")`),
    "/deadly": () => {
      killed.push(browserProcesses());
      killBrowsers();
      if (killed.length === 3) resolve();
    },
  };
  // What is rendered beside it would go down with the browser.
  const web = await crawlWith("deadly.example", deadly, fineFrom(thrice));
  expect(killed).toHaveLength(3);
  // Without a browser first.
  expect(timesAsked(web, "deadly.example", "/")).toBe(1 + 3);
  expect(renderingsOf(web)).toMatchObject([
    { url: "https://deadly.example/", outcome: "browser" },
    { url: "https://fine.example/", outcome: "rendered" },
  ]);
  expect(web.summary.coverage).toMatchObject([
    { siteId: "deadly.example", state: "needs-rendering" },
    { siteId: "fine.example", state: "complete", fetched: 13 },
  ]);
  expect(browserProcesses()).toEqual([]);
  await vi.waitFor(() => expect(killed.flat().filter(isRunning)).toEqual([]), { timeout: 5000 });
});

test("F65: a page that hangs is tried twice and ends at its deadline; others are rendered, and no process is left", async () => {
  const web = await crawlWith("hanging.example", { "/": shell("for (;;);") }, fineFrom(Promise.resolve()));
  expect(timesAsked(web, "hanging.example", "/")).toBe(1 + 2);
  expect(renderingsOf(web)).toMatchObject([
    { url: "https://fine.example/", outcome: "rendered" },
    { url: "https://hanging.example/", outcome: "deadline" },
  ]);
  expect(web.summary.coverage).toMatchObject([
    { siteId: "fine.example", state: "complete", fetched: 13 },
    { siteId: "hanging.example", state: "needs-rendering" },
  ]);
  expect(browserProcesses()).toEqual([]);
});
