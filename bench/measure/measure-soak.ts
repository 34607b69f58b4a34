import type { BenchOptions } from "../bench-options.ts";
import type { BenchReport, FigureTable } from "../report/bench-report.ts";
import { currentSetting } from "../report/machine.ts";
import { soakPoints, soakSlope, type SoakPoint, type SoakSlope } from "../report/soak-slope.ts";
import { startWeb } from "../web/start-web.ts";
import { runOnce } from "./run-once.ts";

/** The specification's bounds: memory, and what "flat" means for sockets, timers and files; each for 1,000 pages. */
const MAX_MIB = 1;
const MAX_HANDLES = 1;
const WARM_UP_HOSTS = 10;
/** Pages before the first sample that counts: the heap has found its size, and SQLite's cache (32 MiB) is full. */
const WARM_UP_PAGES = 40_000;
const FIRST_SHOWN = 10_000;
const SHOWN_POINTS = 10;
const MIB = 1024 ** 2;

/** Our crawler over many pages that are drawn at each request: what grows while it runs. */
export async function measureSoak(options: BenchOptions, tell: (line: string) => void): Promise<BenchReport> {
  const setting = currentSetting();
  const { hosts } = options;
  const pages = Math.ceil(options.pages / hosts);
  tell(`crawling ${hosts} hosts of ${pages} pages, drawn at each request`);
  const web = await startWeb({ hosts, pages, warmUpHosts: WARM_UP_HOSTS, bodies: "generated" });
  const made = await runOnce("ours-soak", web, 0);
  web.close();
  if (made === null) throw new Error("our own runner is not installed");
  const { result, log, samples } = made;
  const endsMs = log.filter(({ kind }) => kind === "page").map(({ endMs }) => endMs);
  const fromPages = Math.min(WARM_UP_PAGES, Math.floor((hosts * pages) / 2));
  const shown = soakPoints(samples, endsMs, Math.min(FIRST_SHOWN, fromPages));
  const points = shown.filter(({ pages: read }) => read >= fromPages);
  const slope = soakSlope(points);
  return {
    command: `node bench/main.ts soak --pages ${options.pages} --hosts ${hosts}`,
    setting,
    tables: [slopeTable(slope, result), pointTable(shown)],
    notes: [
      `${result.server.pages} pages, slopes by least squares over ${points.length} samples from page ${fromPages} on, one for each 1,000 pages: SQLite's cache of 32 MiB is full by then. The table has the time before too.`,
    ],
    failures: soakFailures({ slope, points, fetched: result.server.distinctPages, expected: hosts * pages }),
    data: { setting, shape: web.shape, result, slope, points },
  };
}

function slopeTable(
  slope: SoakSlope,
  result: {
    readonly peakBytes: number;
    readonly cpuMs: number;
    readonly wallMs: number;
    readonly server: { readonly pages: number };
  },
): FigureTable {
  const { pages } = result.server;
  return {
    headings: ["resident MB per 1,000 pages", "heap MB", "handles", "files", "peak MB", "CPU ms a page", "pages/s"],
    rows: [
      [
        slope.residentMib.toFixed(3),
        slope.heapMib.toFixed(3),
        slope.handles.toFixed(3),
        slope.files.toFixed(3),
        (result.peakBytes / MIB).toFixed(0),
        (result.cpuMs / pages).toFixed(2),
        ((pages / result.wallMs) * 1000).toFixed(0),
      ],
    ],
  };
}

/** Ten of the points at most, evenly. */
function pointTable(points: readonly SoakPoint[]): FigureTable {
  const step = Math.max(1, Math.ceil(points.length / SHOWN_POINTS));
  const rows = points
    .filter((_, index) => index % step === 0)
    .map((point) => [
      `${point.pages}`,
      (point.residentBytes / MIB).toFixed(0),
      (point.heapBytes / MIB).toFixed(0),
      `${point.handles}`,
      `${point.files}`,
    ]);
  return { headings: ["pages", "resident MB", "heap MB", "handles", "files"], rows };
}

function soakFailures(run: {
  readonly slope: SoakSlope;
  readonly points: readonly SoakPoint[];
  readonly fetched: number;
  readonly expected: number;
}): string[] {
  const { slope, points, fetched, expected } = run;
  const failures: string[] = [];
  if (fetched !== expected) failures.push(`${fetched} of ${expected} pages were fetched.`);
  if (points.length < 3) failures.push("too few samples to judge: more pages are needed.");
  if (slope.residentMib >= MAX_MIB)
    failures.push(`memory grows by ${slope.residentMib.toFixed(2)} MB per 1,000 pages.`);
  for (const [name, growth] of [
    ["handles", slope.handles],
    ["files", slope.files],
  ] as const) {
    if (growth >= MAX_HANDLES) failures.push(`${name} grow by ${growth.toFixed(2)} per 1,000 pages.`);
  }
  return failures;
}
