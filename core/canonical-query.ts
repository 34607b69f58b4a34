import { compareText } from "./compare-text.ts";
import { isDroppedParameter } from "./dropped-parameters.ts";
import { normalizeEscapes } from "./normalize-escapes.ts";

/**
 * The one spelling of a query: parameters sorted by name with repeated names in order, empty and dropped ones left out,
 * escapes normalized. `search` begins with `?` or is empty; so does the answer.
 */
export function canonicalQuery(search: string): string {
  if (search.length < 2) return "";
  if (!search.includes("&") && !search.includes("%")) return isDroppedParameter(nameOf(search.slice(1))) ? "" : search;
  const kept = search
    .slice(1)
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const normalized = normalizeEscapes(pair);
      return { name: nameOf(normalized), pair: normalized };
    })
    .filter(({ name }) => !isDroppedParameter(name))
    .toSorted((left, right) => compareText(left.name, right.name));
  return kept.length === 0 ? "" : `?${kept.map(({ pair }) => pair).join("&")}`;
}

function nameOf(pair: string): string {
  const equals = pair.indexOf("=");
  return equals === -1 ? pair : pair.slice(0, equals);
}
