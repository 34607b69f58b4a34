import type { LinkClass } from "../../core/score.ts";
import type { Parameters } from "../parameters.ts";
import type { Perimeter } from "../perimeter.ts";
import { isMandated, linkClassOf } from "./link-class-of.ts";
import type { LinkTables, OutwardLinks } from "./outward-links.ts";
import { repeatedLinks } from "./repeated-links.ts";

/** One link out of a site where it stands. Its reader must not keep it: the same object serves all of them. */
export interface Occurrence {
  /** Place of the page in its zone. */
  page: number;
  blockSeq: number;
  /** Number in the block table. */
  link: number;
  linkClass: LinkClass;
}

/** Shows `visit` each link that leads out of a site, in the order of pages, blocks and links, with its class. */
export function eachOutwardLink(
  out: OutwardLinks,
  where: LinkTables & { readonly perimeter: Perimeter; readonly parameters: Parameters },
  visit: (occurrence: Readonly<Occurrence>) => void,
): void {
  const { isRepeated } = repeatedLinks(out, where, where.parameters);
  const occurrence: Occurrence = { page: 0, blockSeq: 0, link: 0, linkClass: "editorial" };
  for (const [page, places] of out.pageBlocks.entries()) {
    occurrence.page = page;
    for (const [blockSeq, place] of places.entries()) {
      const links = out.outward[place] ?? [];
      if (links.length === 0) continue;
      const zone = where.blocks.zone[out.rows[place] ?? -1] ?? "main";
      occurrence.blockSeq = blockSeq;
      for (const link of links) {
        occurrence.link = link;
        const mandated = isMandated(link, zone, where);
        occurrence.linkClass = linkClassOf(zone, {
          mandated,
          repeated: (zone === "main" || zone === "aside") && isRepeated(link, page),
        });
        visit(occurrence);
      }
    }
  }
}
