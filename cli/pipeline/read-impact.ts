import type { SiteId } from "../../core/site.ts";
import type { Store } from "../../db/open-store.ts";
import type { HostImpact } from "../impact-report.ts";

/** A store that counts what a crawl did to each host. */
export interface ImpactStore {
  /** By host; of one site's hosts, or of all when null. */
  readonly impact: (crawlId: number, siteId: SiteId | null) => readonly HostImpact[];
}

/** What a crawl did to the hosts of a site, or to all of them, by host. */
export function readImpact(store: Store, crawlId: number, siteId: SiteId | null): readonly HostImpact[] {
  return (store as Store & ImpactStore).impact(crawlId, siteId);
}
