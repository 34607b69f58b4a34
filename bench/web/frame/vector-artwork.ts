import { randomInteger, type Random } from "../../../core/seeded-random.ts";

/** A picture in the markup: paths of so many curves with numbers to two decimals, as drawing programs write them. */
export function vectorArtwork(random: Random, given: { readonly paths: number; readonly curves: number }): string {
  const paths = Array.from(
    { length: given.paths },
    (_, index) =>
      `<path class="fr-artwork-${index % 2 === 0 ? "decorative" : "minor"}" d="${path(random, given.curves)}"/>`,
  );
  return `<svg aria-hidden="true" focusable="false" class="fr-artwork" viewBox="0 0 80 80" width="80px" height="80px">${paths.join("")}</svg>`;
}

function path(random: Random, curves: number): string {
  const number = (): string => (randomInteger(random, 0, 7999) / 100).toFixed(2);
  const steps = Array.from({ length: curves }, () => `c${Array.from({ length: 6 }, number).join(" ")}`);
  return `M${number()} ${number()}${steps.join("")}z`;
}
