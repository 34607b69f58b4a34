import type { ExtractedLink } from "../../core/link.ts";

/** A run of links that stand together on a page. */
export type LinkRun = readonly ExtractedLink[];

const SHORT_RUN = 3;
const LONG_RUN = 256;
const SHORTEST_PIECE = 16;
/** One link in so many ends a piece of a long run, whatever stands around it. */
const CUT_EVERY = 64;

/**
 * Cuts a page's links into blocks: the longest runs in document order with one zone and one container. In main and aside,
 * runs under three links join the run before them when it is of the same zone. Runs over 256 links are cut where the
 * content says, so that a link added at the top moves no other cut.
 */
export function cutBlocks(links: readonly ExtractedLink[]): LinkRun[] {
  const runs: ExtractedLink[][] = [];
  let run: ExtractedLink[] = [];
  let previous: ExtractedLink | null = null;
  for (const link of links) {
    if (previous !== null && previous.zone === link.zone && previous.container === link.container) run.push(link);
    else {
      run = [link];
      runs.push(run);
    }
    previous = link;
  }
  return joinShortRuns(runs).flatMap(cutLongRun);
}

function joinShortRuns(runs: readonly ExtractedLink[][]): ExtractedLink[][] {
  const joined: ExtractedLink[][] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    const [first] = run;
    const isShort = run.length < SHORT_RUN && (first?.zone === "main" || first?.zone === "aside");
    const mayJoin = isShort && last?.[0]?.zone === first?.zone && kindOf(last?.[0]) === kindOf(first);
    if (mayJoin && last !== undefined) last.push(...run);
    else joined.push(run);
  }
  return joined;
}

function cutLongRun(run: readonly ExtractedLink[]): LinkRun[] {
  if (run.length <= LONG_RUN) return [run];
  const pieces: ExtractedLink[][] = [[]];
  for (const link of run) {
    const piece = pieces.at(-1) ?? [];
    piece.push(link);
    const isCut = piece.length >= SHORTEST_PIECE && textHash(`${link.url ?? ""} ${link.text}`) % CUT_EVERY === 0;
    if (isCut || piece.length >= LONG_RUN) pieces.push([]);
  }
  return pieces.filter((piece) => piece.length > 0);
}

/** Whether a run is a list of share buttons. */
export function isShareRun(run: LinkRun): boolean {
  return kindOf(run[0]) === "share";
}

function kindOf(link: ExtractedLink | undefined): "share" | "breadcrumb" | "" {
  const container = link?.container ?? "";
  if (container === "share" || container.startsWith("share:")) return "share";
  return container === "breadcrumb" || container.startsWith("breadcrumb:") ? "breadcrumb" : "";
}

/** FNV-1a, 32 bits (Fowler, Noll and Vo 1991). */
function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}
