import { randomInteger, type Random } from "../../core/seeded-random.ts";
import { hostName, neighboursOf, pagePath, type WebShape } from "./web-shape.ts";

/** Pages that each page introduces: with them, every page is reached from `/` breadth first. */
export const CHILDREN = 8;
/** Sites that every footer names. */
const MANDATED = 4;

/** Numbers of the pages below a page, the nearest first; none at the edge of the site. */
export function childrenOf(page: number, pages: number): number[] {
  return Array.from({ length: CHILDREN }, (_, index) => page * CHILDREN + index + 1).filter((child) => child < pages);
}

/** Pages between `/` and a page, `/` first, itself left out. */
export function trailOf(page: number): number[] {
  const trail: number[] = [];
  for (let above = page; above > 0;) {
    above = Math.floor((above - 1) / CHILDREN);
    trail.unshift(above);
  }
  return trail;
}

/** Path of any page of the same site. */
export function anyPath(random: Random, pages: number): string {
  return pagePath(randomInteger(random, 0, pages - 1));
}

/** Address of any page of another host, or of the same one where there is no other. */
export function otherAddress(random: Random, host: number, shape: WebShape): string {
  const { first, last } = neighboursOf(host, shape);
  const drawn = randomInteger(random, first, Math.max(first, last - 1));
  const other = drawn >= host && last > first ? drawn + 1 : drawn;
  return `https://${hostName(other)}${anyPath(random, shape.pages)}`;
}

/** Addresses of the sites in every footer: the first of the others. */
export function mandatedAddresses(host: number, shape: WebShape): string[] {
  const { first, last } = neighboursOf(host, shape);
  const others: number[] = [];
  for (let other = first; other <= last && others.length < MANDATED; other += 1) if (other !== host) others.push(other);
  while (others.length < MANDATED) others.push(others.at(-1) ?? host);
  return others.map((other) => `https://${hostName(other)}/`);
}
