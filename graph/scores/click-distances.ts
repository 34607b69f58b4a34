import type { PageGraph } from "../page-graph.ts";

/** Distance given to a site that no path reaches. */
export const NO_PATH = -1;

/**
 * Fewest clicks from any of the entry pages to any page of each site, by site number, or `NO_PATH`.
 *
 * Breadth first over pages and the blocks that they show: a block's links are followed once, from the nearest page. A
 * link reaches a site even when the page behind it was not read.
 */
export function clickDistances(graph: PageGraph, entryPages: readonly number[]): Int32Array {
  const ofSite = new Int32Array(graph.siteCount).fill(NO_PATH);
  const ofPage = new Int32Array(graph.pageCount).fill(NO_PATH);
  const isSeen = new Uint8Array(Math.max(graph.toPageStart.length - 1, 0));
  const queue = new Uint32Array(graph.pageCount);
  let queued = 0;
  const reach = (page: number, clicks: number): void => {
    if (ofPage[page] !== NO_PATH) return;
    ofPage[page] = clicks;
    queue[queued] = page;
    queued += 1;
    reachSite(ofSite, graph.siteOfPage[page] ?? 0, clicks);
  };
  for (const page of entryPages) reach(page, 0);
  for (let next = 0; next < queued; next += 1) {
    const page = queue[next] ?? 0;
    const clicks = (ofPage[page] ?? 0) + 1;
    for (let place = graph.pageStart[page] ?? 0; place < (graph.pageStart[page + 1] ?? 0); place += 1) {
      const block = graph.pageBlock[place] ?? 0;
      if (isSeen[block] === 1) continue;
      isSeen[block] = 1;
      const { toPage, toPageStart, toSite, toSiteStart } = graph;
      for (let to = toPageStart[block] ?? 0; to < (toPageStart[block + 1] ?? 0); to += 1)
        reach(toPage[to] ?? 0, clicks);
      for (let to = toSiteStart[block] ?? 0; to < (toSiteStart[block + 1] ?? 0); to += 1) {
        reachSite(ofSite, toSite[to] ?? 0, clicks);
      }
    }
  }
  return ofSite;
}

function reachSite(ofSite: Int32Array, site: number, clicks: number): void {
  if (ofSite[site] === NO_PATH) ofSite[site] = clicks;
}
