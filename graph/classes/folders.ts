import type { CanonicalUrl } from "../../core/url.ts";

/** Which directories of a site hold enough pages to have a template of their own. */
export interface Folders {
  readonly count: number;
  /** Pages below each directory. */
  readonly pageCount: readonly number[];
  /** Directories of each page, from the root down. */
  readonly ofPage: readonly (readonly number[])[];
}

/** The directories, at any depth, below which at least `minPages` of the pages lie. */
export function foldersOf(urls: readonly CanonicalUrl[], minPages: number): Folders {
  const paths = urls.map(ancestors);
  const pagesBelow = new Map<string, number>();
  for (const path of paths.flat()) pagesBelow.set(path, (pagesBelow.get(path) ?? 0) + 1);
  const kept = [...pagesBelow].filter(([, count]) => count >= minPages);
  const numbers = new Map(kept.map(([path], number) => [path, number]));
  return {
    count: kept.length,
    pageCount: kept.map(([, count]) => count),
    ofPage: paths.map((own) => own.map((path) => numbers.get(path)).filter((number) => number !== undefined)),
  };
}

/** `https://a.fr/x/y/z.html` lies in `https://a.fr/`, `https://a.fr/x/` and `https://a.fr/x/y/`. */
function ancestors(url: CanonicalUrl): string[] {
  const [path = ""] = url.split("?", 1);
  const found: string[] = [];
  let slash = path.indexOf("/", path.indexOf("//") + 2);
  while (slash !== -1) {
    found.push(path.slice(0, slash + 1));
    slash = path.indexOf("/", slash + 1);
  }
  return found;
}
