import type { MapDocument } from "../../core/map-document.ts";

/** Okabe and Ito (2008), darkened where needed to stand 3:1 on both backgrounds; the last is for all other themes. */
export const THEME_COLOURS = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#cc79a7",
  "#b07d00",
  "#3f94c9",
  "#8a6fd1",
  "#7a7f87",
] as const;
export const OTHER_COLOUR = THEME_COLOURS[THEME_COLOURS.length - 1] ?? "#7a7f87";

/** Colour of each theme: the first seven by number of sites, the others share one. */
export function themeColours(map: MapDocument): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const [first] of map.sites.themes) if (first !== undefined) counts.set(first, (counts.get(first) ?? 0) + 1);
  const ranked = [...counts].toSorted(
    ([left, leftCount], [right, rightCount]) => rightCount - leftCount || (left < right ? -1 : 1),
  );
  return new Map(
    ranked.map(([theme], place) => [theme, THEME_COLOURS[Math.min(place, THEME_COLOURS.length - 1)] ?? OTHER_COLOUR]),
  );
}

const SMALLEST = 4;
const LARGEST = 18;

/** Radius of a site's point in pixels, by the square root of a figure among the largest of its kind. */
export function radiusOf(value: number | null, largest: number): number {
  return SMALLEST + (LARGEST - SMALLEST) * Math.sqrt((value ?? 0) / Math.max(1, largest));
}
