import type { Parameters } from "../parameters.ts";
import type { Part } from "./findable.ts";

/** P: not assessable as long as nothing tells which links are irrelevant; the other components share its weight. */
export function pertinent(parameters: Parameters): Part {
  return { code: "P", value: null, weight: parameters.weightPertinent, inputs: { L: null } };
}
