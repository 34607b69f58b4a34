import type { WebRequest } from "../kill/logged-web.ts";

/** Columns of a server's log, each with the width that it takes. */
const COLUMNS = [
  ["time", 8],
  ["pause", 8],
  ["status", 6],
  ["took", 7],
] as const;

/**
 * A server's log of one host, a line for each request in order of arrival: seconds since the first one, seconds since the
 * end of the answer before, status, seconds until the last byte was handed over, and what was asked for.
 */
export function serverLogLines(log: readonly WebRequest[]): string[] {
  const inOrder = log.toSorted((left, right) => left.startMs - right.startMs);
  const firstMs = inOrder[0]?.startMs ?? 0;
  const rows = inOrder.map(({ method, target, status, startMs, endMs }, index) => {
    const beforeMs = inOrder[index - 1]?.endMs ?? null;
    const pause = beforeMs === null ? "-" : seconds(startMs - beforeMs);
    const took = endMs === null ? "-" : seconds(endMs - startMs);
    return [seconds(startMs - firstMs), pause, `${status}`, took, `${method} ${target}`];
  });
  return [[...COLUMNS.map(([name]) => name), "request"], ...rows].map(line);
}

function line(cells: readonly string[]): string {
  return cells.map((cell, index) => cell.padStart(COLUMNS[index]?.[1] ?? 0)).join("  ");
}

function seconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(2)} s`;
}
