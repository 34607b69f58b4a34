import { expect, test } from "vitest";
import { createProgress } from "../../cli/progress.ts";
import { fakeClock } from "../support/fake-clock.ts";

const moment = {
  summary: "crawling: 3 visited",
  lines: ["visited 3", "waiting 2"],
  counts: { visited: 3, waiting: 2 },
};

function shown(style: Partial<Parameters<typeof createProgress>[1]>, afterMs: number): string {
  const clock = fakeClock();
  let text = "";
  const full = { format: "text", isTerminal: false, isQuiet: false, hasProgress: true, ...style } as const;
  const progress = createProgress((more) => void (text += more), full, clock);
  clock.advance(afterMs);
  progress.tell(moment);
  progress.tell(moment);
  return text;
}

test.each([
  ["a log gets a line each 30 seconds", {}, 30_000, "crawling: 3 visited\n"],
  ["a log gets none before", {}, 29_999, ""],
  ["a terminal gets its lines at once", { isTerminal: true }, 0, "visited 3\nwaiting 2"],
  ["json lines hold the counts", { format: "json" as const }, 30_000, '{"visited":3,"waiting":2}\n'],
  ["--quiet shows nothing", { isQuiet: true, isTerminal: true }, 30_000, ""],
  ["--no-progress shows nothing", { hasProgress: false, isTerminal: true }, 30_000, ""],
])("%s", (_, style, afterMs, expected) => {
  expect(shown(style, afterMs)).toBe(expected);
});
