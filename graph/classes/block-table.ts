import type { StoredBlock, StoredLink } from "../../core/crawl-record.ts";
import type { Zone } from "../../core/link.ts";
import { NumberColumn } from "../number-column.ts";
import type { ReferenceZone } from "./reference-zone.ts";

/** Links of the blocks that stand in reference zones: one row a block, one place a link, in columns. */
export interface BlockTable {
  readonly rowOf: ReadonlyMap<number, number>;
  /** By row: zone, and where its links begin and end. */
  readonly zone: readonly Zone[];
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** By link: row of its target, number of its anchor, place in the block, and whether it leads to no other site. */
  readonly target: Uint32Array;
  readonly anchor: Uint32Array;
  readonly position: Uint32Array;
  readonly excluded: Uint32Array;
  readonly anchorCount: number;
  /** Row of each target by its id. */
  readonly targetRow: ReadonlyMap<number, number>;
}

/** The blocks of the zones' pages. Links that no reader can follow (canonical, alternate, form…) are left out. */
export function blockTable(zones: readonly ReferenceZone[], blocks: Iterable<StoredBlock>): BlockTable {
  const rowOf = blockRows(zones);
  const zone = Array.from<Zone>({ length: rowOf.size }).fill("main");
  const start = new Uint32Array(rowOf.size);
  const end = new Uint32Array(rowOf.size);
  const [target, anchor, position, excluded] = [0, 0, 0, 0].map(() => new NumberColumn()) as [
    NumberColumn,
    NumberColumn,
    NumberColumn,
    NumberColumn,
  ];
  const anchors = new Map<string, number>();
  const targetRow = new Map<number, number>();
  for (const block of blocks) {
    const row = rowOf.get(block.blockId);
    if (row === undefined) continue;
    zone[row] = block.zone;
    start[row] = target.length;
    for (const link of block.links) {
      if (link.kind !== "hyperlink" && link.kind !== "frame") continue;
      target.push(numbered(targetRow, link.targetId));
      anchor.push(numbered(anchors, link.anchor));
      position.push(link.position);
      excluded.push(Number(block.isShare || isExcluded(link)));
    }
    end[row] = target.length;
  }
  return {
    rowOf,
    zone,
    start,
    end,
    target: target.values(),
    anchor: anchor.values(),
    position: position.values(),
    excluded: excluded.values(),
    anchorCount: anchors.size,
    targetRow,
  };
}

/** Paid for, written by visitors, or the same page in another language: no choice of the site to lead elsewhere. */
function isExcluded(link: StoredLink): boolean {
  return link.hreflang || link.rel.includes("sponsored") || link.rel.includes("ugc");
}

function blockRows(zones: readonly ReferenceZone[]): Map<number, number> {
  const rowOf = new Map<number, number>();
  for (const { pages } of zones) {
    for (const page of pages) for (const blockId of page.blockIds) numbered(rowOf, blockId);
  }
  return rowOf;
}

function numbered<Key>(numbers: Map<Key, number>, key: Key): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}
