import { hash } from "node:crypto";
import type { FetchResult } from "./fetch/fetcher.ts";
import { canonicalizeUrl, hostOf } from "../core/url.ts";
import { discoverFrom } from "./discover.ts";
import type { Task } from "./ports.ts";
import { readHtml } from "./read-answer.ts";
import type { Renderer, RenderResult } from "./render/renderer.ts";
import { retriesOf } from "./retry-rules.ts";
import { made, waiting, type VisitMade, type VisitParts } from "./visit-parts.ts";

/** An empty shell holds fewer links than this (crawler.md § 7): what a rendering has beyond is a gain. */
const SHELL_LINKS = 4;

/** Reads a page once more in a browser. When that gives nothing more, the visit without scripts stands. */
export async function visitShell(task: Task, parts: VisitParts): Promise<VisitMade> {
  const { renderings, clock } = parts;
  const { renderer } = renderings;
  if (renderer === null || !renderings.isWorthwhile(task.siteId)) return made(task, {});
  const startedMs = clock.nowMs();
  let rendered: RenderResult | null = null;
  const result = await parts.desk.inTurn({ url: task.url, purpose: "render" }, async () => {
    rendered = await render(renderer, task, parts);
    return asExchange(rendered);
  });
  if (result.kind === "held") return waiting({ untilMs: result.untilMs, why: result.why });
  return settle(task, rendered, { startedMs, parts });
}

async function render(renderer: Renderer, task: Task, parts: VisitParts): Promise<RenderResult> {
  const { headers, settings, robots, exclusions } = parts;
  return await renderer.render({
    url: task.url,
    requestUrl: task.requestUrl,
    headers,
    maxBodyBytes: settings.maxBodyBytes,
    mayRequest: async (url) => {
      const asked = canonicalizeUrl(url);
      if (asked === null || exclusions.has(new URL(asked).hostname)) return false;
      // The page's own host is under its turn, and its robots.txt was read before it.
      if (hostOf(asked) === task.ownerKey) return !robots.isForbidden(asked);
      return (await robots.judge(asked)) === "allowed";
    },
  });
}

function settle(
  task: Task,
  rendered: RenderResult | null,
  context: { readonly startedMs: number; readonly parts: VisitParts },
): VisitMade {
  const { parts, startedMs } = context;
  const { url, siteId } = task;
  if (rendered?.kind !== "rendered") return settleFailure(task, rendered, parts);
  const { html, durationMs, sizeBytes, truncated, httpStatus } = rendered;
  const facts = { url, startedMs, durationMs, sizeBytes, httpStatus, truncated, rendered: true, verified: true };
  const read = readHtml(
    html,
    {},
    {
      ...facts,
      contentHash: hash("sha256", html, "hex"),
      encoding: "UTF-8",
      etag: null,
      lastModified: null,
    },
  );
  const links = read.links.filter((link) => link.kind === "hyperlink").length;
  const gainedLinks = Math.max(0, links - SHELL_LINKS);
  parts.renderings.keep({ url, siteId, outcome: "rendered", gainedLinks });
  if (read.visit.kind !== "fetched" || !parts.renderings.isGain(gainedLinks)) return made(task, {});
  const discovered = discoverFrom({ task, links: read.links, nofollow: read.visit.nofollow }, parts.rules);
  return made(task, { visit: { ...read.visit, shell: false }, links: read.links, discovered });
}

function settleFailure(
  task: Task,
  rendered: Exclude<RenderResult, { kind: "rendered" }> | null,
  parts: VisitParts,
): VisitMade {
  const { url, siteId } = task;
  const { retryDelaysMs } = parts.settings;
  if (rendered?.kind === "failed") {
    const { code, detail, durationMs, sizeBytes } = rendered;
    const tries = retriesOf({ url, startedMs: 0, durationMs, sizeBytes, kind: "failed", code, detail });
    if (task.attempts < tries) {
      const delayMs = retryDelaysMs[task.attempts] ?? retryDelaysMs.at(-1) ?? 0;
      return made(task, { retryAtMs: parts.clock.nowMs() + delayMs });
    }
  }
  const outcome = rendered?.kind === "failed" ? rendered.code : "unavailable";
  parts.renderings.keep({ url, siteId, outcome, gainedLinks: 0 });
  return made(task, {});
}

/** A rendering as the desk counts it. */
function asExchange(rendered: RenderResult): FetchResult {
  if (rendered.kind === "rendered") {
    const { httpStatus, truncated, sizeBytes, durationMs, requests, address } = rendered;
    const empty = { headers: {}, body: new Uint8Array(), hasBody: false } as const;
    return {
      kind: "answer",
      ...empty,
      httpStatus,
      truncated,
      sizeBytes,
      durationMs,
      requests,
      address,
      isVerified: true,
    };
  }
  if (rendered.kind === "failed") return rendered;
  const { detail } = rendered;
  return { kind: "failed", code: "browser", detail, durationMs: 0, sizeBytes: 0, requests: 0, address: null };
}
