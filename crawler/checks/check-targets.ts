import PQueue from "p-queue";
import type { Clock } from "../../core/clock.ts";
import { compareText } from "../../core/compare-text.ts";
import type { CanonicalUrl } from "../../core/url.ts";
import { ownerKeyOf } from "../owner-key.ts";
import type { OwnerKey } from "../ports.ts";
import type { Exchanger } from "../politeness/exchange.ts";
import type { CrawlSettings } from "../settings.ts";
import type { TargetStore } from "../store-port.ts";
import { checkDue, nextCheck } from "./check-rules.ts";
import { checkTarget, type CheckTools, type MayFetch } from "./check-target.ts";

/** What a run of checks needs. */
export interface CheckRun {
  readonly targets: TargetStore;
  readonly crawlId: number;
  /** Keeps pace, guard, holds and budgets: the only way to the network. */
  readonly exchanger: Exchanger;
  readonly mayFetch: MayFetch;
  readonly settings: CrawlSettings;
  readonly headers: Readonly<Record<string, string>>;
  readonly clock: Clock;
  /** Aborted: ask nothing more. What was found is kept. */
  readonly signal: AbortSignal;
  readonly onProgress: (now: CheckProgress) => void;
}

/** Counts of targets in one run. */
export interface CheckProgress {
  /** Distinct targets of the crawl. */
  readonly targets: number;
  /** Not asked: seen so recently that it is believed. */
  readonly believed: number;
  /** Asked in this run, with a result. */
  readonly checked: number;
  /** Left for another run. */
  readonly left: number;
}

interface DueTarget {
  readonly url: CanonicalUrl;
  /** 0: never. */
  readonly checkedMs: number;
}

interface Plan {
  /** Targets to ask, host by host. */
  readonly byHost: readonly (readonly CanonicalUrl[])[];
  readonly counts: { targets: number; believed: number; checked: number; left: number };
}

/**
 * Looks at every link target outside the registry that is due, once, by address: hosts side by side, the targets of a host
 * one after another. Never throws for what the web does.
 */
export async function checkTargets(run: CheckRun): Promise<CheckProgress> {
  const { byHost, counts } = planChecks(run);
  const tools: CheckTools = { ...run, takeTurn: turnTaker(run.settings.maxChecksPerHost) };
  const queue = new PQueue({ concurrency: run.settings.maxConcurrency });
  const hosts = byHost.map(async (urls) => {
    await queue.add(async () => {
      for (const url of urls) {
        const outcome = await checkTarget(url, tools);
        if (outcome === null) counts.left += 1;
        else {
          run.targets.keepCheck(nextCheck(run.targets.checkOf(url), outcome, run.clock.nowMs()));
          counts.checked += 1;
        }
        run.onProgress({ ...counts });
      }
    });
  });
  await Promise.all(hosts);
  return { ...counts };
}

/** What is due, by host, before anything is asked: a store that is being read takes no writes. */
function planChecks(run: CheckRun): Plan {
  const { targets, settings, clock } = run;
  const urls = new Set(targets.outsideTargets(run.crawlId));
  const counts = { targets: urls.size, believed: 0, checked: 0, left: 0 };
  const nowMs = clock.nowMs();
  const due = new Map<OwnerKey, DueTarget[]>();
  for (const url of urls) {
    const check = targets.checkOf(url);
    if (!checkDue(check, nowMs, settings)) {
      counts.believed += 1;
      continue;
    }
    const host = ownerKeyOf(url);
    const ofHost = due.get(host) ?? [];
    if (ofHost.length === 0) due.set(host, ofHost);
    ofHost.push({ url, checkedMs: check?.checkedMs ?? 0 });
  }
  const byHost = [...due.values()].map((ofHost) => chosen(ofHost, settings.maxChecksPerHost));
  for (const ofHost of due.values()) counts.left += Math.max(0, ofHost.length - settings.maxChecksPerHost);
  return { byHost: byHost.toSorted((left, right) => compareText(left[0] ?? "", right[0] ?? "")), counts };
}

/** Those that were never asked, or longest ago, so that each has its turn in some run; then by address. */
function chosen(due: readonly DueTarget[], count: number): readonly CanonicalUrl[] {
  return due
    .toSorted((left, right) => left.checkedMs - right.checkedMs || compareText(left.url, right.url))
    .slice(0, count)
    .map(({ url }) => url)
    .toSorted(compareText);
}

/** Counts the addresses that each host is asked for, redirects that lead there included. */
function turnTaker(maxPerHost: number): (url: CanonicalUrl) => boolean {
  const taken = new Map<OwnerKey, number>();
  return (url) => {
    const host = ownerKeyOf(url);
    const count = taken.get(host) ?? 0;
    if (count >= maxPerHost) return false;
    taken.set(host, count + 1);
    return true;
  };
}
