import { compareText } from "../core/compare-text.ts";
import type { Registry } from "../core/registry.ts";

/** The same registry with every list sorted by its ids, then by the rest of its cells: one order, whatever the one given. */
export function sortedRegistry(registry: Registry): Registry {
  return {
    sites: sortedBy(registry.sites, ({ id }) => [id]),
    themes: sortedBy(registry.themes, ({ id }) => [id]),
    lifeEvents: sortedBy(registry.lifeEvents, ({ id }) => [id]),
    memberships: sortedBy(registry.memberships, ({ topicId, siteId }) => [topicId, siteId]),
    aliases: sortedBy(registry.aliases, (row) => [row.siteId, row.prefix, row.from, row.until, row.source]),
    mandatedLinks: sortedBy(registry.mandatedLinks, ({ targetId, label, source }) => [targetId, label, source]),
    expectedLinks: sortedBy(registry.expectedLinks, (row) => [
      row.topicId,
      row.targetId,
      row.sourceId,
      row.citedBy,
      row.citedOn,
      row.source,
    ]),
  };
}

function sortedBy<Item>(items: readonly Item[], cellsOf: (item: Item) => readonly (string | null)[]): Item[] {
  const keyed = items.map((item) => ({ item, cells: cellsOf(item).map((cell) => cell ?? "") }));
  return keyed.toSorted((left, right) => compareCells(left.cells, right.cells)).map(({ item }) => item);
}

function compareCells(left: readonly string[], right: readonly string[]): number {
  for (const [index, cell] of left.entries()) {
    const order = compareText(cell, right[index] ?? "");
    if (order !== 0) return order;
  }
  return 0;
}
