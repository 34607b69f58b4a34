import { Agent, type Dispatcher } from "undici";
import type { Clock } from "../../core/clock.ts";
import type { Truncation } from "../../core/visit.ts";
import type { CrawlSettings } from "../settings.ts";
import { isPublicAddress, literalAddress } from "./address-guard.ts";
import { decodeContent } from "./decode-content.ts";
import { failureCodeOf } from "./failure-code.ts";
import type { Fetcher, FetchOrder, FetchResult } from "./fetcher.ts";
import { PrivateAddressError, guardedLookup } from "./guarded-lookup.ts";
import { requestTarget, type RequestTarget } from "./request-target.ts";
import type { Resolver } from "./resolver.ts";

/** What the fetcher is made with. */
export interface FetcherParts {
  readonly settings: CrawlSettings;
  readonly resolver: Resolver;
  readonly clock: Clock;
}

/** A fetcher on undici: one connection per host, no redirect followed, no cookie kept, nothing decoded unseen. */
export function undiciFetcher(parts: FetcherParts): Fetcher {
  const { settings } = parts;
  const shared = {
    allowH2: false,
    maxHeaderSize: settings.maxHeaderBytes,
    headersTimeout: settings.totalTimeoutMs,
    bodyTimeout: settings.totalTimeoutMs,
  };
  const timeout = settings.connectTimeoutMs;
  const guarded = new Agent({ ...shared, connect: { timeout, lookup: guardedLookup(parts.resolver) } });
  const registered = new Agent({ ...shared, connect: { timeout } });
  return {
    fetch: async (order) => {
      const target = requestTarget(order.url, settings.allowPrivateNetwork);
      if (target.kind === "refused") return target;
      if (target.kind === "public" && !isAskable(target.origin)) return { kind: "refused", reason: "private-address" };
      const agent = target.kind === "public" ? guarded : registered;
      return await exchange(order, { target, agent, parts });
    },
    close: async () => {
      await Promise.all([guarded.destroy(), registered.destroy()]);
    },
  };
}

/** Look-up is not called for literal addresses: they are judged here. */
function isAskable(origin: string): boolean {
  const literal = literalAddress(new URL(origin).hostname);
  return literal === null || isPublicAddress(literal);
}

interface Exchange {
  readonly target: Exclude<RequestTarget, { kind: "refused" }>;
  readonly agent: Agent;
  readonly parts: FetcherParts;
}

async function exchange(order: FetchOrder, context: Exchange): Promise<FetchResult> {
  const { target, agent, parts } = context;
  const startMs = parts.clock.monotonicMs();
  const elapsedMs = (): number => Math.round(parts.clock.monotonicMs() - startMs);
  try {
    const response = await agent.request({
      origin: target.origin,
      path: target.path,
      method: order.method,
      headers: { ...order.headers, host: target.host },
      signal: AbortSignal.timeout(parts.settings.totalTimeoutMs),
    });
    return await readAnswer(order, response, elapsedMs);
  } catch (error) {
    const isPrivate = error instanceof PrivateAddressError || (error as Error).cause instanceof PrivateAddressError;
    if (isPrivate) return { kind: "refused", reason: "private-address" };
    const detail = error instanceof Error ? error.message : String(error);
    return { kind: "failed", code: failureCodeOf(error), detail, durationMs: elapsedMs() };
  }
}

async function readAnswer(
  order: FetchOrder,
  response: Dispatcher.ResponseData,
  elapsedMs: () => number,
): Promise<FetchResult> {
  const headers = flatHeaders(response.headers);
  const answer = { kind: "answer", httpStatus: response.statusCode, headers } as const;
  const mediaType = headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase() ?? null;
  if (order.method === "HEAD" || !order.wantsBody(mediaType)) {
    // Ending early makes the stream fail on purpose.
    response.body.on("error", () => undefined);
    response.body.destroy();
    const none = { body: new Uint8Array(), hasBody: false, truncated: null, sizeBytes: 0 } as const;
    return { ...answer, ...none, durationMs: elapsedMs() };
  }
  const wire = await readBody(response.body, order.maxBodyBytes);
  const decoded = await decodeContent(wire.bytes, headers["content-encoding"] ?? "", order.maxBodyBytes);
  if (decoded.kind === "failed") return { ...decoded, durationMs: elapsedMs() };
  const truncated = decoded.isCut ? "length" : wire.truncated;
  const sizeBytes = wire.bytes.length;
  return { ...answer, body: decoded.body, hasBody: true, truncated, sizeBytes, durationMs: elapsedMs() };
}

/** The body until its end, the limit, or the moment when the connection gives up; what came before counts. */
async function readBody(
  stream: AsyncIterable<Uint8Array> & { destroy: () => unknown },
  maxBytes: number,
): Promise<{ bytes: Uint8Array; truncated: Truncation | null }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let truncated: Truncation | null = null;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      length += chunk.length;
      if (length <= maxBytes) continue;
      truncated = "length";
      break;
    }
  } catch (error) {
    if (length === 0) throw error;
    truncated = failureCodeOf(error) === "deadline" ? "time" : "length";
  }
  return { bytes: Buffer.concat(chunks).subarray(0, maxBytes), truncated };
}

function flatHeaders(headers: Dispatcher.ResponseData["headers"]): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(", ") : value;
  }
  return flat;
}
