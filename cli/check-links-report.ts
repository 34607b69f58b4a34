import { isoSeconds } from "../core/clock.ts";
import type { CrawlInfo } from "../core/crawl-record.ts";
import { isBroken, isGood, looksBroken } from "../crawler/checks/check-rules.ts";
import type { CrawlSettings } from "../crawler/settings.ts";
import type { TargetCheck } from "../crawler/store-port.ts";
import type { Report } from "./command.ts";
import type { CheckLinksResult } from "./pipeline/check-links-in-store.ts";
import { printable } from "./printable.ts";
import { textTable } from "./text-table.ts";

/** Link targets outside the registry by what is known of them. Every target is counted once. */
export const TARGET_STATES = [
  "good",
  "redirected",
  "broken",
  "broken once",
  "blocked",
  "failed",
  "skipped",
  "unknown",
] as const;
export type TargetState = (typeof TARGET_STATES)[number];

/** What a check says of its target. `redirected`: it is there, under another address. */
export function targetState(check: TargetCheck, settings: Pick<CrawlSettings, "brokenAfterMs">): TargetState {
  if (isGood(check)) return check.chain.length === 0 ? "good" : "redirected";
  if (check.kind === "blocked" || check.kind === "skipped") return check.kind;
  if (isBroken(check, settings)) return "broken";
  return looksBroken(check) ? "broken once" : "failed";
}

/** What a run of checks found, for its last words and for machines. */
export function checkLinksReport(
  crawl: CrawlInfo,
  result: CheckLinksResult,
  shown: { readonly settings: CrawlSettings; readonly isBrokenListed: boolean },
): Report {
  const { run, checks } = result;
  const states = new Map<TargetState, TargetCheck[]>(TARGET_STATES.map((state) => [state, []]));
  for (const check of checks) states.get(targetState(check, shown.settings))?.push(check);
  const counts = [...states].map(([state, found]) => [state, found.length] as const);
  const all = new Map(counts).set("unknown", run.targets - checks.length);
  const broken = states.get("broken") ?? [];
  const text = [
    `targets: ${run.targets}`,
    `checked now: ${run.checked}`,
    `believed from before: ${run.believed}`,
    `left for another run: ${run.left}`,
    ...[...all].map(([state, count]) => `${state}: ${count}`),
    ...(shown.isBrokenListed && broken.length > 0 ? ["", brokenTable(broken)] : []),
  ];
  return {
    exit: result.wasStopped ? "interrupted" : run.targets === 0 ? "empty" : "done",
    why: whySentence(crawl, result, { broken: broken.length, once: all.get("broken once") ?? 0 }),
    text: text.join("\n"),
    document: {
      crawl: crawl.id,
      ...run,
      states: Object.fromEntries(
        [...all].map(([state, count]) => [state === "broken once" ? "brokenOnce" : state, count]),
      ),
      ...(shown.isBrokenListed ? { broken: broken.map(brokenDocument) } : {}),
    },
    warnings: crawl.status === "open" ? ["the crawl has not ended: it may find more targets."] : [],
  };
}

function whySentence(
  crawl: CrawlInfo,
  { run, wasStopped }: CheckLinksResult,
  found: { readonly broken: number; readonly once: number },
): string {
  if (run.targets === 0) return `Crawl ${crawl.id} found no link that leads outside the registry.`;
  const ending = wasStopped ? "stopped before their end; run maillage check-links to go on" : "ended";
  const left = run.left === 0 ? "" : ` ${run.left} left for another run.`;
  return `Checks ${ending}: ${run.checked} of ${run.targets} targets checked, ${found.broken} broken for sure, ${found.once} broken once.${left}`;
}

function brokenTable(broken: readonly TargetCheck[]): string {
  const rows = broken.map((check) => [
    printable(check.url),
    String(check.httpStatus ?? check.detail ?? ""),
    check.firstBadMs === null ? "" : isoSeconds(check.firstBadMs),
    check.lastBadMs === null ? "" : isoSeconds(check.lastBadMs),
    check.chain.length === 0 ? "" : printable(check.finalUrl),
  ]);
  return textTable(["broken target", "answer", "first seen", "last seen", "ends at"], rows);
}

function brokenDocument(check: TargetCheck): Readonly<Record<string, unknown>> {
  const { url, httpStatus, detail, chain, finalUrl, firstBadMs, lastBadMs } = check;
  const [firstSeen, lastSeen] = [firstBadMs, lastBadMs].map((atMs) => (atMs === null ? null : isoSeconds(atMs)));
  return { url, httpStatus, detail, chain, finalUrl, firstSeen, lastSeen };
}
