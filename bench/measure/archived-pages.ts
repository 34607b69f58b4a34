import { readWarcResponses } from "../../test/support/read-warc.ts";
import { sharedPath } from "../../test/support/shared.ts";

/** HTML of the archived pages beside the project by host, in the order of the crawl that took them. */
export function archivedPages(): Map<string, string[]> {
  const hosts = new Map<string, string[]>();
  for (const { url, status, body } of readWarcResponses(sharedPath("corpus/pages.warc.gz"))) {
    const { host, pathname } = new URL(url);
    if (status !== 200 || pathname === "/robots.txt") continue;
    const pages = hosts.get(host) ?? [];
    pages.push(body.toString());
    hosts.set(host, pages);
  }
  return hosts;
}
