import type { CDPSession } from "playwright";
import { OUR_WORLD } from "./speculation-guard.ts";

/** The document as it stands in the browser. */
export interface TakenDocument {
  readonly html: string;
  /** Whether it was longer than wanted. */
  readonly isCut: boolean;
}

/**
 * `outerHTML` of a page's document, at most `maxBytes` of UTF-8. It is read in a world of its own, where the page's
 * scripts can redefine nothing. Null when the page does not answer in time: its scripts hold the engine.
 */
export async function takeDocument(
  session: CDPSession,
  frameId: string,
  limits: { readonly maxBytes: number; readonly timeoutMs: number },
): Promise<TakenDocument | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), limits.timeoutMs);
  try {
    const text = await Promise.race([late, evaluateOuterHtml(session, frameId, limits.maxBytes + 1)]);
    return text === null ? null : cutToBytes(text, limits.maxBytes);
  } catch {
    // The page, or its browser, ended meanwhile.
    return null;
  } finally {
    clearTimeout(timer);
  }
}

async function evaluateOuterHtml(session: CDPSession, frameId: string, maxCharacters: number): Promise<string> {
  const { executionContextId } = await session.send("Page.createIsolatedWorld", { frameId, worldName: OUR_WORLD });
  const { result } = await session.send("Runtime.evaluate", {
    contextId: executionContextId,
    expression: `(document.documentElement?.outerHTML ?? "").slice(0, ${maxCharacters})`,
    returnByValue: true,
  });
  return String(result.value ?? "");
}

/** Cuts a text to bytes of UTF-8, never within a character. */
export function cutToBytes(text: string, maxBytes: number): TakenDocument {
  const bytes = new Uint8Array(Math.min(maxBytes, text.length * 3));
  const { read } = new TextEncoder().encodeInto(text, bytes);
  return { html: text.slice(0, read), isCut: read < text.length };
}
