import type { Database } from "better-sqlite3";
import type { Registry } from "../core/registry.ts";

/** Keeps the registry that a crawl ran with; a resumed crawl keeps its first one. */
export function saveRegistrySnapshot(db: Database, crawlId: number, registry: Registry): void {
  db.prepare(`
    insert into registry_snapshot (crawl_id, registry_json) values (?, ?)
    on conflict (crawl_id) do nothing
  `).run(crawlId, JSON.stringify(registry));
}

/** The registry that a crawl ran with. Throws RangeError when none was kept. */
export function readRegistrySnapshot(db: Database, crawlId: number): Registry {
  const row = db
    .prepare<[number], { json: string }>("select registry_json as json from registry_snapshot where crawl_id = ?")
    .get(crawlId);
  if (row === undefined) throw new RangeError(`no registry kept with crawl ${crawlId}`);
  return JSON.parse(row.json) as Registry;
}
