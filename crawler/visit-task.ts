import type { CanonicalUrl } from "../core/url.ts";
import { hostnameOf } from "./owner-key.ts";
import type { Task } from "./ports.ts";
import { skippedVisit } from "./read-answer.ts";
import { visitPage } from "./visit-page.ts";
import { made, waiting, type VisitMade, type VisitParts } from "./visit-parts.ts";
import { visitShell } from "./visit-shell.ts";
import { visitSitemap } from "./visit-sitemap.ts";

/** Longest rest of a host that a visit under way waits for. */
const MAX_REST_MS = 5000;

/** Does one task, robots first and at its host's pace. Never throws for what the web does. */
export async function visitTask(task: Task, parts: VisitParts): Promise<VisitMade> {
  const { clock, robots } = parts;
  const frame = { url: task.url, startedMs: clock.nowMs() };
  const isPage = task.purpose === "page";
  if (parts.exclusions.has(hostnameOf(task.ownerKey))) {
    return made(task, { visit: isPage ? skippedVisit(frame, "opt-out") : null });
  }
  const verdict = await robots.judge(task.url);
  if (verdict === "not-now") return waiting(robotsHold(task.url, task, parts));
  if (verdict === "disallowed") return made(task, { visit: isPage ? skippedVisit(frame, "robots") : null });
  // A host that rests long after its robots.txt holds nobody up meanwhile.
  if (parts.desk.restMs(task.ownerKey) > MAX_REST_MS) return waiting(null);
  if (task.purpose === "page") return await visitPage(task, parts);
  return task.purpose === "sitemap" ? await visitSitemap(task, parts) : await visitShell(task, parts);
}

/** Pages wait until their robots.txt may be asked for again; a host that is held says so itself. */
function robotsHold(url: CanonicalUrl, task: Task, parts: VisitParts): VisitMade["hold"] {
  const hold = parts.desk.holdOf(task.ownerKey);
  if (hold !== null) return hold;
  return { untilMs: parts.clock.nowMs() + parts.robots.retryMs(url), why: "robots.txt could not be read" };
}
