import type { Clock } from "../core/clock.ts";
import { printableLine } from "./printable.ts";

/** One moment of a long run. */
export interface Moment {
  /** One line that says it all, for a log. */
  readonly summary: string;
  /** At most five lines for a terminal, each on one matter. */
  readonly lines: readonly string[];
  /** The same counts for `--log-format json`. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Tells a person how a long run goes, on standard error. */
export interface Progress {
  /** Shown at once on a terminal, else at most every 30 seconds. */
  readonly tell: (moment: Moment) => void;
  /** A line that is always shown, unless the run is quiet. */
  readonly note: (line: string) => void;
  /** Ends the line in progress. */
  readonly end: () => void;
}

/** How progress is shown. */
export interface ProgressStyle {
  readonly format: "text" | "json";
  readonly isTerminal: boolean;
  readonly isQuiet: boolean;
  readonly hasProgress: boolean;
}

const LINE_INTERVAL_MS = 30_000;
const TERMINAL_INTERVAL_MS = 200;
/** Back to the first of the lines shown, then everything below is wiped. */
const clearLines = (count: number): string => `\r${count > 1 ? `\u001B[${count - 1}A` : ""}\u001B[J`;

/** Progress written through `writeError`, in the given style. */
export function createProgress(writeError: (text: string) => void, style: ProgressStyle, clock: Clock): Progress {
  const isLive = style.isTerminal && style.format === "text";
  const intervalMs = isLive ? TERMINAL_INTERVAL_MS : LINE_INTERVAL_MS;
  let lastMs = clock.monotonicMs() - (isLive ? TERMINAL_INTERVAL_MS : 0);
  let openLines = 0;
  const end = (): void => {
    if (openLines > 0) writeError(clearLines(openLines));
    openLines = 0;
  };
  return {
    tell(moment) {
      const nowMs = clock.monotonicMs();
      if (style.isQuiet || !style.hasProgress || nowMs - lastMs < intervalMs) return;
      lastMs = nowMs;
      if (isLive) {
        end();
        writeError(moment.lines.map(printableLine).join("\n"));
        openLines = moment.lines.length;
      } else {
        const line = style.format === "json" ? JSON.stringify(moment.counts) : printableLine(moment.summary);
        writeError(`${line}\n`);
      }
    },
    note(line) {
      if (style.isQuiet) return;
      end();
      writeError(style.format === "json" ? `${JSON.stringify({ note: line })}\n` : `${printableLine(line)}\n`);
    },
    end,
  };
}
