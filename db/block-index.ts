import type { Database } from "better-sqlite3";
import { decodeLinks } from "./blocks/block-code.ts";

/**
 * Lists the targets of blocks stored since the last time, so that they can be asked for: many at a time and in order, which
 * costs a fraction of listing them block by block. Call inside a transaction.
 */
export function indexBlockTargets(db: Database): void {
  const blocksOf = new Map<number, number[]>();
  let last = lastIndexed(db);
  for (const { id, targets } of unindexed(db, last)) {
    for (const targetId of targets) {
      const blocks = blocksOf.get(targetId);
      if (blocks === undefined) blocksOf.set(targetId, [id]);
      else if (blocks.at(-1) !== id) blocks.push(id);
    }
    last = id;
  }
  const insert = db.prepare<[number, string]>(`
    insert into block_target (target_id, block_id) select ?, value from json_each(?) order by value
  `);
  const targetIds = [...blocksOf.keys()].toSorted((left, right) => left - right);
  for (const targetId of targetIds) insert.run(targetId, JSON.stringify(blocksOf.get(targetId)));
  db.prepare("update block_index set up_to = ?").run(last);
}

/** Blocks that name one of these addresses, ascending; those not listed yet included. */
export function blocksNaming(db: Database, targetIds: ReadonlySet<number>): number[] {
  const select = db
    .prepare<[number], number>("select block_id from block_target where target_id = ? order by block_id")
    .pluck();
  const blocks = new Set<number>();
  for (const targetId of targetIds) for (const blockId of select.all(targetId)) blocks.add(blockId);
  for (const { id, targets } of unindexed(db, lastIndexed(db))) {
    if (targets.some((targetId) => targetIds.has(targetId))) blocks.add(id);
  }
  return [...blocks].toSorted((left, right) => left - right);
}

function lastIndexed(db: Database): number {
  return db.prepare<[], number>("select up_to from block_index").pluck().get() ?? 0;
}

/** Blocks after a number, by number, with the addresses that their links name. Templates name none. */
function* unindexed(db: Database, after: number): Generator<{ readonly id: number; readonly targets: number[] }> {
  const templates = new Set(db.prepare<[], number>("select id from url where is_template = 1").pluck().all());
  const rows = db
    .prepare<[number], { id: number; links: Buffer }>("select id, links from block where id > ? order by id")
    .iterate(after);
  for (const { id, links } of rows) {
    const targets: number[] = [];
    for (const { targetId } of decodeLinks(links)) if (!templates.has(targetId)) targets.push(targetId);
    yield { id, targets };
  }
}
