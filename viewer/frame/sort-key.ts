import { compareText } from "../../core/compare-text.ts";

/** A name as a reader looks it up: lower case, without accents. The same on every machine. */
export function sortKey(name: string): string {
  return name.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/** Order of two named things: by what a reader looks up, then by id. */
export function compareNamed(
  left: { readonly name: string; readonly id: string },
  right: { readonly name: string; readonly id: string },
): number {
  return compareText(sortKey(left.name), sortKey(right.name)) || compareText(left.id, right.id);
}
