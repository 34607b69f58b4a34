import { isoSeconds } from "../core/clock.ts";
import { compareText } from "../core/compare-text.ts";
import type { Coverage, LinkReader } from "../core/crawl-record.ts";
import type { Registry } from "../core/registry.ts";
import type { TopicId } from "../core/theme.ts";
import { blockTable } from "./classes/block-table.ts";
import { outwardLinks } from "./classes/outward-links.ts";
import type { OutwardLinks } from "./classes/outward-links.ts";
import { referenceZones, zonePageNumbers } from "./classes/reference-zone.ts";
import { targetTable } from "./classes/target-table.ts";
import { isMeasured, zoneCoverage } from "./coverage.ts";
import { pageGraph } from "./page-graph.ts";
import type { PageGraph } from "./page-graph.ts";
import type { Parameters } from "./parameters.ts";
import { perimeterOf } from "./perimeter.ts";
import type { Perimeter } from "./perimeter.ts";
import { siteOutflow } from "./site-links.ts";
import type { SiteOutflow } from "./site-links.ts";
import { linkMaps } from "./site-network.ts";
import type { SiteNetwork } from "./site-network.ts";
import { themesBySite } from "./themes-by-site.ts";
import { entryAddresses, topicOf, wholePerimeter } from "./topics.ts";
import type { Topic } from "./topics.ts";

/** A crawl as far as scores need it. */
export interface ReadNetwork {
  readonly perimeter: Perimeter;
  readonly network: SiteNetwork;
  readonly graph: PageGraph;
  /** Themes and life events. */
  readonly topics: ReadonlyMap<TopicId, Topic>;
  /** By site id. */
  readonly coverage: readonly Coverage[];
}

/** Reads pages, blocks and targets once each and counts what sites link to. */
export function readNetwork(registry: Registry, reader: LinkReader, parameters: Parameters): ReadNetwork {
  const perimeter = perimeterOf(registry, isoSeconds(reader.crawl.openedMs).slice(0, 10));
  const zones = referenceZones(perimeter, reader.pages(), parameters.referencePages);
  const zonePage = zonePageNumbers(zones);
  const blocks = blockTable(zones, reader.blocks());
  const targets = targetTable(reader.targets(), {
    perimeter,
    rows: blocks.targetRow,
    zonePage,
    follow: entryAddresses(registry),
    isRead: (site) => (zones[site]?.pages.length ?? 0) > 0,
  });
  const source = { perimeter, parameters, blocks, targets };
  const outward = zones.map((zone, site) => outwardLinks(site, zone, source));
  const context = { perimeter, parameters, zonePage, finalOf: targets.finalOf };
  const topics = new Map(
    [...registry.themes, ...registry.lifeEvents].map((theme) => [theme.id, topicOf(theme, registry, context)]),
  );
  const coverage = reader.coverage().toSorted((left, right) => compareText(left.siteId, right.siteId));
  const whole = wholePerimeter(registry, context);
  const network = linked({ registry, perimeter, outward, topics, whole, coverage, parameters }, (out) =>
    siteOutflow(out, source),
  );
  return { perimeter, network, graph: pageGraph(outward, source), topics, coverage };
}

interface Parts {
  readonly registry: Registry;
  readonly perimeter: Perimeter;
  readonly outward: readonly OutwardLinks[];
  readonly topics: ReadonlyMap<TopicId, Topic>;
  readonly whole: Topic;
  readonly coverage: readonly Coverage[];
  readonly parameters: Parameters;
}

function linked(parts: Parts, outflowOf: (out: OutwardLinks) => SiteOutflow): SiteNetwork {
  const outflows = parts.outward.map(outflowOf);
  const maps = linkMaps(parts.perimeter, outflows);
  const themes = themesBySite(parts.registry);
  const coverageOf = new Map(parts.coverage.map((row) => [row.siteId, row]));
  return parts.outward.map(({ zone }, number) => {
    const site = parts.perimeter.sites[number];
    const outflow = outflows[number];
    const ends = maps[number];
    if (site === undefined || outflow === undefined || ends === undefined) throw new RangeError(`No site ${number}`);
    const coverage = coverageOf.get(site.id);
    const pagesRead = zone.pages.length;
    const { pagesExpected, share } = zoneCoverage(pagesRead, parts.parameters.referencePages, coverage);
    const own = (themes.get(site.id) ?? []).map((id) => parts.topics.get(id)).filter((topic) => topic !== undefined);
    return {
      number,
      site,
      pagesRead,
      pagesExpected,
      coverage: share,
      isMeasured: isMeasured(pagesRead, coverage),
      outflow,
      ...ends,
      topics: own.length > 0 ? own : [parts.whole],
    };
  });
}
