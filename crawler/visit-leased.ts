import type { LeasedTask } from "./frontier-request-manager.ts";
import type { Frontier, Lease } from "./ports.ts";
import type { StopGrace } from "./stop-grace.ts";
import type { VisitMade, VisitParts } from "./visit-parts.ts";
import { visitTask } from "./visit-task.ts";

/** A machine that serves many hosts and is busy for longer holds up none of our visits. */
const MAX_ADDRESS_WAIT_MS = 2000;
/** Timers are late, never early: an owner is leased this long before its time, and waits for the rest in its turn. */
const EARLY_MS = 15;

/** Does a leased task, keeps what came of it in one step, and lets the owner rest. */
export async function visitLeased(
  leased: LeasedTask,
  context: { readonly frontier: Frontier; readonly parts: VisitParts; readonly grace: StopGrace },
): Promise<void> {
  const { lease, task } = leased;
  const { frontier, parts, grace } = context;
  const { clock, desk } = parts;
  const addressWaitMs = await desk.addressWaitMs(task.requestUrl);
  if (addressWaitMs > MAX_ADDRESS_WAIT_MS) {
    await frontier.release(lease, clock.nowMs() + addressWaitMs);
    return;
  }
  // After a restart hosts rest longer than the store says. A visit that only waits must not count as begun.
  const leftMs = desk.restMs(lease.ownerKey);
  if (leftMs > 2 * EARLY_MS) {
    await frontier.release(lease, clock.nowMs() + leftMs - EARLY_MS);
    return;
  }
  const visited = await visitTask(task, parts);
  const { hold, holdsReading } = visited;
  if (!grace.isOver) await keep(visited, lease, frontier);
  const isHome = task.purpose === "page" && task.depthClicks === 0;
  if (isHome && holdsReading && !grace.isOver) await parts.probes.fingerprintOf(task);
  const restMs = Math.max(0, desk.restMs(lease.ownerKey) - EARLY_MS);
  await frontier.release(lease, clock.nowMs() + restMs, desk.memoryOf(lease.ownerKey));
  const longer = hold ?? desk.holdOf(lease.ownerKey);
  if (longer !== null && longer.untilMs > clock.nowMs()) {
    await frontier.defer(lease.ownerKey, longer.untilMs, longer.why);
  }
}

/** The page is named in this call alone, which ends before anybody waits. */
function keep(visited: VisitMade, lease: Lease, frontier: Frontier): Promise<void> | null {
  const page = visited.takePage();
  return page === null ? null : frontier.complete(lease, page);
}
