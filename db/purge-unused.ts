import type { Database } from "better-sqlite3";
import { decodeLinks } from "./blocks/block-code.ts";
import { decodeNumbers } from "./blocks/varint.ts";
import { unlist } from "./content-numbers.ts";

/** What deleted pages used: numbers that may be in nobody's use any more. */
export interface Unused {
  /** Crawls that knew the pages. */
  readonly crawlIds: Set<number>;
  readonly manifestIds: Set<number>;
  readonly textIds: Set<number>;
  readonly surroundingsIds: Set<number>;
  readonly urlIds: Set<number>;
}

/** Deletes what nobody uses any more: texts, surroundings, manifests, their blocks, and texts and addresses of their links. */
export function purgeUnused(db: Database, unused: Unused): void {
  deleteRows(db, "delete from page_text where id = ?", leftOver(db, unused.textIds, USED.texts));
  const surroundings = leftOver(db, unused.surroundingsIds, USED.surroundings);
  deleteRows(db, "delete from surroundings where id = ?", surroundings);
  const manifests = leftOver(db, unused.manifestIds, USED.manifests);
  const blocks = blocksOnlyIn(db, manifests);
  deleteContents(db, "manifest", manifests);
  const parts = partsOnlyIn(db, blocks, unused.urlIds);
  deleteContents(db, "block", blocks);
  deleteContents(db, "anchor", parts.anchorIds);
  deleteRows(db, "delete from attrs where id = ?", parts.attrsIds);
  const remove = db.prepare("delete from block_target where target_id = ? and block_id = ?");
  for (const [targetId, blockId] of parts.targets) remove.run(targetId, blockId);
  let addresses: Set<number> = parts.urlIds;
  for (const used of USED.addresses) addresses = leftOver(db, addresses, used);
  deleteRows(db, "delete from url where id = ?", addresses);
}

/** Which of some numbers (JSON) rows still name. */
const USED = {
  texts: "select distinct text_id from visit where text_id in (select value from json_each(?))",
  surroundings:
    "select distinct surroundings_id from evidence where surroundings_id in (select value from json_each(?))",
  manifests: "select distinct manifest_id from visit where manifest_id in (select value from json_each(?))",
  addresses: [
    "select distinct url_id from visit where url_id in (select value from json_each(?))",
    "select distinct to_id from visit where to_id in (select value from json_each(?))",
    "select distinct canonical_id from visit where canonical_id in (select value from json_each(?))",
    "select distinct url_id from frontier where url_id in (select value from json_each(?))",
    "select distinct found_on_id from frontier where found_on_id in (select value from json_each(?))",
    "select distinct url_id from sitemap where url_id in (select value from json_each(?))",
    "select distinct url_id from rendering where url_id in (select value from json_each(?))",
    "select distinct url_id from target_check where url_id in (select value from json_each(?))",
    "select distinct final_id from target_check where final_id in (select value from json_each(?))",
  ],
} as const;

function leftOver(db: Database, ids: ReadonlySet<number>, used: string): Set<number> {
  const stillUsed = new Set(
    db
      .prepare<[string], number>(used)
      .pluck()
      .all(JSON.stringify([...ids])),
  );
  return new Set([...ids].filter((id) => !stillUsed.has(id)));
}

function deleteRows(db: Database, statement: string, ids: ReadonlySet<number>): void {
  const run = db.prepare<[number]>(statement);
  for (const id of ids) run.run(id);
}

/** Deletes contents, and their places in the list that finds them. */
function deleteContents(db: Database, kind: "anchor" | "block" | "manifest", ids: ReadonlySet<number>): void {
  unlist(db, kind, ids);
  deleteRows(db, DELETE_CONTENT[kind], ids);
}

const DELETE_CONTENT = {
  anchor: "delete from anchor where id = ?",
  block: "delete from block where id = ?",
  manifest: "delete from manifest where id = ?",
} as const;

/** Blocks that stand in these manifests and in no other. */
function blocksOnlyIn(db: Database, manifestIds: ReadonlySet<number>): Set<number> {
  const only = new Set<number>();
  const others: Buffer[] = [];
  for (const { id, blockIds } of db
    .prepare<[], { id: number; blockIds: Buffer }>("select id, block_ids as blockIds from manifest order by id")
    .iterate()) {
    if (!manifestIds.has(id)) others.push(blockIds);
    else for (const blockId of decodeNumbers(blockIds)) only.add(blockId);
  }
  for (const blockIds of only.size === 0 ? [] : others) {
    for (const blockId of decodeNumbers(blockIds)) only.delete(blockId);
  }
  return only;
}

interface Parts {
  readonly anchorIds: Set<number>;
  readonly attrsIds: Set<number>;
  /** Targets of the blocks and other candidates that no other block names. */
  readonly urlIds: Set<number>;
  readonly targets: readonly (readonly [targetId: number, blockId: number])[];
}

/** Texts and addresses of these blocks' links, and candidates, that no other block holds. */
function partsOnlyIn(db: Database, blockIds: ReadonlySet<number>, candidates: ReadonlySet<number>): Parts {
  const [anchorIds, attrsIds, urlIds] = [new Set<number>(), new Set<number>(), new Set(candidates)];
  const targets: [number, number][] = [];
  const select = db.prepare<[number], Buffer>("select links from block where id = ?").pluck();
  for (const blockId of blockIds) {
    for (const { targetId, anchorId, attrsId } of decodeLinks(select.get(blockId) ?? Buffer.alloc(0))) {
      targets.push([targetId, blockId]);
      urlIds.add(targetId);
      anchorIds.add(anchorId);
      if (attrsId !== null) attrsIds.add(attrsId);
    }
  }
  for (const { id, links } of db
    .prepare<[], { id: number; links: Buffer }>("select id, links from block order by id")
    .iterate()) {
    if (blockIds.has(id)) continue;
    for (const { targetId, anchorId, attrsId } of decodeLinks(links)) {
      urlIds.delete(targetId);
      anchorIds.delete(anchorId);
      if (attrsId !== null) attrsIds.delete(attrsId);
    }
  }
  return { anchorIds, attrsIds, urlIds, targets };
}
