import type { CanonicalUrl } from "../core/url.ts";
import { ownerKeyOf } from "./owner-key.ts";
import { SITEMAP_DEPTH, type Discovered, type Task } from "./ports.ts";
import { ownEntries, parseSitemap } from "./sitemap.ts";
import { trapOf } from "./trap-rules.ts";
import { made, waiting, type VisitMade, type VisitParts } from "./visit-parts.ts";

/** Reads a sitemap: its pages come last in the second round, its own sitemaps before them. */
export async function visitSitemap(task: Task, parts: VisitParts): Promise<VisitMade> {
  const { settings, desk, store, crawlId } = parts;
  const order = { url: task.requestUrl, method: "GET", headers: parts.headers, wantsBody: always } as const;
  const result = await desk.exchange({ ...order, maxBodyBytes: settings.maxSitemapBytes, purpose: "sitemap" });
  if (result.kind === "held") return waiting({ untilMs: result.untilMs, why: result.why });
  const keep = (outcome: string, entries: number): void => {
    store.keepSitemap(crawlId, { url: task.url, siteId: task.siteId, outcome, entries });
  };
  if (result.kind !== "answer") {
    keep(result.kind === "failed" ? result.code : result.reason, 0);
    return made(task, {});
  }
  const { httpStatus, body, headers } = result;
  const location = headers["location"];
  if (httpStatus >= 300 && httpStatus <= 399 && location !== undefined) {
    keep(String(httpStatus), 0);
    return made(task, {
      discovered: sitemapsBelow(task, ownEntries({ urls: [], sitemaps: [location] }, task.url).sitemaps, parts),
    });
  }
  if (httpStatus < 200 || httpStatus > 299) {
    keep(String(httpStatus), 0);
    return made(task, {});
  }
  const own = ownEntries(parseSitemap(body, task.url, settings), task.url);
  const pages = own.urls.filter((url) => parts.rules.siteOf(url) === task.siteId);
  keep(String(httpStatus), pages.length);
  const found = pages.slice(0, settings.pageBudget).map((url): Discovered => {
    const skip = trapOf(url) ?? (parts.rules.isForbidden(url) ? "robots" : null);
    const place = { depthClicks: SITEMAP_DEPTH, chain: [], foundOn: task.url, purpose: "page" } as const;
    return { url, requestUrl: url, siteId: task.siteId, ownerKey: ownerKeyOf(url), ...place, skip };
  });
  return made(task, { discovered: [...sitemapsBelow(task, own.sitemaps, parts), ...found] });
}

/** The sitemaps that a page's origin may have and that are not known to be known. */
export function sitemapTasks(task: Task, parts: VisitParts): Discovered[] {
  const unknown = parts.robots.sitemapsOf(task.url).filter((url) => parts.rules.recent.add(task.siteId, url));
  return unknown.map((url) => sitemapTask(task, url, { chain: [], parts }));
}

function sitemapsBelow(task: Task, sitemaps: readonly CanonicalUrl[], parts: VisitParts): Discovered[] {
  const chain = [...task.chain, task.url];
  if (chain.length >= parts.settings.maxSitemapDepth) return [];
  return sitemaps.filter((url) => !chain.includes(url)).map((url) => sitemapTask(task, url, { chain, parts }));
}

function sitemapTask(
  task: Task,
  url: CanonicalUrl,
  context: { readonly chain: Task["chain"]; readonly parts: VisitParts },
): Discovered {
  const place = { depthClicks: SITEMAP_DEPTH - 1, foundOn: task.url, purpose: "sitemap" } as const;
  const skip = context.parts.rules.isForbidden(url) ? "robots" : null;
  const { chain } = context;
  return { url, requestUrl: url, siteId: task.siteId, ownerKey: ownerKeyOf(url), ...place, chain, skip };
}

function always(): boolean {
  return true;
}
