import type { ProcessSample } from "../runners/runner-job.ts";
import { slopeOf } from "./statistics.ts";

/** A sample with the pages that the server had answered by then. */
export interface SoakPoint extends ProcessSample {
  readonly pages: number;
}

/** What grows in a soak, for each 1,000 pages. */
export interface SoakSlope {
  readonly residentMib: number;
  readonly heapMib: number;
  readonly handles: number;
  readonly files: number;
}

const STEP_PAGES = 1000;
const MIB = 1024 ** 2;

/** The first sample after each 1,000 pages, from `fromPages` on. `endsMs`: when each page was answered, in order. */
export function soakPoints(
  samples: readonly ProcessSample[],
  endsMs: readonly number[],
  fromPages: number,
): readonly SoakPoint[] {
  const points: SoakPoint[] = [];
  let pages = 0;
  let wanted = fromPages;
  for (const sample of samples) {
    while (pages < endsMs.length && (endsMs[pages] ?? 0) <= sample.atMs) pages += 1;
    if (pages < wanted) continue;
    if (pages === endsMs.length) break;
    points.push({ ...sample, pages });
    wanted = (Math.floor(pages / STEP_PAGES) + 1) * STEP_PAGES;
  }
  return points;
}

/** Slopes by least squares over the points. */
export function soakSlope(points: readonly SoakPoint[]): SoakSlope {
  const slope = (figure: (point: SoakPoint) => number): number =>
    slopeOf(points.map((point) => [point.pages / STEP_PAGES, figure(point)]));
  return {
    residentMib: slope(({ residentBytes }) => residentBytes / MIB),
    heapMib: slope(({ heapBytes }) => heapBytes / MIB),
    handles: slope(({ handles }) => handles),
    files: slope(({ files }) => files),
  };
}
