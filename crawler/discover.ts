import type { ExtractedLink } from "../core/link.ts";
import type { SiteIndex } from "../core/site-index.ts";
import type { CanonicalUrl } from "../core/url.ts";
import { isFollowed } from "./extract/is-followed.ts";
import type { RobotsDirectives } from "./extract/robots-directives.ts";
import { ownerKeyOf } from "./owner-key.ts";
import type { Discovered, Task } from "./ports.ts";
import { trapOf } from "./trap-rules.ts";

/** What decides whether a link leads the crawl on. */
export interface DiscoveryRules {
  readonly siteOf: SiteIndex["siteOf"];
  readonly maxDepthClicks: number;
}

/** Links of one page that are followed at most, in document order. */
const MAX_LINKS = 5000;

/** The addresses of its own site that a page leads to, each once, in document order. */
export function discoverFrom(
  page: { readonly task: Task; readonly links: readonly ExtractedLink[]; readonly robots: RobotsDirectives },
  rules: DiscoveryRules,
): Discovered[] {
  const { task } = page;
  const found = new Map<CanonicalUrl, Discovered>();
  for (const link of page.links.slice(0, MAX_LINKS)) {
    const { url } = link;
    if (url === null || url === task.url || found.has(url) || !isFollowed(link, page.robots)) continue;
    if (rules.siteOf(url) !== task.siteId) continue;
    const depthClicks = task.depthClicks + 1;
    const skip = trapOf(url) ?? (depthClicks > rules.maxDepthClicks ? "depth" : null);
    found.set(url, { ...onward(task, url), requestUrl: url, depthClicks, redirectHops: 0, skip });
  }
  return [...found.values()];
}

/** Where a redirect of a visited address leads, or null when that is another site's matter. */
export function discoverRedirect(task: Task, to: CanonicalUrl, rules: DiscoveryRules): Discovered | null {
  if (rules.siteOf(to) !== task.siteId) return null;
  const redirectHops = task.redirectHops + 1;
  return { ...onward(task, to), requestUrl: to, depthClicks: task.depthClicks, redirectHops, skip: trapOf(to) };
}

function onward(task: Task, url: CanonicalUrl): Pick<Discovered, "url" | "siteId" | "ownerKey" | "foundOn"> {
  return { url, siteId: task.siteId, ownerKey: ownerKeyOf(url), foundOn: task.url };
}
