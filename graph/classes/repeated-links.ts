import type { Parameters } from "../parameters.ts";
import { foldersOf } from "./folders.ts";
import type { LinkTables, OutwardLinks } from "./outward-links.ts";

/** Links in the content of pages that repetition betrays as template. */
export interface RepeatedLinks {
  /** Whether the link stands alike on enough of the site, or on enough of a directory that this page lies in. */
  readonly isRepeated: (link: number, page: number) => boolean;
}

/**
 * Same target and anchor on at least φ of a zone of ten pages or more, or on at least 0.8 of a directory of ten or more
 * (methodology § 1, after Bar-Yossef and Rajagopalan 2002). Only links outside header, nav and footer are counted, so
 * that a footer cannot turn a quoted link of the text into a template one.
 */
export function repeatedLinks(out: OutwardLinks, tables: LinkTables, parameters: Parameters): RepeatedLinks {
  const pageCount = out.zone.pages.length;
  if (pageCount < Math.min(parameters.templateMinPages, parameters.folderMinPages)) return { isRepeated: () => false };
  const { anchor, anchorCount, target } = tables.blocks;
  const keyOf = (link: number): number =>
    (tables.targets.final[target[link] ?? 0] ?? 0) * anchorCount + (anchor[link] ?? 0);
  const pages = pagesByKey(out, tables, keyOf);
  const needed = pageCount >= parameters.templateMinPages ? parameters.templateShare * pageCount : Infinity;
  const everywhere = new Set([...pages].filter(([, found]) => found.length >= needed).map(([key]) => key));
  const folders = foldersOf(
    out.zone.pages.map(({ url }) => url),
    parameters.folderMinPages,
  );
  const inFolder = new Map<number, ReadonlySet<number>>();
  for (const [key, found] of pages) {
    if (everywhere.has(key) || found.length < parameters.folderShare * parameters.folderMinPages) continue;
    const counts = new Map<number, number>();
    for (const page of found) {
      for (const folder of folders.ofPage[page] ?? []) counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
    const full = [...counts].filter(
      ([folder, count]) => count >= parameters.folderShare * (folders.pageCount[folder] ?? Infinity),
    );
    if (full.length > 0) inFolder.set(key, new Set(full.map(([folder]) => folder)));
  }
  return {
    isRepeated: (link, page) => {
      const key = keyOf(link);
      if (everywhere.has(key)) return true;
      const full = inFolder.get(key);
      return full !== undefined && (folders.ofPage[page] ?? []).some((folder) => full.has(folder));
    },
  };
}

/** Pages of the zone on which each (target, anchor) stands outside chrome, ascending. */
function pagesByKey(
  out: OutwardLinks,
  { blocks }: LinkTables,
  keyOf: (link: number) => number,
): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (const [page, places] of out.pageBlocks.entries()) {
    for (const place of places) {
      const zone = blocks.zone[out.rows[place] ?? -1];
      if (zone !== "main" && zone !== "aside") continue;
      for (const link of out.outward[place] ?? []) {
        const key = keyOf(link);
        const pages = found.get(key);
        if (pages === undefined) found.set(key, [page]);
        else if (pages.at(-1) !== page) pages.push(page);
      }
    }
  }
  return found;
}
