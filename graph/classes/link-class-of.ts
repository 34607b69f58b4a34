import type { Zone } from "../../core/link.ts";
import type { LinkClass } from "../../core/score.ts";
import { OFF_MAP } from "../perimeter.ts";
import type { Perimeter } from "../perimeter.ts";
import type { LinkTables } from "./outward-links.ts";

/** Whether a link of a footer is one that a rule imposes: it leads to the home page or an alias of a mandated target. */
export function isMandated(link: number, zone: Zone, where: LinkTables & { readonly perimeter: Perimeter }): boolean {
  if (zone !== "footer") return false;
  const target = where.blocks.target[link] ?? 0;
  const site = where.targets.site[target] ?? OFF_MAP;
  return where.perimeter.mandated.has(site) && where.targets.isHome[target] === 1;
}

/** Class of a link that leads out of its site (methodology § 1). */
export function linkClassOf(zone: Zone, is: { readonly mandated: boolean; readonly repeated: boolean }): LinkClass {
  if (is.mandated) return "mandated";
  return is.repeated || zone === "header" || zone === "nav" || zone === "footer" ? "template" : "editorial";
}
