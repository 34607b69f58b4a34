import type { MapDocument } from "../../../core/map-document.ts";

/** What a reader has done to the map, in one value. */
export interface MapState {
  /** Place of the chosen site in the document's columns, or null. */
  readonly selected: number | null;
  /** Places of the sites that a search found; empty: no search. */
  readonly found: readonly number[];
}

/** What a reader can do to it. */
export type MapAction =
  | { readonly kind: "select"; readonly place: number }
  | { readonly kind: "clear" }
  | { readonly kind: "found"; readonly places: readonly number[] }
  | { readonly kind: "step"; readonly direction: Direction };

export type Direction = "left" | "right" | "up" | "down";

export const EMPTY_STATE: MapState = { selected: null, found: [] };

/** The state after an action. Pure: the same state and action always give the same state. */
export function reduce(state: MapState, action: MapAction, map: MapDocument): MapState {
  if (action.kind === "clear") return EMPTY_STATE;
  if (action.kind === "select") return { ...state, selected: action.place };
  if (action.kind === "found") return { ...state, found: action.places };
  const next = neighbour(state.selected, action.direction, map);
  return next === null ? state : { ...state, selected: next };
}

/** The nearest site in a direction; the most linked one when none is chosen; null when there is none that way. */
function neighbour(from: number | null, direction: Direction, map: MapDocument): number | null {
  const { x, y } = map.sites;
  if (from === null) {
    const most = map.sites.in.reduce((best, value, place) => (value > (map.sites.in[best] ?? -1) ? place : best), 0);
    return map.sites.id.length === 0 ? null : most;
  }
  const [sign, along, across] =
    direction === "left" || direction === "right"
      ? [direction === "right" ? 1 : -1, x, y]
      : [direction === "up" ? 1 : -1, y, x];
  let best: number | null = null;
  let smallest = Number.POSITIVE_INFINITY;
  for (const place of map.sites.id.keys()) {
    const forward = sign * ((along[place] ?? 0) - (along[from] ?? 0));
    if (forward <= 0) continue;
    const distance = forward + 2 * Math.abs((across[place] ?? 0) - (across[from] ?? 0));
    if (distance < smallest) [best, smallest] = [place, distance];
  }
  return best;
}

/** A partner of a site: its place, and the pages that link. */
export interface Partner {
  readonly place: number;
  readonly pages: number;
}

/** Who leads to a site and where it leads, strongest first. */
export function partnersOf(
  map: MapDocument,
  place: number,
): { readonly inflows: Partner[]; readonly outflows: Partner[] } {
  const { source, target, editorial, template, mandated } = map.edges;
  const inflows: Partner[] = [];
  const outflows: Partner[] = [];
  for (const edge of source.keys()) {
    const pages = (editorial[edge] ?? 0) + (template[edge] ?? 0) + (mandated[edge] ?? 0);
    if (target[edge] === place) inflows.push({ place: source[edge] ?? 0, pages });
    if (source[edge] === place) outflows.push({ place: target[edge] ?? 0, pages });
  }
  const byPages = (left: Partner, right: Partner): number => right.pages - left.pages || left.place - right.place;
  return { inflows: inflows.toSorted(byPages), outflows: outflows.toSorted(byPages) };
}
