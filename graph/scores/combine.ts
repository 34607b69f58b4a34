import type { Band, Component } from "../../core/score.ts";
import type { Parameters } from "../parameters.ts";
import type { Part } from "./findable.ts";

/** Steps in which scores and points are given: tenths, so that what is printed adds up. */
const STEPS_PER_POINT = 10;

/** A score with the points that make it up. */
export interface Combined {
  readonly score: number | null;
  readonly components: readonly Component[];
}

/**
 * I = 100 Σ w·c / Σ w over assessable components (methodology § 3), to a tenth. Points are rounded by largest remainder
 * (Hamilton's method), first component on ties, so they add up to the score exactly as printed.
 */
export function combine(parts: readonly Part[]): Combined {
  const weights = parts.reduce((sum, { value, weight }) => (value === null ? sum : sum + weight), 0);
  if (weights === 0) return withoutScore(parts);
  const exact = parts.map(({ value, weight }) => ((value ?? 0) * weight * 100 * STEPS_PER_POINT) / weights);
  const floors = exact.map((steps) => Math.floor(steps + 1e-9));
  const total = Math.round(exact.reduce((sum, steps) => sum + steps, 0));
  const missing = total - floors.reduce((sum, steps) => sum + steps, 0);
  const byRemainder = [...exact.keys()].toSorted(
    (left, right) =>
      (exact[right] ?? 0) - (floors[right] ?? 0) - (exact[left] ?? 0) + (floors[left] ?? 0) || left - right,
  );
  const raised = new Set(byRemainder.slice(0, missing));
  const components = parts.map((part, place) => ({
    ...part,
    points: part.value === null ? null : ((floors[place] ?? 0) + Number(raised.has(place))) / STEPS_PER_POINT,
  }));
  return { score: total / STEPS_PER_POINT, components };
}

/** The components of a site that gets no score: what is known of them, and no points. */
export function withoutScore(parts: readonly Part[]): Combined {
  return { score: null, components: parts.map((part) => ({ ...part, points: null })) };
}

/** Mean of scores by membership, to a tenth; null when no score counts. */
export function weightedScore(
  scores: readonly { readonly score: number | null; readonly membership: number }[],
): number | null {
  let sum = 0;
  let weights = 0;
  for (const { score, membership } of scores) {
    if (score === null) continue;
    sum += score * membership;
    weights += membership;
  }
  return weights === 0 ? null : Math.round((sum / weights) * STEPS_PER_POINT) / STEPS_PER_POINT;
}

/** Band of a score; null without one. */
export function bandOf(score: number | null, parameters: Parameters): Band | null {
  if (score === null) return null;
  if (score >= parameters.bandIntegrated) return "integrated";
  return score >= parameters.bandPartial ? "partial" : "poor";
}
