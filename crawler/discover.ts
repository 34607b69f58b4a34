import type { SiteIndex } from "../core/site-index.ts";
import { canonicalizeUrl, type CanonicalUrl } from "../core/url.ts";
import { isFollowed } from "./extract/is-followed.ts";
import { ownerKeyOf } from "./owner-key.ts";
import type { Discovered, Task } from "./ports.ts";
import type { RecentAddresses } from "./recent-addresses.ts";
import type { FollowableLink } from "./store-port.ts";
import { trapOf } from "./trap-rules.ts";

/** What decides whether a link leads the crawl on. */
export interface DiscoveryRules {
  readonly siteOf: SiteIndex["siteOf"];
  readonly maxDepthClicks: number;
  readonly recent: RecentAddresses;
  /** Whether robots rules that are known already forbid an address. */
  readonly isForbidden: (url: CanonicalUrl) => boolean;
}

/** What a page leads to. */
export interface FollowablePage {
  readonly task: Task;
  readonly links: readonly FollowableLink[];
  readonly nofollow: boolean;
}

/** The addresses of its own site that a page leads to and that are not known to be known, in document order. */
export function discoverFrom(page: FollowablePage, rules: DiscoveryRules): Discovered[] {
  const { task } = page;
  if (page.nofollow) return [];
  const depthClicks = task.depthClicks + 1;
  const found: Discovered[] = [];
  for (const link of page.links) {
    const { url } = link;
    if (url === null || !isFollowed(link, page) || !rules.recent.add(task.siteId, url)) continue;
    if (url === task.url || rules.siteOf(url) !== task.siteId) continue;
    const skip = trapOf(url) ?? (depthClicks > rules.maxDepthClicks ? "depth" : null);
    const requestUrl = requestSpelling(link.href, url, task.requestUrl);
    const common = { ...onward(task, url), requestUrl, depthClicks, chain: [] };
    found.push({ ...common, skip: skip ?? (rules.isForbidden(url) ? "robots" : null) });
  }
  return found;
}

/** Where a redirect of a visited address leads, or null when that is another site's matter. */
export function discoverRedirect(
  task: Task,
  redirect: { readonly to: CanonicalUrl; readonly href: string },
  rules: DiscoveryRules,
): Discovered | null {
  const { to } = redirect;
  if (rules.siteOf(to) !== task.siteId) return null;
  const chain = [...task.chain, task.url];
  const requestUrl = requestSpelling(redirect.href, to, task.requestUrl);
  const skip = trapOf(to) ?? (rules.isForbidden(to) ? "robots" : null);
  return { ...onward(task, to), requestUrl, depthClicks: task.depthClicks, chain, skip };
}

function onward(
  task: Task,
  url: CanonicalUrl,
): Pick<Discovered, "url" | "siteId" | "ownerKey" | "foundOn" | "purpose"> {
  return { url, siteId: task.siteId, ownerKey: ownerKeyOf(url), foundOn: task.url, purpose: "page" };
}

/** The spelling under which an address is asked for: the one that the page gives, without fragment and credentials. */
export function requestSpelling(href: string, url: CanonicalUrl, base: string): string {
  const written = URL.parse(href, base);
  if (written === null || written.href === url) return url;
  written.hash = "";
  written.username = "";
  written.password = "";
  // Links of a page with a base of its own, and unwrapped ones, lead elsewhere than their words alone say.
  return canonicalizeUrl(written.href) === url ? written.href : url;
}
