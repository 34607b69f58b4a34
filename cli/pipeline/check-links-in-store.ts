import type { Clock } from "../../core/clock.ts";
import type { CrawlInfo } from "../../core/crawl-record.ts";
import type { Registry } from "../../core/registry.ts";
import { checkTargets, type CheckProgress } from "../../crawler/checks/check-targets.ts";
import type { Resolver } from "../../crawler/fetch/resolver.ts";
import { requestHeaders } from "../../crawler/page-request.ts";
import type { CrawlSettings } from "../../crawler/settings.ts";
import type { CrawlStore, TargetCheck, TargetStore } from "../../crawler/store-port.ts";
import { codeVersion } from "../code-version.ts";
import { optOutReader } from "../opt-outs.ts";
import { watchPause } from "../pause-file.ts";
import type { Progress } from "../progress.ts";
import type { CheckNetwork, CheckNetworkParts } from "./open-check-network.ts";

/** What a run of checks needs from the command that starts it. */
export interface CheckLinksJob {
  readonly crawl: CrawlInfo;
  readonly registry: Registry;
  readonly crawlStore: CrawlStore;
  readonly targets: TargetStore;
  readonly settings: CrawlSettings;
  readonly resolver: Resolver;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly stop: AbortSignal;
  /** As for a crawl: who opts out is heard, and a pause ends the run. */
  readonly optOutFile: string | null;
  readonly pauseFile: string | null;
  readonly openNetwork: (parts: CheckNetworkParts) => CheckNetwork;
}

/** What a run of checks did, and the state of every target after it. */
export interface CheckLinksResult {
  readonly run: CheckProgress;
  /** By address; those that were never asked are missing. */
  readonly checks: readonly TargetCheck[];
  /** Stopped before its end. */
  readonly wasStopped: boolean;
}

/** An owner is heard within a second. */
const OPT_OUT_INTERVAL_MS = 500;
/** A run ends within five seconds of being told to stop. */
const STOP_GRACE_MS = 4000;

/** Looks at the link targets outside the registry that are due, at every host's pace. */
export async function checkLinksInStore(job: CheckLinksJob): Promise<CheckLinksResult> {
  const { crawl, crawlStore, targets, settings, clock, progress } = job;
  const pause = watchPause(job.pauseFile, progress.note);
  const signal = AbortSignal.any([job.stop, pause.signal]);
  const optOuts = watchOptOuts(job);
  const headers = requestHeaders(settings, codeVersion());
  const { registry, resolver } = job;
  const parts = { crawlId: crawl.id, registry, store: crawlStore, settings, resolver, clock, headers, signal };
  const network = job.openNetwork({ ...parts, exclusions: optOuts.hosts });
  const endGrace = cutOffAfter(signal, network);
  try {
    const { exchanger, mayFetch } = network;
    const onProgress = (now: CheckProgress): void => progress.tell(checkMoment(now));
    const run = await checkTargets({ ...parts, targets, exchanger, mayFetch, onProgress });
    crawlStore.flush();
    return { run, checks: checksOf(targets, crawl.id), wasStopped: signal.aborted };
  } finally {
    endGrace();
    await network.close();
    optOuts.end();
    pause.end();
  }
}

/** Ends every connection a while after the run was told to stop. Returns how to call that off. */
function cutOffAfter(signal: AbortSignal, network: CheckNetwork): () => void {
  let timer: NodeJS.Timeout | null = null;
  const onStop = (): void => {
    timer = setTimeout(() => void network.close(), STOP_GRACE_MS);
  };
  signal.addEventListener("abort", onStop, { once: true });
  return () => {
    signal.removeEventListener("abort", onStop);
    if (timer !== null) clearTimeout(timer);
  };
}

/** The states of a crawl's targets. Addresses first: a store that is being read takes no other question. */
function checksOf(targets: TargetStore, crawlId: number): TargetCheck[] {
  return [...targets.outsideTargets(crawlId)].map((url) => targets.checkOf(url)).filter((check) => check !== null);
}

/** Hosts to leave alone while the run lasts; those that are new are purged at its end. */
function watchOptOuts(job: CheckLinksJob): { readonly hosts: ReadonlySet<string>; readonly end: () => void } {
  const { crawlStore, clock } = job;
  const known = new Set(crawlStore.exclusions());
  const hosts = new Set(known);
  const read = optOutReader(job.optOutFile, job.progress.note);
  const look = (): void => {
    for (const host of read()) hosts.add(host);
  };
  look();
  const timer = setInterval(look, OPT_OUT_INTERVAL_MS);
  timer.unref();
  const end = (): void => {
    clearInterval(timer);
    for (const host of hosts) if (!known.has(host)) crawlStore.exclude(host, clock.nowMs());
  };
  return { hosts, end };
}

function checkMoment(now: CheckProgress): Parameters<Progress["tell"]>[0] {
  const due = now.targets - now.believed;
  return {
    summary: `checking: ${now.checked} of ${due} targets checked, ${now.left} left for another run`,
    lines: [`checked  ${now.checked} of ${due} targets`, `left     ${now.left} for another run`],
    counts: { ...now },
  };
}
