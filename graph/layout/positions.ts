import forceAtlas2 from "graphology-layout-forceatlas2";
import noverlap from "graphology-layout-noverlap";
import circlepack from "graphology-layout/circlepack.js";
import { seededRandom } from "../../core/seeded-random.ts";
import type { SiteGraph } from "../site-graph.ts";

/** Where a node stands on the map. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

const SEED = 1;
/** Width of the drawing, in pixels, for which nodes are kept apart; and the radius of a node, with its margin. */
const DRAWING_WIDTH = 1000;
const NODE_RADIUS = 6;
const NODE_MARGIN = 2;
const SPREADING_STEPS = 200;

/**
 * Positions of all nodes, −1…1 to four decimals: circles packed by theme, then ForceAtlas2 (Jacomy et al. 2014) on the
 * weights, then nodes moved off each other. The same graph always gives the same positions.
 */
export function positionsOf(graph: SiteGraph, iterations: number): ReadonlyMap<string, Position> {
  if (graph.order === 0) return new Map();
  const drawing = graph.copy();
  circlepack.assign(drawing, { hierarchyAttributes: ["theme"], rng: seededRandom(SEED) });
  const settings = forceAtlas2.inferSettings(drawing);
  forceAtlas2.assign(drawing, { iterations, settings, getEdgeWeight: "weight" });
  assign(drawing, scaled(readPositions(drawing), DRAWING_WIDTH / 2));
  noverlap.assign(drawing, {
    maxIterations: SPREADING_STEPS,
    inputReducer: (_, { x, y }) => ({ x, y, size: NODE_RADIUS }),
    settings: { margin: NODE_MARGIN, ratio: 1 },
  });
  const positions = scaled(readPositions(drawing), 1);
  return new Map([...positions].map(([key, { x, y }]) => [key, { x: rounded(x), y: rounded(y) }]));
}

function readPositions(graph: SiteGraph): ReadonlyMap<string, Position> {
  return new Map(graph.mapNodes((key, { x = 0, y = 0 }) => [key, { x, y }]));
}

function assign(graph: SiteGraph, positions: ReadonlyMap<string, Position>): void {
  for (const [key, position] of positions) graph.mergeNodeAttributes(key, position);
}

/** Moved to the middle of their bounding box and stretched alike in both directions until the farther side is at ±`reach`. */
function scaled(positions: ReadonlyMap<string, Position>, reach: number): ReadonlyMap<string, Position> {
  const [left, right] = extent([...positions.values()].map(({ x }) => x));
  const [bottom, top] = extent([...positions.values()].map(({ y }) => y));
  const half = Math.max(right - left, top - bottom) / 2;
  const factor = half === 0 ? 0 : reach / half;
  return new Map(
    [...positions].map(([key, { x, y }]) => [
      key,
      { x: (x - (left + right) / 2) * factor, y: (y - (bottom + top) / 2) * factor },
    ]),
  );
}

function extent(values: readonly number[]): readonly [number, number] {
  return values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
}

/** To four decimals; adding 0 turns −0 into 0. */
function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000 + 0;
}
