import { compareText } from "../core/compare-text.ts";
import type { FlagCode } from "../core/score.ts";
import type { DemoWeb } from "./demo-web.ts";
import type { Defect } from "./plan.ts";

/** Flags that each planted defect must raise, by the definitions of the methodology (§ 7), and no other. */
export const FLAGS_OF_DEFECT: Readonly<Record<Defect, readonly FlagCode[]>> = {
  normal: [],
  "no-inlinks": ["IN-0", "UNREACH"],
  "template-inlinks": ["BOILER-IN", "IN-0"],
  unreachable: ["UNREACH"],
  "no-outlinks": ["DEAD-END"],
  "template-outlinks": ["BOILER-OUT"],
  "robots-blocked": ["NE"],
  down: ["NE"],
  "needs-scripts": ["NE"],
};

/** What a site of the invented web must get. */
export interface SiteTruth {
  readonly planted: Defect;
  readonly flags: readonly FlagCode[];
}

/** The truth of a web: for each site, by id, what was planted and the flags that it must get. */
export function truthOf(web: DemoWeb): ReadonlyMap<string, SiteTruth> {
  const entries = web.sites.map((site): [string, SiteTruth] => [
    site.id,
    { planted: site.defect, flags: FLAGS_OF_DEFECT[site.defect] },
  ]);
  return new Map(entries.toSorted(([left], [right]) => compareText(left, right)));
}

/** The same as a file. */
export function truthJson(web: DemoWeb): string {
  return `${JSON.stringify({ ...web.options, sites: Object.fromEntries(truthOf(web)) }, null, 2)}\n`;
}
