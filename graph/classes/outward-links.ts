import { OFF_MAP } from "../perimeter.ts";
import type { BlockTable } from "./block-table.ts";
import type { ReferenceZone } from "./reference-zone.ts";
import type { TargetTable } from "./target-table.ts";

/** Blocks and targets of the zones, read once. */
export interface LinkTables {
  readonly blocks: BlockTable;
  readonly targets: TargetTable;
}

/** One site's zone with its distinct blocks, and in each the links that lead out of the site. */
export interface OutwardLinks {
  readonly site: number;
  readonly zone: ReferenceZone;
  /** Row in the block table of each distinct block of the zone. */
  readonly rows: readonly number[];
  /** By page: its blocks as places in `rows`, in document order. */
  readonly pageBlocks: readonly (readonly number[])[];
  /** By block: links in the block table that lead to another site or off the map, exclusions left out. */
  readonly outward: readonly (readonly number[])[];
}

/** The links by which a site leads elsewhere, block by block: links inside the site and excluded ones are left out. */
export function outwardLinks(site: number, zone: ReferenceZone, { blocks, targets }: LinkTables): OutwardLinks {
  const places = new Map<number, number>();
  const pageBlocks = zone.pages.map(({ blockIds }) =>
    blockIds.map((blockId) => {
      const row = blocks.rowOf.get(blockId) ?? -1;
      const place = places.get(row) ?? places.size;
      places.set(row, place);
      return place;
    }),
  );
  const rows = [...places.keys()];
  const outward = rows.map((row) => {
    const found: number[] = [];
    for (let link = blocks.start[row] ?? 0; link < (blocks.end[row] ?? 0); link += 1) {
      const target = blocks.target[link] ?? 0;
      const isCounted = blocks.excluded[link] === 0 && targets.isDead[target] === 0;
      if (isCounted && (targets.site[target] ?? OFF_MAP) !== site) found.push(link);
    }
    return found;
  });
  return { site, zone, rows, pageBlocks, outward };
}
